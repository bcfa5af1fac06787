"""What a sync, and a sending, tell when they are done."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tightrope.core.errors import Problem
from tightrope.core.timeline import Span
from tightrope.flows.ports import Outgoing, Write


class Said(StrEnum):
    """What became of one of our blocks elsewhere; each but the last two is a word."""

    MOVED = "moved"
    DELETED = "deleted"
    CHANGED = "changed"
    BACK = "back"
    FOUND = "found"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What was seen of one of our blocks on a calendar, and is so here too now.

    Attributes:
        block: its id.
        said: `moved`, `deleted`, `changed` (its purpose or its status), `back` (it was
            gone and stands again), `found` (another device of the person's wrote it),
            `lost` (it vanished with all else of its calendar, which is no word of the
            person's: they are asked).
        before: where it stood; nothing for one that was found.
        after: where it stands now; nothing where it does not.
    """

    block: str
    said: Said
    before: Span | None = None
    after: Span | None = None


class Fate(StrEnum):
    """What became of a write that was to be sent."""

    DONE = "done"
    THERE = "there already"
    DROPPED = "dropped"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of one waiting write.

    Attributes:
        outgoing: the write.
        fate: `done`; `there already`: an earlier attempt had got through, or the
            calendar says the same by itself; `dropped`: the person changed the event
            elsewhere, and their word counts; `waiting`: it will be tried again;
            `failed`: the calendar will not take it.
        because: why, in words for the person, where it was not done.
        write: what was logged.
        adopted: what the person said of the block elsewhere, where it was dropped.
    """

    outgoing: Outgoing
    fate: Fate
    because: str | None = None
    write: Write | None = None
    adopted: Adopted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What came of syncing one connection.

    Attributes:
        connection: its name.
        fault: what went wrong, in words for the person; nothing if all went well.
        read: how many resources were fetched.
        changed: how many of them are new or differ from what was kept.
        gone: how many are no longer there.
        matters: whether something that takes time in the weeks ahead appeared, moved,
            vanished or became free or busy, or the person said something of a block: a
            reason to plan again.
        adopted: what was seen of our own blocks.
        sent: what became of the writes that were waiting.
        problems: what could not be read.
    """

    connection: str
    fault: str | None = None
    read: int = 0
    changed: int = 0
    gone: int = 0
    matters: bool = False
    adopted: tuple[Adopted, ...] = ()
    sent: tuple[Sent, ...] = ()
    problems: tuple[Problem, ...] = ()


class Progress(Protocol):
    """Hears how far a sync has come."""

    def __call__(self, name: str, done: int, of: int | None) -> None:
        """Hear that `done` resources of a connection are read, `of` so many."""


def silent(name: str, done: int, of: int | None) -> None:
    """Let nobody hear."""
