"""Too many working days without a block have a price."""

from collections.abc import Sequence
from dataclasses import dataclass

from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import Place
from tightrope.core.planner.rules.adjacency import block_days
from tightrope.core.planner.rules.rule import Case, thousandths


@dataclass(frozen=True, slots=True)
class DroughtRule:
    """Too many working days without a block have a price."""

    name: str = "drought"

    def points(self, chosen: Sequence[Place], frame: Frame) -> int:
        """Charge each working day of a drought."""
        lasting, cost = frame.since, 0
        for full in block_days(chosen, frame):
            cost += 0 if full else drought(frame, lasting, 1)
            lasting = 0 if full else lasting + 1
        return -cost

    def words(self, case: Case) -> str | None:
        """Say that it ends or prevents a drought."""
        if not case.points:
            return None
        days = case.frame.problem.policy.drought_days
        return f"Without it there would be none for more than {days} working days"


def drought(frame: Frame, before: int, days: int) -> int:
    """What some working days without a block cost, in thousandths.

    Args:
        frame: says the price.
        before: how many went before them.
        days: how many they are.
    """
    allowed = frame.problem.policy.drought_days
    dry = max(0, before + days - allowed) - max(0, before - allowed)
    return dry * thousandths(frame.problem.policy.drought_cost)
