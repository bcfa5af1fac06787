"""What is usual for a person: hours by weekday, learnt from the past year."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tightrope.core.balance.series import Day, in_order

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

NEW = 56
"""So many days before the person says so are their new normal: eight weeks."""

_YEAR = 364
_SHRINK = 4.0
_TRIM = 0.1
_LEAST_WEEK = 1.5
_FLAT = np.array([1.4] * 5 + [0.0] * 2)
"""A week of five equal days, with a mean of 1 over seven."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Grid:
    """A series on every day of the calendar from its first to its last.

    Attributes:
        first: the first day.
        hours: 0 where the day is missing.
        known: whether the hours say something.
        rows: the place on the grid of each day of the series.
    """

    first: date
    hours: Numbers
    known: Flags
    rows: NDArray[np.int64]

    @property
    def weekdays(self) -> NDArray[np.int64]:
        """0 for a Monday to 6 for a Sunday, for each day."""
        return (np.arange(len(self.hours)) + self.first.weekday()) % 7


def gridded(series: Sequence[Day]) -> Grid:
    """The series day by day; at least one day is needed."""
    in_order(series)
    first = series[0].day
    rows = np.array([(day.day - first).days for day in series])
    hours = np.zeros(rows[-1] + 1)
    known = np.zeros(rows[-1] + 1, dtype=bool)
    known[rows] = [day.available for day in series]
    hours[rows] = [day.hours if day.available else 0.0 for day in series]
    return Grid(first=first, hours=hours, known=known, rows=rows)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Usual:
    """What was usual at the time, for each day of a grid, from earlier days only.

    Attributes:
        level: hours a day over all seven weekdays; 0 while nothing is known.
        share: how a day of this weekday compares with that, 1 on average.
    """

    level: Numbers
    share: Numbers

    @property
    def week(self) -> float:
        """Hours of a usual week, as it is known on the last day."""
        return float(7 * self.level[-1])


def usual(days: Grid, renewed: Collection[date] = ()) -> Usual:
    """The usual level and profile of each day, renewed every seven days.

    The profile is the weekday means of the last 52 weeks, drawn to five equal days by
    the weight of four; the level is the trimmed mean of what each week held of it.

    Args:
        days: the load day by day.
        renewed: days on which the person said that this is their new normal; from
            then on only the eight weeks before count, and what came after.
    """
    said = sorted((day - days.first).days for day in renewed)
    count = len(days.hours)
    level, share = np.zeros(count), np.tile(_FLAT, count // 7 + 2)
    share = share[days.first.weekday() :][:count]
    weekdays = days.weekdays
    for now in range(7, count, 7):
        since = max((0, now - _YEAR, *(at - NEW for at in said if at <= now)))
        past, ahead = slice(since, now), slice(now, now + 7)
        profile = _profile(days.hours[past], days.known[past], weekdays[past])
        if profile is not None:
            carried = profile[weekdays[past]] * days.known[past]
            level[ahead] = _level(days.hours[past], carried)
            share[ahead] = profile[weekdays[ahead]]
    return Usual(level=level, share=share)


def _profile(
    hours: Numbers, known: Flags, weekdays: NDArray[np.int64]
) -> Numbers | None:
    """The relative load of each weekday, 1 on average; nothing without any load."""
    if not hours.any():
        return None
    counts = np.bincount(weekdays[known], minlength=7)
    sums = np.bincount(weekdays, weights=hours, minlength=7)
    flat = _SHRINK * _FLAT * hours.sum() / known.sum()
    means = (sums + flat) / (counts + _SHRINK)
    return np.asarray(means / means.mean())


def _level(hours: Numbers, carried: Numbers) -> float:
    """The mean of the weeks without the tenth at either end, in hours a day."""
    weeks = (np.arange(len(hours)) + -len(hours) % 7) // 7
    held, weights = (np.bincount(weeks, weights=of) for of in (hours, carried))
    enough = weights >= _LEAST_WEEK
    rates = np.sort(held[enough] / weights[enough])
    cut = int(len(rates) * _TRIM)
    kept = rates[cut : len(rates) - cut]
    return float(kept.mean()) if len(kept) else 0.0
