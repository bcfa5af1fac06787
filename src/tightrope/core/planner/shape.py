"""What holds in a week whatever its days give: its parts, its totals, its prices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tightrope.core.planner.clock import GRAIN
from tightrope.core.planner.frame import Frame, Week
from tightrope.core.planner.grid import Counts, Day, Mask
from tightrope.core.planner.menu import lengths
from tightrope.core.planner.rules.adjacency import following
from tightrope.core.planner.rules.drought import drought
from tightrope.core.planner.rules.evening import costs
from tightrope.core.planner.vectors import Vectors, vectors

NEVER = -(2**60)
"""Points of what is not possible; four of them still fit into 64 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The days of a week that belong to one pledge.

    Attributes:
        pledge: which one, -1 for none.
        closes: whether the pledge ends with this part.
    """

    pledge: int
    closes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A week without its menus.

    Attributes:
        week: which one.
        parts: its parts in order.
        part_of: for each day of the week its part.
        vectors: the totals that it may come to.
        evening: what each total costs in evening work.
        between: for two days of the week what it costs that they have blocks, and those
            between them have none; `NEVER`, negated, where one between them has to.
        behind: for each day of the week what the ones after it cost without a block.
        starts: the days that may be the first with a block.
        ends: the days that may be the last.
        rests: whether the week may have no block at all.
        forced: the days that have one whatever is chosen.
    """

    week: Week
    parts: tuple[Part, ...]
    part_of: tuple[int, ...]
    vectors: Vectors
    evening: Counts
    between: Counts
    behind: Counts
    starts: Mask
    ends: Mask
    rests: bool
    forced: Mask

    @property
    def size(self) -> int:
        """How many days it has."""
        return len(self.part_of)


def shaped(week: Week, frame: Frame) -> Shape:
    """The shape of a week."""
    days = [frame.days[index] for index in week.days]
    parts, part_of = _parts(week, frame)
    found = vectors(
        tuple(
            (part, servings(day, frame))
            for part, day in zip(part_of, days, strict=True)
        ),
        len(parts),
        week.most,
    )
    forced = np.array([day.forced for day in days])
    return Shape(
        week=week,
        parts=parts,
        part_of=part_of,
        vectors=found,
        evening=costs(week, found.sums, frame),
        between=_between(week, forced, frame),
        behind=np.array([drought(frame, 0, more) for more in range(len(days))][::-1]),
        starts=np.cumsum(forced) - forced == 0,
        ends=np.cumsum(forced) == forced.sum(),
        rests=not forced.any(),
        forced=forced,
    )


def holding(shape: Shape, day: int) -> Shape:
    """The same week, with a block on one of its days whatever is chosen."""
    forced = shape.forced.copy()
    forced[day] = True
    between = shape.between.copy()
    between[:day, day + 1 :] = -NEVER
    return replace(
        shape,
        between=between,
        starts=np.cumsum(forced) - forced == 0,
        ends=np.cumsum(forced) == forced.sum(),
        rests=False,
        forced=forced,
    )


def servings(day: Day, frame: Frame) -> frozenset[tuple[int, int]]:
    """The blocks and grains that a day could give, whatever is on the calendar."""
    shortest, longest = lengths(frame)
    single = {*range(shortest, longest + 1)}
    single |= {(offer.end - offer.start) // GRAIN for offer in day.offers}
    fixed = len(day.fixed), sum(place.grains for place in day.fixed)
    found = layer = {fixed}
    for _ in range(frame.problem.policy.per_day - day.done - len(day.fixed)):
        layer = {(blocks + 1, sum_ + more) for blocks, sum_ in layer for more in single}
        found = found | layer
    return frozenset(found)


def _parts(week: Week, frame: Frame) -> tuple[tuple[Part, ...], tuple[int, ...]]:
    pledges = [*frame.pledge_at, None]
    parts: list[Part] = []
    part_of: list[int] = []
    for day in week.days:
        here, after = frame.pledge_at[day], pledges[day + 1]
        if not part_of or frame.pledge_at[day - 1] != here:
            parts.append(Part(pledge=here, closes=False))
        parts[-1] = Part(pledge=here, closes=here != after)
        part_of.append(len(parts) - 1)
    return tuple(parts), tuple(part_of)


def _between(week: Week, forced: Mask, frame: Frame) -> Counts:
    size = len(forced)
    costs = np.full((size, size), -NEVER, dtype=np.int64)
    for first in range(size):
        for last in range(first + 1, size):
            costs[first, last] = gap_cost(frame, 0, last - first - 1, week.days[last])
            if forced[last]:
                break
    return costs


def gap_cost(frame: Frame, before: int, days: int, then: int) -> int:
    """What it costs that after a gap a day has a block.

    Args:
        frame: says the prices.
        before: working days without a block that went before the gap.
        days: how many days the gap has.
        then: the day with the block.
    """
    dry = drought(frame, before, days)
    return dry + (0 if before + days else following(frame, then))


def entering(shape: Shape, frame: Frame, runs: Sequence[int]) -> Counts:
    """What it costs to enter a week after so many days without a block.

    Returns:
        A row for each run, a column for each day that may be the first with a block.
    """
    costs = [
        [gap_cost(frame, run, day, shape.week.days[day]) for day in range(shape.size)]
        for run in runs
    ]
    return np.array(costs, dtype=np.int64).reshape(len(runs), shape.size)
