"""What a calendar is: the ports that every adapter stands behind."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from tightrope.core.errors import Problem
from tightrope.core.planner.answer import Plan
from tightrope.core.planner.block import Block
from tightrope.core.timeline import Event, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from a calendar.

    Attributes:
        events: the occurrences that overlap the window, by start, then UID.
        problems: what could not be read; the rest is there all the same.
        zone: the zone that the calendar says it is in, or that most of its events
            are in; nothing when it says nothing.
    """

    events: tuple[Event, ...]
    problems: tuple[Problem, ...] = ()
    zone: ZoneInfo | None = None


class Calendar(Protocol):
    """A calendar that we read."""

    @property
    def name(self) -> str:
        """What the person calls it: a path, an address, a name they gave."""

    def read(
        self, window: Span, *, zone: ZoneInfo | None = None, me: Collection[str] = ()
    ) -> Reading:
        """Read what overlaps `window`.

        Args:
            window: the time that is asked for.
            zone: where floating times and all-day events are; by default where the
                calendar says it is, else UTC.
            me: the person's own mail addresses, to know their part in each event.

        Raises:
            InputError: the calendar is not there, or is no calendar at all.
            OutsideError: it is there and cannot be read: no rights, a broken disk.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What writing a plan did, or would do, to a calendar of ours.

    Attributes:
        added: blocks that were not in it.
        changed: blocks that were, and say something else now.
        removed: blocks to come that are no longer planned, marked as cancelled.
        unchanged: blocks that stay as they are, past ones too.
        dropped: events too old to keep.
        before: all of the calendar before, as iCalendar; nothing where none was.
        after: all of it now.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    dropped: int = 0
    before: bytes | None
    after: bytes


class FocusCalendar(Protocol):
    """A calendar that holds our blocks and nothing else."""

    def standing(self) -> tuple[Block, ...]:
        """The blocks that it holds from earlier runs, by start; none at first.

        Raises:
            InputError: it is no calendar, or not only ours.
            OutsideError: it cannot be read.
        """

    def preview(self, plan: Plan, *, now: datetime, zone: ZoneInfo) -> Written:
        """What `write` would do, without doing it; raises what `standing` does."""

    def write(self, plan: Plan, *, now: datetime, zone: ZoneInfo) -> Written:
        """Bring the calendar up to date with `plan`; the same plan twice writes once.

        A block to come that the plan names no more is cancelled; a past one stays as
        it is for eight weeks.

        Args:
            plan: the blocks that should stand.
            now: when it is written.
            zone: the zone that times are written in.

        Raises:
            InputError: it is no calendar, or not only ours.
            OutsideError: it cannot be read or written; it is as it was.
        """

    def undo(self, written: Written) -> None:
        """Make the calendar what it was before `written`.

        Raises:
            InputError: somebody changed it meanwhile.
            OutsideError: it cannot be read or written.
        """


def merged(readings: Iterable[Reading]) -> Reading:
    """Several readings as one, in which an event seen in two of them counts once.

    Of two versions of an event the one changed last stays; where that cannot be told,
    the one read first does. The zone is that of the first reading that has one.
    """
    read = list(readings)
    newest: dict[tuple[str, str | None], list[Event]] = {}
    for reading in read:
        for key, events in _by_key(reading).items():
            if key not in newest or _changed(newest[key]) < _changed(events):
                newest[key] = events
    problems = (problem for reading in read for problem in reading.problems)
    return Reading(
        events=in_order(event for events in newest.values() for event in events),
        problems=tuple(dict.fromkeys(problems)),
        zone=next((reading.zone for reading in read if reading.zone), None),
    )


def _by_key(reading: Reading) -> dict[tuple[str, str | None], list[Event]]:
    """The events of one reading by what tells them apart, as a rule one for each."""
    events: dict[tuple[str, str | None], list[Event]] = {}
    for event in reading.events:
        events.setdefault((event.uid, event.recurrence_id), []).append(event)
    return events


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events by start, then UID."""
    return tuple(sorted(events, key=lambda event: (event.span.start, event.uid)))


def _changed(events: list[Event]) -> datetime:
    """When the last of them was changed; the first of all times if none says so."""
    known = (event.changed for event in events if event.changed)
    return max(known, default=datetime.min.replace(tzinfo=UTC))
