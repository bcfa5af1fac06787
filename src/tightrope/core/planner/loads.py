"""How much other work is to be expected in a week, as scenarios."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import hypot
from statistics import NormalDist

from tightrope.core.planner.clock import minute_from, minute_of
from tightrope.core.planner.grid import Day
from tightrope.core.planner.problem import Load, Problem
from tightrope.core.planner.workdays import WorkingTime

SCENARIOS = 16
QUANTILES = tuple(
    NormalDist().inv_cdf((number + 0.5) / SCENARIOS) for number in range(SCENARIOS)
)
USUAL_SPREAD = 1 / 3
"""One standard deviation of daily work, as a share of it, where nobody says."""

Stretch = tuple[int, int]
"""From one minute since 1970 up to, not including, another."""


@dataclass(frozen=True, slots=True)
class Loads:
    """The other work that a problem expects."""

    problem: Problem
    working: WorkingTime

    @classmethod
    def of(cls, problem: Problem) -> "Loads":
        """The other work that `problem` expects."""
        return cls(problem, WorkingTime.of(problem.working))

    def over(self, days: Sequence[Day]) -> tuple[int, ...]:
        """Minutes of other work in some days of one week, the least first.

        The scenarios are equally likely: quantiles of a normal distribution, none
        below 0.
        """
        usual = self._usual(days)
        parts = [(usual, usual * USUAL_SPREAD)]
        for load in self.problem.loads:
            share = self._share(load, days)
            parts.append((60 * load.hours * share, 60 * load.spread * share))
        mean = sum(part for part, _ in parts)
        spread = hypot(*(part for _, part in parts))
        return tuple(max(0, round(mean + spread * at)) for at in QUANTILES)

    def _usual(self, days: Sequence[Day]) -> float:
        """Minutes of daily work on the days of which no load tells."""
        shares = (
            self._within(day, whole) / worked
            for day in days
            if (worked := self.working.between(*(whole := _stretch(day))))
            and not self._told(whole)
        )
        return sum(shares) * (self.problem.policy.daily_work / timedelta(minutes=1))

    def _told(self, day: Stretch) -> bool:
        return any(
            minute_of(load.span.start) < day[1] and day[0] < minute_from(load.span.end)
            for load in self.problem.loads
        )

    def _share(self, load: Load, days: Sequence[Day]) -> float:
        """How much of a load falls on what is ahead of some days, by working time."""
        span = minute_of(load.span.start), minute_from(load.span.end)
        whole = self.working.between(*span)
        if not whole:
            return 0.0
        return sum(self._within(day, span) for day in days) / whole

    def _within(self, day: Day, span: Stretch) -> int:
        """Minutes of working time of a day that are ahead and lie in `span`."""
        first, last = _stretch(day)
        now = max(self.problem.now, self.problem.window.start)
        return self.working.between(
            max(first, span[0], minute_from(now)),
            min(last, span[1], minute_of(self.problem.window.end)),
        )


def _stretch(day: Day) -> Stretch:
    return day.base, day.base + len(day.free)
