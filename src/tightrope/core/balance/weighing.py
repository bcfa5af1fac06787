"""Hours of grind and vision by week, each hour counted once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Self, TypeVar
from zoneinfo import ZoneInfo

from tightrope.core.balance.absence import days_off
from tightrope.core.balance.share import Share, shares
from tightrope.core.balance.sides import Facet, Side
from tightrope.core.balance.sorting import VerdictOf, verdicts
from tightrope.core.timeline import Event, Span, days, monday, week_name

HOUR = timedelta(hours=1)
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """How much time went where.

    Attributes:
        sides: time on each side; together they are all the time that was taken.
        facets: the same time, without `off`, by facet; `unsorted` holds what is
            surely of one side, but not surely of one facet, as well.
    """

    sides: Mapping[Side, timedelta] = field(default_factory=dict)
    facets: Mapping[Facet, timedelta] = field(default_factory=dict)

    @property
    def grind(self) -> float:
        """Hours of grind."""
        return self.of(Side.GRIND)

    @property
    def vision(self) -> float:
        """Hours of vision."""
        return self.of(Side.VISION)

    @property
    def off(self) -> float:
        """Hours that are neither: lunch, private, leave."""
        return self.of(Side.OFF)

    @property
    def unsorted(self) -> float:
        """Hours of which even the side is not known."""
        return self.of(Side.UNSORTED)

    @property
    def total(self) -> timedelta:
        """All the time that was taken."""
        return sum(self.sides.values(), timedelta())

    def of(self, side: Side) -> float:
        """Hours on one side."""
        return self.sides.get(side, timedelta()) / HOUR

    def by_facet(self) -> dict[Facet, float]:
        """Hours of each facet that has any, most first."""
        order = list(Facet)
        ranked = sorted(
            self.facets.items(), key=lambda found: (-found[1], order.index(found[0]))
        )
        return {facet: length / HOUR for facet, length in ranked}

    def __add__(self, other: Self) -> "Hours":
        return Hours(
            sides=_sum(self.sides, other.sides), facets=_sum(self.facets, other.facets)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One ISO week.

    Attributes:
        monday: its first day.
        hours: what of it lies in the window that was asked for.
    """

    monday: date
    hours: Hours

    @property
    def name(self) -> str:
        """As in `2026-W47`."""
        return week_name(self.monday)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What a calendar weighs.

    Attributes:
        weeks: each ISO week of the window, in order, those without entries too.
        total: all of them together.
    """

    weeks: tuple[Week, ...]
    total: Hours


def weigh(
    events: Iterable[Event],
    window: Span,
    zone: ZoneInfo,
    *,
    verdict: VerdictOf | None = None,
    off: Collection[date] | None = None,
) -> Balance:
    """Say how many hours of each week went into grind and into vision.

    What counts is said by `takes_time`, what overlapping entries get by `shares`. On
    a day off all of it is `off`: the entries were left standing, nobody was there.

    Args:
        events: what stands on the calendar, in any order.
        window: the time that is asked for.
        zone: where the weeks begin on Monday at midnight.
        verdict: where each event belongs; by default as `classify` says.
        off: days without work; by default what `days_off` finds among the events.
    """
    events = list(events)
    verdict = verdict or verdicts()
    if off is None:
        off = days_off(events, window, zone, verdict=verdict)
    parts: defaultdict[date, list[Share]] = defaultdict(list)
    for share in shares(events, window, zone, verdict=verdict):
        parts[monday(share.day)].append(share)
    weeks = tuple(
        Week(monday=first, hours=added(parts[first], off))
        for first in _mondays(window, zone)
    )
    return Balance(weeks=weeks, total=sum((week.hours for week in weeks), Hours()))


def added(parts: Iterable[Share], off: Collection[date] = ()) -> Hours:
    """The time of some shares by side and facet, those of days off as `off`."""
    sides: defaultdict[Side, timedelta] = defaultdict(timedelta)
    facets: defaultdict[Facet, timedelta] = defaultdict(timedelta)
    for share in parts:
        side = Side.OFF if share.day in off else share.verdict.counted_side
        sides[side] += share.span.length
        if side is not Side.OFF:
            facets[share.verdict.counted_facet] += share.span.length
    return Hours(sides=dict(sides), facets=dict(facets))


def _mondays(window: Span, zone: ZoneInfo) -> Iterator[date]:
    return iter(dict.fromkeys(map(monday, days(window, zone))))


def _sum(
    one: Mapping[Key, timedelta], two: Mapping[Key, timedelta]
) -> dict[Key, timedelta]:
    return {
        key: one.get(key, timedelta()) + two.get(key, timedelta())
        for key in dict.fromkeys((*one, *two))
    }
