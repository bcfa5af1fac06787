"""Problem in, plan out: where the focus blocks go, and why."""

from tightrope.core.planner.answer import (
    Freeing,
    Moved,
    Placed,
    Plan,
    Reason,
    RunnerUp,
    Score,
    Shifted,
    Unplaced,
)
from tightrope.core.planner.block import Block, State
from tightrope.core.planner.check import broken_by
from tightrope.core.planner.plan import plan
from tightrope.core.planner.pledges import WeekAhead, pledges
from tightrope.core.planner.policy import (
    Energy,
    Policy,
    Reachable,
    Target,
    Writing,
)
from tightrope.core.planner.problem import (
    Busy,
    Happened,
    Happening,
    Load,
    Movable,
    Problem,
    Survival,
)
from tightrope.core.planner.states import accepted

__all__ = [
    "Block",
    "Busy",
    "Energy",
    "Freeing",
    "Happened",
    "Happening",
    "Load",
    "Movable",
    "Moved",
    "Placed",
    "Plan",
    "Policy",
    "Problem",
    "Reachable",
    "Reason",
    "RunnerUp",
    "Score",
    "Shifted",
    "State",
    "Survival",
    "Target",
    "Unplaced",
    "WeekAhead",
    "Writing",
    "accepted",
    "broken_by",
    "plan",
    "pledges",
]
