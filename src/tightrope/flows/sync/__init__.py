"""Keep in step with the connected calendars: read them, and write our blocks there.

`sync(store, reach, names=(), clock=…, nap=…, progress=silent, insist=False)` reads
what changed, takes over what the person did to blocks elsewhere, and sends what waits;
`send(store, reach, clock=…, nap=…, group=None, insist=False)` sends alone.
"""

from tightrope.flows.sync.told import (
    Adopted,
    Fate,
    Progress,
    Said,
    Sent,
    Synced,
    silent,
)

__all__ = [
    "Adopted",
    "Fate",
    "Progress",
    "Said",
    "Sent",
    "Synced",
    "silent",
]
