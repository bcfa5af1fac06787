"""Weeks behind and ahead, and the spells they make."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from tightrope.charts.errors import NoRange, refuse_wrong_hours
from tightrope.charts.words import count


class Phase(StrEnum):
    """What kind of week it was."""

    INTENSE = "intense"
    NORMAL = "normal"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastWeek:
    """A week that was, or is.

    Attributes:
        monday: its first day.
        hours: its load; nothing when it is missing, which is not the same as quiet.
        phase: nothing while there is too little history to tell.

    Raises:
        NoHours: the load cannot be the hours of a week.
    """

    monday: date
    hours: float | None
    phase: Phase | None = None

    def __post_init__(self) -> None:
        refuse_wrong_hours([self.hours])


@dataclass(frozen=True, slots=True, kw_only=True)
class NextWeek:
    """A week ahead, in hours of load.

    Attributes:
        monday: its first day.
        p10: nine times in ten it will be more.
        p50: as likely more as less.
        p90: nine times in ten it will be less.
        booked: what stands on the calendar already.

    Raises:
        NoHours: a number cannot be the hours of a week.
        NoRange: they do not go up from p10 to p90.
    """

    monday: date
    p10: float
    p50: float
    p90: float
    booked: float | None = None

    def __post_init__(self) -> None:
        refuse_wrong_hours([self.p10, self.p50, self.p90, self.booked])
        if not self.p10 <= self.p50 <= self.p90:
            raise NoRange(self.p10, self.p50, self.p90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A run of weeks of one phase.

    Attributes:
        phase: which.
        first: the place of its first week among the weeks shown.
        last: the place of its last week.
        weeks: how many it has lasted, also those that are not shown.
        open: it has not ended yet.
    """

    phase: Phase
    first: int
    last: int
    weeks: int
    open: bool

    @property
    def name(self) -> str:
        """What is written under it: `4 weeks`, or `week 3` of one that goes on."""
        return f"week {self.weeks}" if self.open else count(self.weeks, "week")


def spells_of(weeks: Sequence[PastWeek]) -> list[Spell]:
    """The runs of one phase, in order; weeks without a phase are in none."""
    spells = []
    for phase, run in groupby(enumerate(weeks), key=lambda item: item[1].phase):
        places = [place for place, _ in run]
        if phase:
            spells.append(
                Spell(
                    phase=phase,
                    first=places[0],
                    last=places[-1],
                    weeks=len(places),
                    open=places[-1] == len(weeks) - 1,
                )
            )
    return spells


def after_cut(spells: Sequence[Spell], cut: int) -> list[Spell]:
    """The spells by their places among the weeks that are left after a cut."""
    return [
        replace(spell, first=max(0, spell.first - cut), last=spell.last - cut)
        for spell in spells
        if spell.last >= cut
    ]
