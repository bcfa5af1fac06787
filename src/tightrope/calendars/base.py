"""What a calendar is: the port that every adapter stands behind."""

from collections.abc import Collection
from dataclasses import dataclass
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
