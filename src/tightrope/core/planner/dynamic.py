"""The exact dynamic program: the weeks in a row, forwards and backwards."""

from functools import cached_property
from typing import TypeAlias

import numpy as np

from tightrope.core.planner.clock import GRAIN
from tightrope.core.planner.course import Standings, course_of
from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import Counts
from tightrope.core.planner.menu import menu
from tightrope.core.planner.rules.drought import drought
from tightrope.core.planner.rules.owed import unpaid_cost
from tightrope.core.planner.rules.pledge import shortage
from tightrope.core.planner.rules.stability import StabilityRule
from tightrope.core.planner.shape import NEVER, entering, shaped
from tightrope.core.planner.table import Table, tabled

Way: TypeAlias = tuple[int, int, int]
"""How a week is used: first block day, last block day, number of its total."""


class Program:
    """All plans for a frame, weighed.

    For each boundary between weeks it keeps the best points of the weeks before and of
    those after it, by state. So one week can be weighed again with another table, and
    the best whole plan around it is known at once.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.shapes = [shaped(week, frame) for week in frame.weeks]
        self.tables = [
            tabled(shape, [menu(frame.days[day], frame) for day in shape.week.days])
            for shape in self.shapes
        ]
        self.states = Standings.of(frame)
        self.courses = [course_of(shape, self.states, frame) for shape in self.shapes]
        self.enters = [
            entering(shape, frame, range(self.states.driest + 1))
            for shape in self.shapes
        ]
        self._around: dict[int, tuple[Counts, int]] = {}

    @cached_property
    def points(self) -> int:
        """The most points that any plan has, in thousandths."""
        return int(self.after[0][self.states.first]) + self._constant()

    @cached_property
    def before(self) -> list[Counts]:
        """For each week the best points of the weeks before it, by state."""
        start = np.full((self.states.rows, self.states.driest + 1), NEVER, np.int64)
        start[self.states.first] = 0
        found = [start]
        for index in range(len(self.shapes)):
            found.append(self._forward(index, found[-1]))
        return found

    @cached_property
    def after(self) -> list[Counts]:
        """For each week, and the end, the best points from there on, by state."""
        found = [self._end()]
        for index in reversed(range(len(self.shapes))):
            found.append(self._backward(index, found[-1]))
        return found[::-1]

    def around(self, index: int) -> tuple[Counts, int]:
        """The best points of all other weeks, for each way to use one.

        Returns:
            By first day, last day and total; and for a week without a block.
        """
        if index not in self._around:
            self._around[index] = self._weigh_around(index)
        return self._around[index]

    def best_with(self, index: int, table: Table) -> tuple[int, Way | None]:
        """The best whole plan when one week is used by another table.

        Returns:
            Its points, and the first day, last day and total of that week; nothing when
            it then has no block, or when there is no such plan.
        """
        around, resting = self.around(index)
        points = around + table.best
        best, rest = int(points.max()), resting if table.shape.rests else NEVER
        if rest > best or best < NEVER // 2:
            return rest + self._constant(), None
        at = np.unravel_index(int(points.argmax()), points.shape)
        first, last, total = (int(one) for one in at)
        return best + self._constant(), (first, last, total)

    def _constant(self) -> int:
        """What no block can save: all changes at first, and pledges without days."""
        held = set(self.frame.pledge_at)
        hopeless = sum(
            shortage(pledge, 0, self.frame)
            for index, pledge in enumerate(self.frame.pledges)
            if index not in held
        )
        return StabilityRule().points((), self.frame) - hopeless

    def _end(self) -> Counts:
        """What is left to pay after the last week."""
        costs = [
            -unpaid_cost(self.frame, min(self.frame.owed, row * GRAIN))
            for row in range(self.states.rows)
        ]
        column = np.array(costs, dtype=np.int64)[:, None]
        return np.repeat(column, self.states.driest + 1, axis=1)

    def _forward(self, index: int, before: Counts) -> Counts:
        shape, course = self.shapes[index], self.courses[index]
        after = np.full_like(before, NEVER)
        entered = self._entered(index, before)
        best = self.tables[index].best
        for last in range(shape.size):
            ways = best[0, last][:, None] + entered[:, 0]
            for first in range(1, last + 1):
                np.maximum(
                    ways, best[first, last][:, None] + entered[:, first], out=ways
                )
            column = after[:, self.states.after(shape.size - 1 - last)]
            np.maximum.at(column, course.rows, ways + course.gain)
        if shape.rests:
            for run, dry in enumerate(self.dry(index)):
                column = after[:, self.states.after(run + shape.size)]
                np.maximum.at(
                    column, course.rows[0], before[:, run] - dry + course.gain[0]
                )
        return np.maximum(after, NEVER)

    def _backward(self, index: int, after: Counts) -> Counts:
        shape, best = self.shapes[index], self.tables[index].best
        before = np.full_like(after, NEVER)
        leaving = [self.leaving(index, last, after) for last in range(shape.size)]
        for first in range(shape.size):
            ways = np.full(self.states.rows, NEVER, dtype=np.int64)
            for last in range(first, shape.size):
                one = (best[first, last][:, None] + leaving[last]).max(axis=0)
                np.maximum(ways, one, out=ways)
            entered = ways[:, None] - self.enters[index][:, first]
            np.maximum(before, entered, out=before)
        if shape.rests:
            np.maximum(before, self.resting(index, after), out=before)
        return np.maximum(before, NEVER)

    def _entered(self, index: int, before: Counts) -> Counts:
        """The best points before a week, by row and first day of it with a block."""
        costs = self.enters[index]
        columns = [
            (before - costs[:, day]).max(axis=1) for day in range(costs.shape[1])
        ]
        return np.stack(columns, axis=1)

    def leaving(self, index: int, last: int, after: Counts) -> Counts:
        """The best points after a week, by total and row before, with its last day."""
        course, size = self.courses[index], self.shapes[index].size
        then: Counts = after[course.rows, self.states.after(size - 1 - last)]
        return course.gain + then

    def resting(self, index: int, after: Counts) -> Counts:
        """The best points from a week without a block on, by state."""
        course, size = self.courses[index], self.shapes[index].size
        columns = [
            course.gain[0] - dry + after[course.rows[0], self.states.after(run + size)]
            for run, dry in enumerate(self.dry(index))
        ]
        return np.stack(columns, axis=1)

    def dry(self, index: int) -> list[int]:
        """What a week without a block costs, by the days without one before it."""
        return [
            drought(self.frame, run, self.shapes[index].size)
            for run in range(self.states.driest + 1)
        ]

    def _weigh_around(self, index: int) -> tuple[Counts, int]:
        shape = self.shapes[index]
        before, after = self.before[index], self.after[index + 1]
        entered = self._entered(index, before)
        found = np.full_like(self.tables[index].best, NEVER)
        for last in range(shape.size):
            leaving = self.leaving(index, last, after)
            for first in range(last + 1):
                found[first, last] = (leaving + entered[:, first]).max(axis=1)
        resting = int((before + self.resting(index, after)).max())
        return np.maximum(found, NEVER), resting
