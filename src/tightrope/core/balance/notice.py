"""When a person is told that their time has changed: late, seldom, and then right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tightrope.core.balance.phase import Phase, Told

CLEAR = 0.6
"""A phase must be as likely as this to be told of."""
HOLD = 2
"""And stay so on so many working days in a row that say something."""

_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A change of phase that is sure enough to tell somebody of it unasked.

    Attributes:
        day: the evening on which it can be told.
        phase: what the time is now.
        before: what was told last; at first a normal time.
        confidence: how likely the phase is, 0 to 1.
    """

    day: date
    phase: Phase
    before: Phase
    confidence: float


def notices(told: Sequence[Told]) -> Iterator[Notice]:
    """What to tell a person unasked, oldest first; each by its day and earlier ones.

    A phase may be shown for days before it is told of, and be gone again: what is
    shown can be looked past, what is told takes somebody out of their work.

    Args:
        told: each day as it could be told on its evening.
    """
    known, likely, held = Phase.NORMAL, Phase.NORMAL, 0
    for day in told:
        phase, chance = _likeliest(day)
        if chance < CLEAR:
            held = 0
            continue
        held = held if phase is likely else 0
        held += day.known and day.day.weekday() < _SATURDAY
        likely = phase
        if held >= HOLD and phase is not known:
            yield Notice(day=day.day, phase=phase, before=known, confidence=chance)
            known = phase


def told_of(told: Sequence[Told]) -> list[Phase]:
    """The phase that the person was last told of, on each day."""
    changes = {notice.day: notice.phase for notice in notices(told)}
    current, phases = Phase.NORMAL, []
    for day in told:
        current = changes.get(day.day, current)
        phases.append(current)
    return phases


def _likeliest(day: Told) -> tuple[Phase, float]:
    return max(day.chances.items(), key=lambda pair: pair[1])
