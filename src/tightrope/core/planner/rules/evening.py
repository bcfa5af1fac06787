"""Work that a block pushes past the end of the day costs more than it was worth."""

from collections.abc import Sequence
from dataclasses import dataclass

from tightrope.core.planner.clock import GRAIN
from tightrope.core.planner.frame import Frame, Week
from tightrope.core.planner.grid import THOUSAND, Place
from tightrope.core.planner.rules.rule import Case
from tightrope.core.timeline import spoken_hours

LEAST_SAID = 5
"""Minutes of evening work below which it is not spoken of."""


@dataclass(frozen=True, slots=True)
class EveningRule:
    """Work that a block pushes past the end of the day costs more than it was worth."""

    name: str = "evening work"

    def points(self, chosen: Sequence[Place], frame: Frame) -> int:
        """Charge each week for what its blocks push into the evening."""
        return -sum(cost(week, grains_in(week, chosen), frame) for week in frame.weeks)

    def words(self, case: Case) -> str | None:
        """Say how much work goes into the evening for this block."""
        week = case.frame.week_of(case.place.day)
        grains = grains_in(week, case.chosen)
        pushed = caused(week, grains) - caused(week, grains - case.place.grains)
        if pushed < LEAST_SAID:
            return "No evening work expected for it this week"
        return (
            f"Pushes about {spoken_hours(pushed / 60)} of other work into the evening"
        )


def grains_in(week: Week, chosen: Sequence[Place]) -> int:
    """How many grains of focus are placed in a week."""
    return sum(place.grains for place in chosen if place.day in week.days)


def caused(week: Week, grains: int, *, more: int = 0) -> float:
    """The minutes of evening work that so much focus is expected to cause in a week.

    Args:
        week: its load is known as equally likely scenarios.
        grains: of focus.
        more: minutes that are free beyond those of the week, for a what-if.
    """
    return _late(week, grains, more) / len(week.loads)


def cost(week: Week, grains: int, frame: Frame, *, more: int = 0) -> int:
    """The same as a price, in thousandths of a point."""
    price = round(frame.problem.policy.evening_price * THOUSAND)
    return price * _late(week, grains, more) // len(week.loads)


def _late(week: Week, grains: int, more: int) -> int:
    """Evening minutes caused, added up over the scenarios."""
    free = week.free + more
    return sum(
        max(0, load - free + grains * GRAIN) - max(0, load - free)
        for load in week.loads
    )
