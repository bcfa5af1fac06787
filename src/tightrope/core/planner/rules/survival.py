"""A block that is likely to be broken is worth a little less."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import THOUSAND, Counts, Place
from tightrope.core.planner.rules.energy import worth
from tightrope.core.planner.rules.rule import Case

WEIGHT = 100
"""So many thousandths of a block's worth are at stake. It is little on purpose: rates
by hour and weekday moved the result by no more than 2 % in trials."""

Amount = TypeVar("Amount", int, Counts)


@dataclass(frozen=True, slots=True)
class SurvivalRule:
    """A block that is likely to be broken is worth a little less."""

    name: str = "survival"

    def points(self, chosen: Sequence[Place], frame: Frame) -> int:
        """Add up what all places lose by their risk."""
        return sum(
            -risk(worth(place, frame), frame.days[place.day].survival(place))
            for place in chosen
        )

    def words(self, case: Case) -> str | None:
        """Say how often such a block is kept."""
        kept = case.frame.days[case.place.day].survival(case.place) / THOUSAND
        return f"About {round(kept * 10)} in 10 such blocks are kept whole"


def risk(worth: Amount, kept: Amount) -> Amount:
    """What a place loses: its worth, its survival and the result in thousandths."""
    return worth * WEIGHT * (THOUSAND - kept) // (THOUSAND * THOUSAND)
