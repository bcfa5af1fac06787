"""What we write to calendars: what is still to be sent, and the log of what was.

A write is kept here before it is sent, and its href with it. Whatever happens in
between, sending it again finds what the first attempt left.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Verb(StrEnum):
    """Why a block was written: what the person, or the flow, did."""

    ACCEPT = "accept"
    MOVE = "move"
    REPLAN = "replan"
    WITHDRAW = "withdraw"
    OVERRIDE = "override"
    FINISH = "finish"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A write that is to be sent.

    Attributes:
        id: the store's own key, in the order they were asked for; 0 before it is kept.
        group: what one command of the person wrote together, undone together.
        block: the id of the block.
        collection: the id of the calendar.
        href: where it goes; chosen once, before the first attempt.
        uid: the event's UID, which says that it is ours.
        verb: why.
        before: what stood there when it was asked for; nothing for a new event.
        etag: the version that it replaces or deletes; nothing for a new event.
        data: what is to stand there; nothing to delete it.
        at: when it was asked for.
        attempts: how often it was tried.
        not_before: when it may be tried again.
        fault: why the last attempt failed, in words for the person.
        undoes: the id of the `Write` that it takes back.
    """

    id: int = 0
    group: str
    block: str
    collection: int
    href: str
    uid: str
    verb: Verb
    before: bytes | None = field(default=None, repr=False)
    etag: str | None = None
    data: bytes | None = field(default=None, repr=False)
    at: datetime
    attempts: int = 0
    not_before: datetime | None = None
    fault: str | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One thing that we wrote to a calendar, with what was there before and after.

    Attributes:
        id: the store's own key, in order; 0 before it is kept.
        at: when the server had answered.
        group, block, collection, href, uid, verb, before, undoes: as `Outgoing` has
            them; `before` is what the server had at that moment.
        calendar: what the person calls the calendar, for a log that outlives it.
        after: what the server keeps now; nothing where it was deleted.
        etag: the version it has now.
    """

    id: int = 0
    at: datetime
    group: str
    block: str
    collection: int
    calendar: str
    href: str
    uid: str
    verb: Verb
    before: bytes | None = field(default=None, repr=False)
    after: bytes | None = field(default=None, repr=False)
    etag: str | None = None
    undoes: int | None = None


class Outbox(Protocol):
    """The writes of one owner that are still to be sent."""

    def add(self, outgoing: Iterable[Outgoing]) -> tuple[Outgoing, ...]:
        """Keep them, in order; give them back with their ids."""

    def waiting(self, collection: int | None = None) -> tuple[Outgoing, ...]:
        """Those that are to be sent, of all calendars or of one, oldest first."""

    def change(self, outgoing: Outgoing) -> None:
        """Keep what is said of it now: an attempt, a fault, a new version."""

    def done(self, id_: int, write: Write | None) -> Write | None:
        """Take it out, and log what was written in the same step.

        Args:
            id_: which one.
            write: what was written; nothing where it was dropped without a write.
        """


class Writes(Protocol):
    """The log of what we wrote: it only grows, and the database sees to that."""

    def all(self, *, group: str | None = None) -> tuple[Write, ...]:
        """All of them, or those of one command, oldest first."""

    def last_of(self, collection: int, href: str) -> Write | None:
        """What we last wrote there."""
