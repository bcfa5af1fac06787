"""Keep in step with the connected calendars: read them, and write our blocks there."""

from tightrope.flows.sync.preview import Coming, preview
from tightrope.flows.sync.run import send, sync
from tightrope.flows.sync.told import (
    Adopted,
    Fate,
    Progress,
    Said,
    Sent,
    Synced,
    silent,
)
from tightrope.flows.sync.window import kept_window

__all__ = [
    "Adopted",
    "Coming",
    "Fate",
    "Progress",
    "Said",
    "Sent",
    "Synced",
    "kept_window",
    "preview",
    "send",
    "silent",
    "sync",
]
