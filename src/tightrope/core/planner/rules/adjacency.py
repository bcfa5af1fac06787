"""In intense time two block days in a row have a price."""

from collections.abc import Sequence
from dataclasses import dataclass

from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import Place
from tightrope.core.planner.rules.rule import Case, thousandths


@dataclass(frozen=True, slots=True)
class AdjacencyRule:
    """In intense time two block days in a row have a price."""

    name: str = "days in a row"

    def points(self, chosen: Sequence[Place], frame: Frame) -> int:
        """Charge each day with a block whose working day before has one too."""
        full = block_days(chosen, frame)
        pairs = zip([frame.since == 0, *full], full, strict=False)
        return -sum(
            following(frame, day)
            for day, (before, here) in enumerate(pairs)
            if before and here
        )

    def words(self, case: Case) -> str | None:
        """Say that a neighbouring day has a block too."""
        return "Next to another block day in an intense time" if case.points else None


def block_days(chosen: Sequence[Place], frame: Frame) -> list[bool]:
    """For each day whether it has a block, or had one."""
    with_block = {place.day for place in chosen}
    return [day.index in with_block or day.forced for day in frame.days]


def following(frame: Frame, day: int) -> int:
    """What a block costs on a day that follows a block day, in thousandths."""
    if not frame.intense(day):
        return 0
    return thousandths(frame.problem.policy.adjacency_cost)
