"""One day as arrays of minutes: what is free, what it is worth, who can reach us."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tightrope.core.planner.clock import (
    GRAIN,
    minute_from,
    minute_of,
    minutes,
)
from tightrope.core.planner.problem import Busy, Problem
from tightrope.core.planner.survival import Rates
from tightrope.core.timeline import Span, whole_day

Mask: TypeAlias = NDArray[np.bool_]
Counts: TypeAlias = NDArray[np.int64]

THOUSAND = 1000
"""Points are counted in thousandths, so that every sum is exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a block may stand: a day of the frame, and two minutes since 1970."""

    day: int
    start: int
    end: int

    @property
    def grains(self) -> int:
        """Its length in whole grains; only these count towards what is promised."""
        return (self.end - self.start) // GRAIN

    def overlaps(self, other: "Place") -> bool:
        """Say whether the two share some time."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A standing block's own place, and what it costs to give it up, in thousandths."""

    start: int
    end: int
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One working day.

    Attributes:
        date: which one.
        index: its place among the days of the frame.
        base: its first minute since 1970.
        working: its working time.
        busy: what touches it.
        free: each minute that is working time, not taken, inside the window, ahead.
        open: minutes so far in which others can reach the person.
        worth: thousandths of a point so far, for focus all the time.
        kept: for a start in each minute the survival, in thousandths.
        fixed: blocks that cannot move.
        offers: places of blocks that can.
        done: blocks of this day that have passed.
    """

    date: date
    index: int
    base: int
    working: tuple[Span, ...]
    busy: tuple[Busy, ...]
    free: Mask
    open: Counts
    worth: Counts
    kept: Counts
    fixed: tuple[Place, ...] = ()
    offers: tuple[Offer, ...] = ()
    done: int = 0

    @property
    def forced(self) -> bool:
        """Whether it has a block whatever is chosen."""
        return self.done > 0 or bool(self.fixed)

    def between(self, sums: Counts, place: Place) -> int:
        """How much `sums` grows over a place."""
        last = len(sums) - 1
        start = min(max(place.start - self.base, 0), last)
        end = min(max(place.end - self.base, 0), last)
        return int(sums[end] - sums[start])

    def survival(self, place: Place) -> int:
        """The survival of a place, in thousandths."""
        return int(self.kept[min(max(place.start - self.base, 0), len(self.kept) - 1)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """What is needed to lay a day out."""

    problem: Problem
    rates: Rates

    def day(
        self, day: date, index: int, working: Sequence[Span], busy: Sequence[Busy]
    ) -> Day:
        """Lay one day out; `working` and `busy` are what touches it."""
        whole = whole_day(day, self.problem.zone)
        base, size = minute_of(whole.start), minutes(whole.length)
        hours = mask(base, size, working, inside=True)
        taken = mask(base, size, (one.span for one in busy))
        return Day(
            date=day,
            index=index,
            base=base,
            working=tuple(working),
            busy=tuple(busy),
            free=hours & ~taken & self._ahead(base, size),
            open=sums(hours & ~taken & self._reachable(day, base, size)),
            worth=sums(self._worth(day, base, size)),
            kept=self._kept(day, base, size, _share(hours & taken, hours)),
        )

    def without(self, day: Day, one: Busy) -> Day:
        """The same day as it would be if one busy time were not there."""
        left = [other for other in day.busy if other is not one]
        fresh = self.day(day.date, day.index, day.working, left)
        return replace(fresh, fixed=day.fixed, offers=day.offers, done=day.done)

    def _ahead(self, base: int, size: int) -> Mask:
        start = max(self.problem.now, self.problem.window.start)
        end = max(start, self.problem.window.end)
        return mask(base, size, [Span(start, end)], inside=True)

    def _reachable(self, day: date, base: int, size: int) -> Mask:
        reached = np.zeros(size, dtype=np.bool_)
        if hours := self.problem.policy.reachable:
            start = self._minute(day, hours.start, base, size)
            end = self._until(day, hours.end, base, size)
            reached[start:end] = True
        return reached

    def _worth(self, day: date, base: int, size: int) -> Counts:
        worth = np.full(size, THOUSAND, dtype=np.int64)
        for energy in self.problem.policy.energy:
            start = self._minute(day, energy.start, base, size)
            end = self._until(day, energy.end, base, size)
            worth[start:end] = round(energy.worth * THOUSAND)
        return worth

    def _kept(self, day: date, base: int, size: int, crowd: float) -> Counts:
        kept = np.zeros(size, dtype=np.int64)
        for start, end, rate in self.rates.over(day.weekday(), crowd):
            first = self._minute(day, start, base, size)
            last = self._until(day, end, base, size)
            kept[first:last] = round(rate * THOUSAND)
        return kept

    def _until(self, day: date, at: time, base: int, size: int) -> int:
        """The same for an end: midnight ends the day."""
        return self._minute(day, at, base, size) if at != time() else size

    def _minute(self, day: date, at: time, base: int, size: int) -> int:
        """Which minute of the day a clock on the wall shows as `at`."""
        moment = datetime.combine(day, at, tzinfo=self.problem.zone)
        return min(max(minute_of(moment) - base, 0), size)


def mask(base: int, size: int, spans: Iterable[Span], *, inside: bool = False) -> Mask:
    """The minutes of a day that some spans cover.

    Args:
        base: the day's first minute.
        size: how many it has.
        spans: any spans.
        inside: only minutes that they cover whole; otherwise all that they touch.
    """
    covered = np.zeros(size, dtype=np.bool_)
    first, last = (minute_from, minute_of) if inside else (minute_of, minute_from)
    for span in spans:
        start, end = first(span.start) - base, last(span.end) - base
        if end > 0:
            covered[max(start, 0) : end] = True
    return covered


def sums(values: Mask | Counts) -> Counts:
    """How much there is before each minute, and before the end."""
    before = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=before[1:])
    return before


def _share(part: Mask, whole: Mask) -> float:
    """How much of the minutes in `whole` is in `part`, 0 to 1."""
    count = int(whole.sum())
    return int(part.sum()) / count if count else 0.0
