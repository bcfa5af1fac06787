"""What a soft rule is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from tightrope.core.planner.clock import MINUTE
from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import THOUSAND, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One place of a finished plan, to be explained.

    Attributes:
        place: the place.
        points: what one rule gives to it, in thousandths: what the plan would lose by
            that rule without it.
        chosen: all places of the plan, in order of time.
        frame: what the plan answers.
    """

    place: Place
    points: int
    chosen: Sequence[Place]
    frame: Frame


class Rule(Protocol):
    """Something a plan gains or loses by, in thousandths of a point.

    The planner takes its numbers from the functions beside each rule; `points` counts
    the finished plan again, so that the two can be held against each other.
    """

    @property
    def name(self) -> str:
        """Its name in `Score.by_rule`."""
        ...

    def points(self, chosen: Sequence[Place], frame: Frame) -> int:
        """What it gives to a whole plan; `chosen` is in order of time."""
        ...

    def words(self, case: Case) -> str | None:
        """Why it gives so many points, for a person; nothing to leave it out."""
        ...


def thousandths(length: timedelta) -> int:
    """A price that is told as a length, in thousandths of a point."""
    return round(length / MINUTE * THOUSAND)


def priced(minutes: int, price: float) -> int:
    """What some minutes cost at a price each, in thousandths of a point."""
    return minutes * round(price * THOUSAND)
