"""The phase of each day, as it could be said on its evening, and in hindsight."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tightrope.core.balance.chain import beliefs
from tightrope.core.balance.series import Day
from tightrope.core.balance.usual import Numbers, gridded, usual

UNCLEAR = 0.5
"""Where the phase that a day is called is less likely, it is unclear."""

_ENTER, _LEAVE = 0.59, 0.25


class Phase(StrEnum):
    """What kind of time it is for the person, against what is usual for them."""

    QUIET = "quiet"
    NORMAL = "normal"
    INTENSE = "intense"


_PHASES = tuple(Phase)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What can be said of a day on its evening.

    Attributes:
        day: which.
        phase: the phase it is called.
        confidence: how likely that phase is, 0 to 1.
        unclear: the phase is not at least as likely as not; it is what was called so
            before, and nothing else is sure enough to take its place.
        chances: how likely each phase is.
        known: whether the hours of the day said something.
    """

    day: date
    phase: Phase
    confidence: float
    unclear: bool
    chances: Mapping[Phase, float] = field(default_factory=dict)
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Phases:
    """The phases of a series.

    Attributes:
        days: what could be said of each day on its evening.
        hindsight: what each day is called knowing all of them; it may differ, for a
            change is seen some days after it came.
    """

    days: tuple[Told, ...] = ()
    hindsight: tuple[Phase, ...] = ()


def phases(series: Sequence[Day], *, renewed: Collection[date] = ()) -> list[Phase]:
    """The phase of each day of the series, by that day and earlier ones only.

    Args:
        series: the load by day, oldest first.
        renewed: days on which the person said that this is their new normal.

    Raises:
        BadSeries: a day comes twice or too early.
    """
    return [told.phase for told in told_phases(series, renewed=renewed).days]


def told_phases(series: Sequence[Day], *, renewed: Collection[date] = ()) -> Phases:
    """The phase of each day of the series, as told then and in hindsight.

    Args:
        series: the load by day, oldest first.
        renewed: days on which the person said that this is their new normal.

    Raises:
        BadSeries: a day comes twice or too early.
    """
    if not series:
        return Phases()
    grid = gridded(series)
    believed = beliefs(grid.hours, grid.known, usual(grid, renewed))
    labels = _labels(believed.online)
    days = tuple(
        Told(
            day=day.day,
            phase=_PHASES[labels[row]],
            confidence=float(believed.online[row, labels[row]]),
            unclear=bool(believed.online[row, labels[row]] < UNCLEAR),
            chances=dict(zip(_PHASES, believed.online[row].tolist(), strict=True)),
            known=day.available,
        )
        for day, row in zip(series, grid.rows.tolist(), strict=True)
    )
    looking_back = believed.hindsight.argmax(axis=1)[grid.rows].tolist()
    return Phases(days=days, hindsight=tuple(_PHASES[one] for one in looking_back))


def _labels(online: Numbers) -> list[int]:
    """The phase each day is called, slow to change its mind."""
    label, labels = _PHASES.index(Phase.NORMAL), []
    for belief in online.tolist():
        best = belief.index(max(belief))
        if belief[best] >= _ENTER or belief[label] < _LEAVE:
            label = best
        labels.append(label)
    return labels
