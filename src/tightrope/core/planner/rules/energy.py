"""Each minute of focus gives what it is worth at its time of day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from tightrope.core.planner.clock import span_between
from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import THOUSAND, Place
from tightrope.core.planner.rules.rule import Case
from tightrope.core.timeline import spoken_hours


@dataclass(frozen=True, slots=True)
class EnergyRule:
    """Each minute of focus gives what it is worth at its time of day."""

    name: str = "energy"

    def points(self, chosen: Sequence[Place], frame: Frame) -> int:
        """Add up the minutes of all places, each at its worth."""
        return sum(worth(place, frame) for place in chosen)

    def words(self, case: Case) -> str | None:
        """Say whether the best time of day is used."""
        length = case.place.end - case.place.start
        share = worth(case.place, case.frame) / (length * THOUSAND) if length else 0.0
        best = max((one.worth for one in case.frame.problem.policy.energy), default=1.0)
        if share < best:
            lasting = spoken_hours(length / 60)
            return f"{lasting} at {share:.0%} of your best energy"
        end = span_between(case.place.start, case.place.end).end.astimezone(
            case.frame.problem.zone
        )
        before_noon = end.time() <= time(12) and end.time() > time()
        return (
            "Best energy: all before noon" if before_noon else "Best energy all along"
        )


def worth(place: Place, frame: Frame) -> int:
    """What the minutes of a place are worth, in thousandths of a point."""
    day = frame.days[place.day]
    return day.between(day.worth, place)
