"""A calendar that is read: the port, and what a reading gives."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from tightrope.core.errors import Problem
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
