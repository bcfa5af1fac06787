"""What the flows need kept: the ports that a store stands behind.

A store belongs to one owner; nothing here names one, for whoever opens the store says
whose it is. `tightrope.store.memory` keeps it all in memory, and `tightrope.store` in
a database; both run through the same contract.
"""

from tightrope.flows.ports.blocks import Asked, Blocks, Kept, Suggested
from tightrope.flows.ports.clock import Clock, Naps
from tightrope.flows.ports.connections import (
    Collection,
    Collections,
    Connection,
    Connections,
    NameTaken,
    NoSuchConnection,
)
from tightrope.flows.ports.feeds import Feed, Feeds
from tightrope.flows.ports.ledger import Ledger, LedgerGrew, Posted
from tightrope.flows.ports.mirror import Held, Mirror, Renewed, Sighting
from tightrope.flows.ports.person import People, Person
from tightrope.flows.ports.reach import Reach
from tightrope.flows.ports.snapshots import Snapshot, Snapshots
from tightrope.flows.ports.store import Store
from tightrope.flows.ports.writes import Outbox, Outgoing, Verb, Write, Writes

__all__ = [
    "Asked",
    "Blocks",
    "Clock",
    "Collection",
    "Collections",
    "Connection",
    "Connections",
    "Feed",
    "Feeds",
    "Held",
    "Kept",
    "Ledger",
    "LedgerGrew",
    "Mirror",
    "NameTaken",
    "Naps",
    "NoSuchConnection",
    "Outbox",
    "Outgoing",
    "People",
    "Person",
    "Posted",
    "Reach",
    "Renewed",
    "Sighting",
    "Snapshot",
    "Snapshots",
    "Store",
    "Suggested",
    "Verb",
    "Write",
    "Writes",
]
