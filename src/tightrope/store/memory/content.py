"""All that a store in memory holds, as values that can be put back as they were."""

from dataclasses import dataclass, field
from datetime import date

from tightrope.flows.ports import (
    Collection,
    Connection,
    Feed,
    Kept,
    Outgoing,
    Person,
    Posted,
    Renewed,
    Sighting,
    Snapshot,
    Write,
)


@dataclass(slots=True)
class Content:
    """What is kept, each kind by its key; the records in it never change.

    Attributes:
        mirrored: the resources by collection, then href.
        sightings: by collection, UID and recurrence.
        last_id: the highest key that was given out; keys are never given twice.
    """

    person: Person = field(default_factory=Person)
    connections: dict[str, Connection] = field(default_factory=dict)
    collections: dict[int, Collection] = field(default_factory=dict)
    mirrored: dict[int, dict[str, Renewed]] = field(default_factory=dict)
    sightings: dict[tuple[int, str, str | None], Sighting] = field(default_factory=dict)
    blocks: dict[str, Kept] = field(default_factory=dict)
    ledger: tuple[Posted, ...] = ()
    outbox: dict[int, Outgoing] = field(default_factory=dict)
    writes: tuple[Write, ...] = ()
    snapshots: dict[date, Snapshot] = field(default_factory=dict)
    feeds: dict[int, Feed] = field(default_factory=dict)
    last_id: int = 0

    def copy(self) -> "Content":
        """The same, apart from what is changed in this one from now on."""
        return Content(
            person=self.person,
            connections=dict(self.connections),
            collections=dict(self.collections),
            mirrored={id_: dict(kept) for id_, kept in self.mirrored.items()},
            sightings=dict(self.sightings),
            blocks=dict(self.blocks),
            ledger=self.ledger,
            outbox=dict(self.outbox),
            writes=self.writes,
            snapshots=dict(self.snapshots),
            feeds=dict(self.feeds),
            last_id=self.last_id,
        )


@dataclass(slots=True)
class Shelf:
    """Where the content of one store lies; every part of the store looks here."""

    content: Content = field(default_factory=Content)

    def fresh_id(self) -> int:
        """A key that was never given out."""
        self.content.last_id += 1
        return self.content.last_id


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a store, with the shelf that all parts share."""

    shelf: Shelf

    @property
    def kept(self) -> Content:
        """What the store holds now."""
        return self.shelf.content
