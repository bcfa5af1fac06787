"""What a phase rests on: the last days against usual ones, and what weighed most."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tightrope.core.balance.series import Day
from tightrope.core.balance.usual import Flags, Grid, gridded, usual

HISTORY_DAYS = 28
"""With fewer known days nothing is said of a phase."""

_DAYS = 10
_WORKING = 5
_MOST_DRIVERS = 3
_LEAST_DRIVER_HOURS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A facet that was unlike itself, by so many hours a week.

    Attributes:
        facet: its name.
        hours: above what is usual for it, or below when negative.
    """

    facet: str
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the present phase rests on.

    Attributes:
        known_days: how many days of the series say something.
        days: how many working days are looked at, the last ones with known hours.
        hours: the load since the first of them.
        usual_hours: what the same days usually come to.
        usual_week: what a usual week comes to.
        drivers: the facets that moved most, the farthest first.
    """

    known_days: int
    days: int
    hours: float
    usual_hours: float
    usual_week: float
    drivers: tuple[Driver, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether there is enough history to speak of a phase at all."""
        return self.known_days >= HISTORY_DAYS and self.usual_week > 0

    @property
    def ratio(self) -> float | None:
        """How the last days compare with usual ones; nothing while none are known."""
        return self.hours / self.usual_hours if self.usual_hours > 0 else None


def evidence(
    series: Sequence[Day],
    facets: Mapping[str, Sequence[Day]] | None = None,
    *,
    renewed: Collection[date] = (),
) -> Evidence:
    """What can be said of the last days of a series, which has at least one.

    Args:
        series: the load, oldest first.
        facets: by name the part of it that each facet is; a day left out has none.
        renewed: days on which the person said that this is their new normal.
    """
    days = gridded(series)
    normal = usual(days, renewed)
    looked = _looked_at(days)
    return Evidence(
        known_days=int(days.known.sum()),
        days=int((looked & (days.weekdays < _WORKING)).sum()),
        hours=float(days.hours[looked].sum()),
        usual_hours=float((normal.level * normal.share)[looked].sum()),
        usual_week=normal.week,
        drivers=_drivers(days, looked, facets or {}),
    )


def _looked_at(days: Grid) -> Flags:
    """The known days since the tenth last known working day."""
    working = np.flatnonzero(days.known & (days.weekdays < _WORKING))
    first = int(working[-_DAYS:][0]) if len(working) else len(days.known)
    return np.asarray(days.known & (np.arange(len(days.known)) >= first))


def _drivers(
    days: Grid, looked: Flags, facets: Mapping[str, Sequence[Day]]
) -> tuple[Driver, ...]:
    before = days.known & ~looked
    if not before.any() or not looked.any():
        return ()
    moved = []
    for name, facet in sorted(facets.items()):
        hours = np.zeros(len(days.hours))
        for day in facet:
            place = (day.day - days.first).days
            if 0 <= place < len(hours):
                hours[place] = day.hours
        more = 7 * float(hours[looked].mean() - hours[before].mean())
        if abs(more) >= _LEAST_DRIVER_HOURS:
            moved.append(Driver(facet=name, hours=more))
    moved.sort(key=lambda driver: -abs(driver.hours))
    return tuple(moved)
