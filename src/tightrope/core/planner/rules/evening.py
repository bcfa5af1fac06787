"""Work that a block pushes past the end of the day costs more than it was worth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tightrope.core.planner.clock import GRAIN
from tightrope.core.planner.frame import Frame, Week
from tightrope.core.planner.grid import THOUSAND, Counts, Place
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
            return "Leaves room for the usual daily work that week"
        length = spoken_hours(pushed / 60)
        return f"Pushes about {length} of the usual daily work into the evening"


def grains_in(week: Week, chosen: Sequence[Place]) -> int:
    """How many grains of focus are placed in a week."""
    return sum(place.grains for place in chosen if place.day in week.days)


def caused(week: Week, grains: int) -> float:
    """The minutes of evening work that so much focus is expected to cause in a week.

    The load is known as equally likely scenarios: what of it finds no free time goes
    into the evening.
    """
    return _late(week, grains) / len(week.loads)


def cost(week: Week, grains: int, frame: Frame) -> int:
    """The same as a price, in thousandths of a point."""
    return _price(frame) * _late(week, grains) // len(week.loads)


def costs(week: Week, grains: Counts, frame: Frame, *, more: int = 0) -> Counts:
    """The same for many totals at once; `more` minutes are free in a what-if."""
    over = np.array(week.loads, dtype=np.int64) - week.free - more
    late = np.maximum(0, over + grains[:, None] * GRAIN) - np.maximum(0, over)
    priced: Counts = _price(frame) * late.sum(axis=1) // len(week.loads)
    return priced


def _price(frame: Frame) -> int:
    return round(frame.problem.policy.evening_price * THOUSAND)


def _late(week: Week, grains: int) -> int:
    """Evening minutes caused, added up over the scenarios."""
    return sum(
        max(0, load - week.free + grains * GRAIN) - max(0, load - week.free)
        for load in week.loads
    )
