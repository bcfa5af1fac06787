"""The plan itself: back through the tables of the dynamic program, week by week."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from tightrope.core.planner.dynamic import Program, Way
from tightrope.core.planner.grid import Counts, Place
from tightrope.core.planner.shape import NEVER
from tightrope.core.planner.table import Table

State: TypeAlias = tuple[int, int]
"""A row and a column of `Standings`."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best plan.

    Attributes:
        places: its places, in order of time.
        route: the states that it passes: before each week, and at the end.
    """

    places: tuple[Place, ...]
    route: tuple[State, ...]


def best_of(program: Program) -> Best:
    """The best plan of a program."""
    first = program.states.first
    places, states = _onwards(program, 0, first)
    return Best(_in_order(places), (first, *states))


def rerouted(
    program: Program, best: Best, index: int, table: Table
) -> tuple[Place, ...]:
    """The places of the best plan when one week is used by another table.

    Weeks from where it rejoins the best plan on are left out, before and after.
    """
    _, way = program.best_with(index, table)
    start, end = _crossing(program, index, way)
    places = list(places_of(table, *way)) if way else []
    places += _onwards(program, index + 1, end, best.route)[0]
    return _in_order(places + _backwards(program, index, start, best.route))


def _onwards(
    program: Program, index: int, state: State, route: Sequence[State] = ()
) -> tuple[list[Place], list[State]]:
    """The places of the best weeks from a state on, and the states after each.

    Where a state of `route` is met, the rest is left out.
    """
    places: list[Place] = []
    states: list[State] = []
    for week in range(index, len(program.tables)):
        if route and route[week] == state:
            break
        way = _choice(program, week, *state)
        if way:
            places += places_of(program.tables[week], *way)
        state = _next(program, week, state, way)
        states.append(state)
    return places, states


def _backwards(
    program: Program, index: int, state: State, route: Sequence[State]
) -> list[Place]:
    """The places of the best weeks before a state, until the best plan is met."""
    places: list[Place] = []
    while index and route[index] != state:
        index -= 1
        state, way = _arrival(program, index, state)
        if way:
            places += places_of(program.tables[index], *way)
    return places


def _next(program: Program, index: int, state: State, way: Way | None) -> State:
    """The state after a week that is used in some way."""
    row, column = state
    size = program.shapes[index].size
    after = size - 1 - way[1] if way else column + size
    total = way[2] if way else 0
    return int(program.courses[index].rows[total, row]), program.states.after(after)


def _crossing(program: Program, index: int, way: Way | None) -> tuple[State, State]:
    """The states before and after a week that is used in some way, at best."""
    before, after = program.before[index], program.after[index + 1]
    if way is None:
        points = before + program.resting(index, after)
    else:
        first, last, total = way
        leaving = program.leaving(index, last, after)[total]
        points = before - program.enters[index][:, first] + leaving[:, None]
    state = divmod(int(points.argmax()), points.shape[1])
    return state, _next(program, index, state, way)


def _arrival(program: Program, index: int, state: State) -> tuple[State, Way | None]:
    """How the best weeks before a state end: the state before the last, its use."""
    ways: list[Way | None] = [None] if program.shapes[index].rests else []
    found = np.argwhere(program.tables[index].best > NEVER // 2).tolist()
    ways += [(first, last, total) for first, last, total in found]
    aim = int(program.before[index + 1][state])
    for way in ways:
        points = _arriving(program, index, way)
        for row, column in np.argwhere(points == aim).tolist():
            if _next(program, index, (row, column), way) == state:
                return (row, column), way
    raise AssertionError(state)


def _arriving(program: Program, index: int, way: Way | None) -> Counts:
    """The best points after a week that is used in some way, by state before it."""
    before, course = program.before[index], program.courses[index]
    if way is None:
        points = before - np.array(program.dry(index)) + course.gain[0][:, None]
    else:
        first, last, total = way
        own = int(program.tables[index].best[first, last, total])
        points = before - program.enters[index][:, first] + own
        points += course.gain[total][:, None]
    return np.asarray(points, dtype=np.int64)


def _choice(program: Program, index: int, row: int, column: int) -> Way | None:
    """How the best plan uses a week: first day, last day and total.

    Of equal ways the one is taken with the earlier first day, then the longer one,
    then the one with the earlier last day; and any before none.
    """
    aim = int(program.after[index][row, column])
    ways = _ways(program, index, row, column)
    found = np.argwhere(ways == aim)
    if not len(found):
        return None
    first, last, total = min(found.tolist(), key=lambda way: (way[0], -way[2], way[1]))
    return first, last, total


def _ways(program: Program, index: int, row: int, column: int) -> Counts:
    """The points from a state on by first day, last day and total of the week."""
    shape, course = program.shapes[index], program.courses[index]
    columns = [
        program.states.after(shape.size - 1 - last) for last in range(shape.size)
    ]
    then = program.after[index + 1][course.rows[:, row]][:, columns].T
    entered = program.enters[index][column][:, None, None]
    ways: Counts = program.tables[index].best - entered + then + course.gain[:, row]
    return ways


def places_of(table: Table, first: int, last: int, total: int) -> Iterator[Place]:
    """The places of one way to use a week."""
    for entry in table.way(first, last, total):
        yield from entry.places


def _in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: place.start))
