"""The linear program behind the bound; `bound.py` says what it leaves out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import highspy

from tightrope.core.planner.daily.bits import each_of, mask_of, places
from tightrope.rolling.clock import (
    ALL,
    DAYS_A_WEEK,
    ENERGY,
    HOUR,
    LUNCH_MASK,
    SLOTS,
    Block,
    week_of,
)
from tightrope.rolling.rules import Rules
from tightrope.rolling.trace import OVERRIDE, Arrival, Trace, loaded
from tightrope.rolling.work import due_days
from tightrope.rolling.world import World

HIGHS: Any = highspy
GAP, SECONDS = 0.002, 60.0
Expression = Any


def solved(text: str, rules: Rules, evening_anyway: int) -> dict[str, object]:
    """The bound of a trace, and the blocks of the best plan that was found."""
    return _Program(loaded(text), rules).solved(evening_anyway)


@dataclass(slots=True)
class _Program:
    trace: Trace
    rules: Rules
    solver: Any = field(init=False)
    uses: dict[Block, Any] = field(default_factory=dict)
    moved: dict[int, Any] = field(default_factory=dict)
    gains: list[Expression] = field(default_factory=list)
    costs: list[Expression] = field(default_factory=list)

    def solved(self, evening_anyway: int) -> dict[str, object]:
        self.solver = HIGHS.Highs()
        self.solver.silent()
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("mip_rel_gap", GAP)
        self.solver.setOptionValue("time_limit", SECONDS)
        fixed, soft = self._meetings()
        self._blocks(fixed, soft)
        late = self._work(fixed, soft)
        price = self.rules.overtime_price / HOUR
        self.solver.maximize(
            self._sum(self.gains) - self._sum(self.costs) - price * late
        )
        info = self.solver.getInfo()
        best = info.mip_dual_bound + price * evening_anyway
        values = self.solver.getSolution().col_value
        return {
            "net": best,
            "blocks": [
                list(block)
                for block, use in self.uses.items()
                if values[use.index] > 0.5  # noqa: PLR2004 - a yes
            ],
        }

    def _meetings(self) -> tuple[dict[int, int], list[tuple[int, Arrival]]]:
        """The slots that insisting meetings take, and the others where they stood.

        They stood where they went when there were no blocks.
        """
        fixed: dict[int, int] = defaultdict(int)
        soft: list[tuple[int, Arrival]] = []
        for start, event in stood(self.trace, self.rules):
            if event.flex or event.mode != OVERRIDE:
                soft.append((start, event))
            else:
                day, slot = divmod(start, SLOTS)
                fixed[day] |= mask_of(slot, event.n) & ALL & ~LUNCH_MASK
        return fixed, soft

    def _blocks(self, fixed: dict[int, int], soft: list[tuple[int, Arrival]]) -> None:
        weeks: dict[int, list[Any]] = defaultdict(list)
        flexible = [(start, one) for start, one in soft if one.flex]
        for day in range(self.trace.days):
            if day in self.trace.off:
                continue
            here = [
                (mask_of(start % SLOTS, one.n), one.id)
                for start, one in flexible
                if start // SLOTS == day
            ]
            ways = list(self._ways(day, fixed[day], here))
            uses = []
            for block, worth, ids in ways:
                use = self.uses[block] = self.solver.addBinary()
                uses.append(use)
                self.gains.append(worth * use)
                for id_ in ids:
                    self.solver.addConstr(use - self._moves(id_) <= 0)
            if uses:
                self.solver.addConstr(self._sum(uses) <= 1)
                weeks[week_of(day)] += uses
        for uses in weeks.values():
            self.solver.addConstr(self._sum(uses) <= self.rules.per_week)

    def _ways(
        self, day: int, fixed: int, flexible: list[tuple[int, int]]
    ) -> Iterator[tuple[Block, float, tuple[int, ...]]]:
        """Blocks of a day, but for those worse than another in every respect."""
        free = ALL & ~LUNCH_MASK & ~fixed
        first, last, least = self.rules.reach
        window = mask_of(first, last - first)
        for length in range(self.rules.min_len, self.rules.max_len + 1):
            best: dict[tuple[int, ...], tuple[float, int]] = {}
            for start in each_of(places(free, length)):
                block = mask_of(start, length)
                if (free & ~block & window).bit_count() >= least:
                    ids = tuple(id_ for mask, id_ in flexible if mask & block)
                    worth = sum(ENERGY[start : start + length]) / HOUR
                    best[ids] = max(best.get(ids, (0.0, 0)), (worth, -start))
            for ids, (worth, start) in best.items():
                yield (day, -start, length), worth, ids

    def _moves(self, id_: int) -> Any:  # noqa: ANN401 - a variable of the solver
        """Whether a meeting is moved, which has its price."""
        if id_ not in self.moved:
            self.moved[id_] = self.solver.addBinary()
            self.costs.append(self.rules.move_cost_h * self.moved[id_])
        return self.moved[id_]

    def _work(
        self, fixed: dict[int, int], soft: list[tuple[int, Arrival]]
    ) -> Expression:
        """Work is done in what is left of the days; the rest of it in evenings."""
        used: dict[int, list[Expression]] = defaultdict(list)
        for block, use in self.uses.items():
            used[block[0]].append(block[2] * use)
        taken = dict(fixed)
        for start, event in soft:
            day, slot = divmod(start, SLOTS)
            own = mask_of(slot, event.n) & ALL & ~LUNCH_MASK & ~taken.get(day, 0)
            taken[day] = taken.get(day, 0) | own
            for on, share in self._shares(start, event, own.bit_count()):
                used[on].append(share)
        late = []
        due = due_days(self.trace.days, frozenset(self.trace.off), self.rules.due_days)
        for day, slots in self._by_day().items():
            over = self.solver.addVariable(lb=0)
            done = [over]
            for on in range(day, due[day] + 1):
                if on not in self.trace.off:
                    part = self.solver.addVariable(lb=0)
                    used[on].append(part)
                    done.append(part)
            self.solver.addConstr(self._sum(done) == slots)
            late.append(over)
        for day in range(self.trace.days):
            room = (ALL & ~LUNCH_MASK & ~fixed[day]).bit_count()
            if used[day]:
                self.solver.addConstr(self._sum(used[day]) <= room)
        return self._sum(late)

    def _shares(
        self, start: int, event: Arrival, room: int
    ) -> Iterator[tuple[int, Expression]]:
        """On which days a meeting that gives way may take the room it needs."""
        if event.flex:
            first = week_of(start // SLOTS) * DAYS_A_WEEK
            days = range(first, first + DAYS_A_WEEK)
        else:
            days = range(event.lo // SLOTS, (event.hi - 1) // SLOTS + 1)
        on = {day for day in days if day < self.trace.days} - set(self.trace.off)
        on.add(start // SLOTS)
        parts = [(day, self.solver.addVariable(lb=0)) for day in sorted(on)]
        self.solver.addConstr(self._sum([part for _, part in parts]) == room)
        yield from parts

    def _by_day(self) -> dict[int, int]:
        found: dict[int, int] = defaultdict(int)
        for work in self.trace.grind:
            found[work.c // SLOTS] += work.n
        return found

    def _sum(self, parts: list[Any]) -> Expression:
        return self.solver.qsum(parts)


def stood(trace: Trace, rules: Rules) -> list[tuple[int, Arrival]]:
    """Where each meeting that took place stood when there were no blocks."""
    world = World(trace, rules)
    happenings = sorted(
        [(event.c, 0, event) for event in trace.events]
        + [(event.x, 1, event) for event in trace.events if event.x is not None],
        key=lambda one: (one[0], one[1], one[2].id),
    )
    for moment, cancels, event in happenings:
        if not cancels:
            world.land(event)
        elif event.id in world.at and world.at[event.id][0] > moment:
            world.remove(event.id)
    return sorted(world.at.values(), key=lambda one: one[1].id)
