"""How likely a block is kept whole, from what happened to blocks before."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from tightrope.core.planner.problem import Happened, Happening, Problem, Survival

NOON = time(12)
CALM = 0.9
"""The share of blocks that is kept on an empty day, before anything is known."""
CROWDED = 0.3
"""How much less of them is kept on a full day. Both are assumptions: no survival rate
of focus blocks was ever published."""
WEIGHT_OF_PRIOR = 4.0
"""A guess counts like so many blocks of which we know what became."""

Cell = tuple[int, int]
"""A weekday, and 0 for a start before noon or 1 for a later one."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Survival by weekday and time of day.

    Attributes:
        known: rates that were given; where one fits, nothing else counts.
        kept: how many blocks were kept, by cell.
        lost: how many were not, by cell.
    """

    known: tuple[Survival, ...]
    kept: Counter[Cell]
    lost: Counter[Cell]

    @classmethod
    def of(cls, problem: Problem) -> "Rates":
        """The rates that a problem gives, or that its history tells."""
        kept, lost = _outcomes(problem.history)
        return cls(
            known=problem.survival or (),
            kept=Counter(cell_of(one, problem.zone) for one in kept),
            lost=Counter(cell_of(one, problem.zone) for one in lost),
        )

    def over(self, weekday: int, crowd: float) -> Iterator[tuple[time, time, float]]:
        """The rates of one day: from, to (midnight ends it) and rate; the last holds.

        Args:
            weekday: 0 for Monday.
            crowd: the share of its working time that is taken, 0 to 1.
        """
        for half, (start, end) in enumerate(((time(), NOON), (NOON, time()))):
            yield start, end, self._learnt((weekday, half), crowd)
        for one in reversed(self.known):
            if one.weekday in {None, weekday}:
                yield one.start, one.end, one.rate

    def at(self, start: datetime) -> float:
        """The rate of a block that begins at `start`, in the person's zone."""
        found = self._learnt((start.weekday(), int(start.time() >= NOON)), 0.0)
        for first, last, rate in self.over(start.weekday(), 0.0):
            if first <= start.time() and (last == time() or start.time() < last):
                found = rate
        return found

    def _learnt(self, cell: Cell, crowd: float) -> float:
        """The mean of a Beta distribution: a prior, all blocks, those of the cell."""
        prior = CALM - CROWDED * crowd
        at_all = _mean(prior, self.kept.total(), self.lost.total())
        return _mean(at_all, self.kept[cell], self.lost[cell])


def _mean(prior: float, kept: int, lost: int) -> float:
    return (prior * WEIGHT_OF_PRIOR + kept) / (WEIGHT_OF_PRIOR + kept + lost)


def _outcomes(
    history: Sequence[Happening],
) -> tuple[list[Happening], list[Happening]]:
    """The blocks that were kept and those that were lost, each once.

    An override tells of the same loss as the broken block that it landed on.
    """
    kept = [one for one in history if one.kind is Happened.KEPT]
    broken = [one for one in history if one.kind is Happened.BROKEN]
    overrides = [
        one
        for one in history
        if one.kind is Happened.OVERRIDE
        and not any(one.span.overlaps(other.span) for other in broken)
    ]
    return kept, broken + overrides


def cell_of(happening: Happening, zone: ZoneInfo) -> Cell:
    """The weekday and half of the day in which a block began."""
    start = happening.span.start.astimezone(zone)
    return start.weekday(), int(start.time() >= NOON)
