"""The tables. Moments that are searched or many are integers: microseconds of UTC."""

from tightrope.store.models.ahead import Feed, Snapshot
from tightrope.store.models.blocks import Block
from tightrope.store.models.calendars import Collection, Connection
from tightrope.store.models.ledger import Entry
from tightrope.store.models.mirror import Instance, Resource, Sighting
from tightrope.store.models.owner import Owned, Owner
from tightrope.store.models.writing import Outgoing, Write

__all__ = [
    "Block",
    "Collection",
    "Connection",
    "Entry",
    "Feed",
    "Instance",
    "Outgoing",
    "Owned",
    "Owner",
    "Resource",
    "Sighting",
    "Snapshot",
    "Write",
]
