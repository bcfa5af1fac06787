"""How a week's focus time moves what is owed and pledged from one state to the next."""

from dataclasses import dataclass

import numpy as np

from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import Counts
from tightrope.core.planner.rules.owed import owed_grains
from tightrope.core.planner.rules.pledge import shortage
from tightrope.core.planner.shape import Shape


@dataclass(frozen=True, slots=True)
class Standings:
    """The states between weeks.

    A state's row counts grains: first those that pay back what is owed, then, above
    `zero`, those that count towards the pledge that is open. Its column counts working
    days without a block, up to `driest`.

    Attributes:
        zero: the row in which all is paid back, and nothing counts yet.
        rows: how many rows there are.
        driest: the last column; more days make no difference.
        first: the row and column before the first week.
    """

    zero: int
    rows: int
    driest: int
    first: tuple[int, int]

    @classmethod
    def of(cls, frame: Frame) -> "Standings":
        """The states that a frame's weeks may pass through."""
        policy = frame.problem.policy
        zero = owed_grains(frame)
        most = max((pledge.grains for pledge in frame.pledges), default=0)
        days = min(policy.drought_days, frame.since + len(frame.days))
        driest = max(1, days if policy.drought_cost else 1)
        return cls(zero, zero + most + 1, driest, (0, min(frame.since, driest)))

    def after(self, days: int) -> int:
        """The column after so many days without a block."""
        return min(days, self.driest)


@dataclass(frozen=True, slots=True)
class Course:
    """What each total of a week makes of each row.

    Attributes:
        rows: the row after the week, by total and row before it.
        gain: the points that closing pledges gives, by the same.
    """

    rows: Counts
    gain: Counts


def course_of(shape: Shape, states: Standings, frame: Frame) -> Course:
    """What a week makes of each row."""
    totals = np.array(shape.vectors.totals, dtype=np.int64)
    rows = np.broadcast_to(np.arange(states.rows), (len(totals), states.rows)).copy()
    gain = np.zeros_like(rows)
    for number, part in enumerate(shape.parts):
        pledged = frame.pledges[part.pledge].grains if part.pledge >= 0 else 0
        rows = np.minimum(rows + totals[:, number, None], states.zero + pledged)
        if not part.closes:
            continue
        if part.pledge >= 0:
            prices = _prices(part.pledge, states, frame)
            gain -= prices[rows]
        rows = np.minimum(rows, states.zero)
    return Course(rows, gain)


def _prices(pledge: int, states: Standings, frame: Frame) -> Counts:
    """What is missing of a pledge costs, by row."""
    prices = [
        shortage(frame.pledges[pledge], max(0, row - states.zero), frame)
        for row in range(states.rows)
    ]
    return np.array(prices, dtype=np.int64)
