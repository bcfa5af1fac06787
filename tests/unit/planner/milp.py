"""The same question put to a solver: a model of its own, told in its own words.

What is owed is left out: there the planner pays the oldest debt first, where a solver
would choose.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

import highspy

from tests.unit.planner.oracle import MINUTE, Oracle
from tightrope.core.planner import Problem, Target
from tightrope.core.timeline import Span, monday

HIGHS: Any = highspy
"""Its own types hold only in part."""

Sum: TypeAlias = Any
"""A sum of variables times numbers, as the solver keeps it."""

Uses: TypeAlias = dict[Span, Any]


def solved(problem: Problem) -> float:
    """The points of the best plan, by HiGHS."""
    return Model(problem).solved()


class Model:
    """One yes or no for each place of a block; all else follows."""

    def __init__(self, problem: Problem) -> None:
        self.oracle = Oracle(problem)
        self.policy = problem.policy
        self.solver = HIGHS.Highs()
        self.solver.silent()
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        self.solver.setOptionValue("mip_abs_gap", 1e-6)
        self.uses = {day: self._uses(day) for day in self.oracle.days}

    def solved(self) -> float:
        """The points of the best plan."""
        solver, everything = self.solver, 0
        for uses in self.uses.values():
            for span, use in uses.items():
                everything += self._own(span) * use
            solver.addConstr(self._count([uses]) <= 1)
        for week in sorted({monday(day) for day in self.oracle.days}):
            everything -= self._evening(week)
        for target in self.policy.targets:
            everything -= self._shortage(target)
        everything -= self._rows() + self._droughts()
        solver.maximize(everything)
        return float(solver.getObjectiveValue()) - self._announced()

    def _uses(self, day: date) -> Uses:
        ways = [way[0] for way in self.oracle.ways_of(day) if way]
        return {span: self.solver.addBinary() for span in ways}

    def _own(self, span: Span) -> float:
        """What a place gives by itself; a standing block's own saves its price."""
        stood = [one for one in self.oracle.movable if one.span == span]
        saved = sum(self.oracle.price_of(one) / MINUTE for one in stood)
        return self.oracle.worth(span) + saved

    def _announced(self) -> float:
        return self.oracle.changes([])

    def _count(self, days: Sequence[Uses]) -> Sum:
        """How many blocks some days have."""
        return sum((use for uses in days for use in uses.values()), self._nothing())

    def _minutes(self, days: Sequence[Uses]) -> Sum:
        """How many minutes of focus some days have."""
        return sum(
            (span.length / MINUTE * use for uses in days for span, use in uses.items()),
            self._nothing(),
        )

    def _nothing(self) -> Sum:
        return HIGHS.highs_linear_expression()

    def _at_least(self, amount: Sum) -> Sum:
        """A number that is neither below nothing nor below `amount`."""
        found = self.solver.addVariable(lb=0)
        self.solver.addConstr(found >= amount)
        return 1.0 * found

    def _evening(self, week: date) -> Sum:
        days = [day for day in self.oracle.days if monday(day) == week]
        uses = [self.uses[day] for day in days]
        self.solver.addConstr(self._count(uses) <= self.policy.per_week)
        room = sum(
            span.length / MINUTE for day in days for span in self.oracle.free(day)
        )
        cost = self._nothing()
        for load in self.oracle.loads_of(days):
            late = self._at_least(self._minutes(uses) + (load - room))
            cost += self.policy.evening_price / 16 * (late - max(0, load - room))
        return cost

    def _shortage(self, target: Target) -> Sum:
        days = [day for day in self.oracle.days if target.first <= day < target.last]
        got = self._minutes([self.uses[day] for day in days])
        below = self._at_least(60 * target.floor - got)
        short = self._at_least(60 * target.hours - got)
        extra = self.policy.floor_price - self.policy.target_price
        return self.policy.target_price * short + extra * below

    def _rows(self) -> Sum:
        cost = self._nothing()
        for before, day in zip(self.oracle.days, self.oracle.days[1:], strict=False):
            if any(
                target.phase == "intense" and target.first <= day < target.last
                for target in self.policy.targets
            ):
                both = self._count([self.uses[before], self.uses[day]])
                price = self.policy.adjacency_cost / MINUTE
                cost += price * self._at_least(both - 1)
        return cost

    def _droughts(self) -> Sum:
        """A day is dry when it and as many as are allowed before it have no block."""
        cost, allowed = self._nothing(), self.policy.drought_days
        for number in range(allowed - self.oracle.dry_before(), len(self.oracle.days)):
            days = self.oracle.days[max(0, number - allowed) : number + 1]
            blocks = self._count([self.uses[day] for day in days])
            price = self.policy.drought_cost / MINUTE
            cost += price * self._at_least(1 - blocks)
        return cost
