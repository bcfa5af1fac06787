"""The booked future, once a day: the one signal that cannot be rebuilt later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What was booked for the days to come, as it stood on one day.

    Attributes:
        day: the day on which it was taken, in the person's zone.
        taken: when exactly.
        hours: busy hours (the union of what takes time) of each coming day; a day that
            is not named has none.
        away: days to come that the calendar says the person is absent.
    """

    day: date
    taken: datetime
    hours: Mapping[date, float]
    away: frozenset[date] = frozenset()


class Snapshots(Protocol):
    """The snapshots of one owner; one a day, and the first of a day stays."""

    def add(self, snapshot: Snapshot) -> bool:
        """Keep it; say whether it was the first of its day."""

    def all(self) -> tuple[Snapshot, ...]:
        """All of them, oldest first."""
