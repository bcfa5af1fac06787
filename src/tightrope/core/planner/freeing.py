"""Which busy times cost most: those without which the plan would gain most."""

from collections.abc import Iterator, Sequence

from tightrope.core.planner.answer import Freeing
from tightrope.core.planner.clock import minute_from, minute_of, minutes
from tightrope.core.planner.dynamic import Program
from tightrope.core.planner.frame import Week
from tightrope.core.planner.grid import Day, Place
from tightrope.core.planner.menu import Entry, menu
from tightrope.core.planner.problem import Busy
from tightrope.core.planner.rules.evening import costs, grains_in
from tightrope.core.planner.table import tabled

MOST = 3

Weighed = tuple[int, Busy]
"""The points gained without a busy time, in thousandths, and that time."""


def freeing(
    weeks: Sequence[tuple[Week, Sequence[int]]],
    chosen: Sequence[Place],
    program: Program,
) -> tuple[Freeing, ...]:
    """The busy times without which these weeks would hold more focus, best first."""
    found = [
        weighed
        for week, inside in weeks
        for weighed in _weighed(week, inside, chosen, program)
    ]
    found.sort(key=lambda weighed: (-weighed[0], weighed[1].span, weighed[1].id))
    return tuple(
        Freeing(uid=busy.id, title=busy.title, start=busy.span.start)
        for _, busy in found[:MOST]
    )


def _weighed(
    week: Week, inside: Sequence[int], chosen: Sequence[Place], program: Program
) -> Iterator[Weighed]:
    """What the plan would gain without each busy time of a week that takes room."""
    days = [program.frame.days[day] for day in inside]
    before = grains_in(week, chosen)
    for busy in dict.fromkeys(busy for day in days for busy in day.busy):
        touched = [day for day in days if busy in day.busy]
        if not any(_opens(busy, day, program) for day in touched):
            continue
        if found := _without(busy, touched, week, program):
            points, grains = found
            if grains > before and points > program.points:
                yield points - program.points, busy


def gain_without(busy: Busy, program: Program) -> int:
    """The points that the best plan would gain without a busy time, in thousandths."""
    gains = [0]
    for week in program.frame.weeks:
        days = [program.frame.days[day] for day in week.days]
        touched = [day for day in days if busy in day.busy]
        if touched and (found := _without(busy, touched, week, program)):
            gains.append(found[0] - program.points)
    return max(gains)


def _opens(busy: Busy, day: Day, program: Program) -> bool:
    """Say whether a busy time lies between free times that could join to a block."""
    start = max(minute_of(busy.span.start) - day.base, 0)
    end = min(minute_from(busy.span.end) - day.base, len(day.free))
    around = _run(day, start - 1, -1) + (end - start) + _run(day, end, 1)
    return around >= minutes(program.frame.problem.policy.shortest)


def _run(day: Day, at: int, step: int) -> int:
    """How many minutes on end are free from `at` on, in one direction."""
    side = day.free[at:] if step > 0 else day.free[: at + 1][::-1]
    taken = (~side).argmax() if len(side) and not side.all() else len(side)
    return int(taken)


def _without(
    busy: Busy, touched: Sequence[Day], week: Week, program: Program
) -> tuple[int, int] | None:
    """The points and the week's grains of the best plan without a busy time.

    Nothing where no day of the week could be used otherwise.
    """
    frame, table = program.frame, program.tables[week.index]
    menus: list[tuple[Entry, ...]] = list(table.menus)
    more = 0
    for day in touched:
        bare = frame.grid.without(day, busy)
        menus[day.index - week.days.start] = menu(bare, frame)
        more += int(bare.free.sum()) - int(day.free.sum())
    if menus == list(table.menus):
        return None
    shape = program.shapes[week.index]
    evening = costs(week, shape.vectors.sums, frame, more=more)
    points, way = program.best_with(week.index, tabled(shape, menus, evening))
    return points, int(shape.vectors.sums[way[2]]) if way else 0
