"""What is missing of a pledge has a price, a higher one below its floor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from tightrope.core.planner.clock import GRAIN
from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import Place
from tightrope.core.planner.pledged import NO_PLEDGE, Pledge
from tightrope.core.planner.rules.owed import owed_grains, repaid
from tightrope.core.planner.rules.rule import Case, priced
from tightrope.core.timeline import spoken_day, spoken_hours


@dataclass(frozen=True, slots=True)
class PledgeRule:
    """What is missing of a pledge has a price, a higher one below its floor."""

    name: str = "pledge"

    def points(self, chosen: Sequence[Place], frame: Frame) -> int:
        """Charge what is missing of each pledge."""
        towards = grains_towards(chosen, frame)
        return -sum(
            shortage(pledge, grains, frame)
            for pledge, grains in zip(frame.pledges, towards, strict=True)
        )

    def words(self, case: Case) -> str | None:
        """Say which pledge it serves."""
        if not case.points:
            return None
        paid = repaid(case.chosen, case.frame)[case.chosen.index(case.place)]
        pledge = case.frame.pledge(case.place.day)
        if pledge is NO_PLEDGE or paid >= case.place.grains * GRAIN:
            return "Pays back, so that other blocks count towards what is pledged"
        last = spoken_day(pledge.last - timedelta(days=1))
        hours = spoken_hours(pledge.target / 60)
        return (
            f"Counts towards {hours} pledged for {spoken_day(pledge.first)} to {last}"
        )


def grains_towards(chosen: Sequence[Place], frame: Frame) -> list[int]:
    """How many grains each pledge gets; what pays back owed time counts for none."""
    left = owed_grains(frame)
    towards = [0 for _ in frame.pledges]
    for place in chosen:
        paying = min(left, place.grains)
        left -= paying
        at = frame.pledge_at[place.day]
        if at >= 0:
            towards[at] += place.grains - paying
    return towards


def shortage(pledge: Pledge, grains: int, frame: Frame) -> int:
    """What is missing of a pledge, as a price in thousandths of a point."""
    below, above = pledge.missing(grains)
    policy = frame.problem.policy
    return priced(below, policy.floor_price) + priced(above, policy.target_price)
