"""A problem laid out for counting: days, weeks, pledges, and what stands."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar
from zoneinfo import ZoneInfo

from tightrope.core.planner.answer import Plan
from tightrope.core.planner.block import Block, State
from tightrope.core.planner.clock import minute_from, minute_of, minutes
from tightrope.core.planner.grid import THOUSAND, Day, Grid, Offer, Place
from tightrope.core.planner.loads import Loads
from tightrope.core.planner.pledged import NO_PLEDGE, Pledge, pledges_of
from tightrope.core.planner.problem import Problem
from tightrope.core.planner.standing import Standing, standing_of
from tightrope.core.planner.states import days_ahead
from tightrope.core.planner.survival import Rates
from tightrope.core.planner.workdays import WorkingDays
from tightrope.core.timeline import Span, day_of, midnight, monday

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One ISO week, as far as it is planned.

    Attributes:
        index: its place among the weeks of the frame.
        days: its first day of the frame, and the one after its last.
        free: minutes that are left for other work and for blocks.
        loads: minutes of other work, by scenario.
        done: blocks of this week that have passed.
        most: blocks that may still be placed in it, those that cannot move counted.
    """

    index: int
    days: range
    free: int
    loads: tuple[int, ...]
    done: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A problem laid out for counting.

    Attributes:
        problem: what was asked.
        grid: lays out a day again, for a what-if.
        working: the working days that are known.
        standing: what stands already.
        days: the working days ahead, in order.
        weeks: their ISO weeks, in order.
        pledges: what is pledged for them, in order.
        pledge_at: for each day which pledge it belongs to, -1 for none.
        owed: minutes that are owed, what was lost just now included.
        since: working days without a block before the first day.
        places: for each place of a standing block the block.
        costs: for each movable block by id what changing it costs, in thousandths.
    """

    problem: Problem
    grid: Grid
    working: WorkingDays
    standing: Standing
    days: tuple[Day, ...]
    weeks: tuple[Week, ...]
    pledges: tuple[Pledge, ...]
    pledge_at: tuple[int, ...]
    owed: int
    since: int
    places: dict[Place, Block]
    costs: dict[str, int]

    def pledge(self, day: int) -> Pledge:
        """The pledge that a day belongs to."""
        at = self.pledge_at[day]
        return self.pledges[at] if at >= 0 else NO_PLEDGE

    def week_of(self, day: int) -> Week:
        """The week that a day belongs to."""
        return next(week for week in self.weeks if day in week.days)

    def intense(self, day: int) -> bool:
        """Say whether a day lies in intense time."""
        return self.pledge(day).phase == "intense"


def framed(problem: Problem, previous: Plan | None = None) -> Frame:
    """Lay a problem out."""
    working = WorkingDays.of(problem.working, problem.zone)
    standing = standing_of(problem, previous, working)
    grid = Grid(problem=problem, rates=Rates.of(problem))
    dates = _dates(problem, working, standing)
    bare = _bare_days(grid, dates)
    _set_aside(standing, problem, dates)
    costs = {
        block.id: change_cost(block, problem, working) for block in standing.movable
    }
    days, places = _with_blocks(bare, standing, problem.zone, costs)
    pledges = pledges_of(problem, working, dates, standing.done)
    return Frame(
        problem=problem,
        grid=grid,
        working=working,
        standing=standing,
        days=days,
        weeks=_weeks(days, problem, standing),
        pledges=pledges,
        pledge_at=tuple(_index(pledges, day.date) for day in days),
        owed=minutes(problem.owed + standing.lost),
        since=_since(days, standing, problem, working),
        places=places,
        costs=costs,
    )


def _dates(
    problem: Problem, working: WorkingDays, standing: Standing
) -> tuple[date, ...]:
    """The days to plan: working days ahead in the window, and those of fixed blocks."""
    start = max(problem.now, problem.window.start)
    if start >= problem.window.end:
        return ()
    first = day_of(start, problem.zone)
    last = day_of(problem.window.end - timedelta(microseconds=1), problem.zone)
    fixed = {day_of(block.span.start, problem.zone) for block in standing.fixed}
    wanted = {*working.dates, *fixed}
    return tuple(sorted(day for day in wanted if first <= day <= last))


def _set_aside(standing: Standing, problem: Problem, dates: Sequence[date]) -> None:
    """Put fixed blocks aside whose day is not planned."""
    planned = set(dates)
    out = [
        block
        for block in standing.fixed
        if day_of(block.span.start, problem.zone) not in planned
    ]
    standing.aside += out
    standing.fixed = [block for block in standing.fixed if block not in out]


def _bare_days(grid: Grid, dates: Sequence[date]) -> list[Day]:
    """The days with what is on the calendar, and without blocks."""
    problem = grid.problem
    bases = [minute_of(midnight(day, problem.zone)) for day in dates]
    working = _by_day(problem.working, bases, lambda span: span)
    busy = _by_day(
        sorted(problem.busy, key=lambda one: (one.span, one.id)),
        bases,
        lambda one: one.span,
    )
    return [
        grid.day(day, index, working[index], busy[index])
        for index, day in enumerate(dates)
    ]


def _by_day(
    items: Iterable[Item], bases: Sequence[int], span_of: Callable[[Item], Span]
) -> list[list[Item]]:
    """The items that may touch each day; one that touches none is left out."""
    found: list[list[Item]] = [[] for _ in bases]
    for item in items:
        span = span_of(item)
        start, end = minute_of(span.start), minute_from(span.end)
        first = max(bisect_right(bases, start) - 1, 0)
        for index in range(first, len(bases)):
            if bases[index] >= end:
                break
            found[index].append(item)
    return found


def _with_blocks(
    bare: Sequence[Day], standing: Standing, zone: ZoneInfo, costs: Mapping[str, int]
) -> tuple[tuple[Day, ...], dict[Place, Block]]:
    """The days with the blocks that stand on them, and whose places those are."""
    at = {day.date: day.index for day in bare}
    places: dict[Place, Block] = {}
    for block in (*standing.fixed, *standing.movable):
        index = at.get(day_of(block.span.start, zone))
        if index is not None:
            places.setdefault(place_of(block.span, index), block)
    done = Counter(day_of(span.start, zone) for span in standing.done)
    days = tuple(
        replace(
            day,
            fixed=tuple(
                place
                for place, block in places.items()
                if place.day == day.index and block.id not in costs
            ),
            offers=tuple(
                Offer(start=place.start, end=place.end, cost=costs[block.id])
                for place, block in places.items()
                if place.day == day.index and block.id in costs
            ),
            done=done[day.date],
        )
        for day in bare
    )
    return days, places


def place_of(span: Span, day: int) -> Place:
    """The place of a span on a day, in whole minutes."""
    return Place(day=day, start=minute_of(span.start), end=minute_of(span.end))


def change_cost(block: Block, problem: Problem, working: WorkingDays) -> int:
    """What it costs to change or withdraw a standing block, in thousandths."""
    policy = problem.policy
    ahead = days_ahead(block.span.start, problem.now, problem.zone, working)
    firm = block.state is not State.PROPOSED and ahead <= policy.firm_days
    cost = policy.change_cost if firm else policy.pencil_cost
    return round(cost / timedelta(minutes=1) * THOUSAND)


def _weeks(
    days: Sequence[Day], problem: Problem, standing: Standing
) -> tuple[Week, ...]:
    done = [monday(day_of(span.start, problem.zone)) for span in standing.done]
    loads = Loads.of(problem)
    weeks: list[Week] = []
    for first, group in groupby(days, key=lambda day: monday(day.date)):
        inside = list(group)
        passed = done.count(first)
        fixed = sum(len(day.fixed) for day in inside)
        weeks.append(
            Week(
                index=len(weeks),
                days=range(inside[0].index, inside[-1].index + 1),
                free=sum(int(day.free.sum()) + _beyond(day) for day in inside),
                loads=loads.over(inside),
                done=passed,
                most=max(problem.policy.per_week - passed, fixed, 0),
            )
        )
    return tuple(weeks)


def _beyond(day: Day) -> int:
    """Minutes of fixed blocks that take no free time: passed, or outside work."""
    return sum(
        place.end
        - place.start
        - int(
            day.free[
                max(place.start - day.base, 0) : max(place.end - day.base, 0)
            ].sum()
        )
        for place in day.fixed
    )


def _index(pledges: Sequence[Pledge], day: date) -> int:
    for index, pledge in enumerate(pledges):
        if pledge.first <= day < pledge.last:
            return index
    return -1


def _since(
    days: Sequence[Day], standing: Standing, problem: Problem, working: WorkingDays
) -> int:
    """Working days between the last block that passed and the first day.

    Days before the first working day that is known count by their weekday. 1 where no
    block is known to have passed: neither a drought nor a block the day before.
    """
    before = [
        day
        for span in standing.done
        if days and (day := day_of(span.start, problem.zone)) < days[0].date
    ]
    if not before:
        return 1
    weekdays = {day.weekday() for day in working.dates}
    known = set(working.dates)
    between = (
        max(before) + timedelta(days=more)
        for more in range(1, (days[0].date - max(before)).days)
    )
    return sum(
        day in known or (day < working.dates[0] and day.weekday() in weekdays)
        for day in between
    )
