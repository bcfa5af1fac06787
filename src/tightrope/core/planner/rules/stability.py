"""Changing or withdrawing a block that stands has a price."""

from collections.abc import Sequence
from dataclasses import dataclass

from tightrope.core.planner.block import State
from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import Place
from tightrope.core.planner.rules.rule import Case


@dataclass(frozen=True, slots=True)
class StabilityRule:
    """Changing or withdrawing a block that stands has a price."""

    name: str = "stability"

    def points(self, chosen: Sequence[Place], frame: Frame) -> int:
        """Charge each movable block that is not where it stood."""
        stayed = {block.id for place in chosen if (block := frame.places.get(place))}
        return -sum(cost for id_, cost in frame.costs.items() if id_ not in stayed)

    def words(self, case: Case) -> str | None:
        """Say that it stays, and how firmly."""
        block = case.frame.places.get(case.place)
        if block is None:
            return None
        return {
            State.PROPOSED: "Stays where it was proposed",
            State.LOCKED: "Locked: from the working day before on it stays",
            State.IN_PROGRESS: "It has begun",
        }.get(block.state, "Stays where it was announced")
