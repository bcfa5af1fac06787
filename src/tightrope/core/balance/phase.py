"""The phase of each day, as it could be said that evening: a sticky filter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from tightrope.core.balance.series import Day
from tightrope.core.balance.usual import Flags, Numbers, Usual, grid, usual

UNCLEAR = 0.5
"""Below it everywhere, the phase of a day is unclear."""

_LEVELS = np.array([0.6, 1.0, 1.5])
_STAYS = (21.0, 35.0, 25.0)
_TURNS = ((0.0, 0.65, 0.35), (0.42, 0.0, 0.58), (0.42, 0.58, 0.0))
_STAGES = 3
_POWER = 1.25
_CAP, _CAP_FLAT = 4.5, 0.1
_LEAST_SHARE = 0.01
_NOISE, _NOISE_WEIGHT, _NOISE_DAYS = 0.28, 40.0, 260.0
_LEAST_NOISE = 0.02
_CAUTION = 1.2
_ENTER, _LEAVE = 0.55, 0.25


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
        unclear: no phase is at least as likely as not.
    """

    day: date
    phase: Phase
    confidence: float
    unclear: bool


def phases(series: Sequence[Day]) -> list[Phase]:
    """The phase of each day of the series, by that day and earlier ones only."""
    return [told.phase for told in told_days(series)]


def told_days(series: Sequence[Day]) -> list[Told]:
    """What can be said of each day of the series on its evening.

    Raises:
        BadSeries: a day comes twice or too early.

    Source:
        A hidden Markov chain whose stays have three stages each (Erlang), and the
        Tweedie quasi-likelihood (Jørgensen 1987), which takes days of no hours as
        they come and lets a single wild day count for little.
    """
    if not series:
        return []
    days = grid(series)
    beliefs = _beliefs(days.hours, days.known, usual(days))
    labels = _labels(beliefs)
    return [
        Told(
            day=day.day,
            phase=_PHASES[labels[row]],
            confidence=float(beliefs[row, labels[row]]),
            unclear=bool(beliefs[row].max() < UNCLEAR),
        )
        for day, row in zip(series, days.rows.tolist(), strict=True)
    ]


def _chain() -> Numbers:
    """The chance of each stage to be followed by each, from one day to the next."""
    stages = 3 * _STAGES
    chain = np.zeros((stages, stages))
    for stage in range(stages):
        phase, at = divmod(stage, _STAGES)
        leave = _STAGES / _STAYS[phase]
        chain[stage, stage] = 1 - leave
        if at < _STAGES - 1:
            chain[stage, stage + 1] = leave
        else:
            chain[stage, ::_STAGES] += leave * np.array(_TURNS[phase])
    return chain


_CHAIN = _chain()


def _beliefs(hours: Numbers, known: Flags, normal: Usual) -> Numbers:
    """How likely each phase is on each day, by that day and earlier ones.

    All hours are taken in usual days, so that a scale changes nothing.
    """
    belief = np.full(3 * _STAGES, 1 / (3 * _STAGES))
    beliefs = np.empty((len(hours), 3))
    fade = 1 - 1 / _NOISE_DAYS
    noise, weight = _NOISE * _NOISE_WEIGHT, _NOISE_WEIGHT
    for now, (level, share) in enumerate(zip(normal.level, normal.share, strict=True)):
        belief = belief @ _CHAIN
        if known[now] and level > 0:
            expected = max(share, _LEAST_SHARE)
            load = min(hours[now] / level, _CAP * expected + _CAP_FLAT)
            means = expected * _LEVELS
            spread = max(_CAUTION * noise / weight, _LEAST_NOISE)
            fit = _evidence(load, means) / spread
            belief = belief * np.exp(fit - fit.max()).repeat(_STAGES)
            belief /= belief.sum()
            misses = (load - means) ** 2 / means**_POWER
            now_likely = belief.reshape(3, _STAGES).sum(1)
            noise, weight = noise * fade + now_likely @ misses, weight * fade + 1
        beliefs[now] = belief.reshape(3, _STAGES).sum(1)
    return beliefs


def _evidence(load: float, means: Numbers) -> Numbers:
    """The Tweedie quasi-likelihood of a load under each mean, before dispersion."""
    gain = load * means ** (1 - _POWER) / (1 - _POWER)
    return np.asarray(gain - means ** (2 - _POWER) / (2 - _POWER))


def _labels(beliefs: Numbers) -> list[int]:
    """The phase each day is called, slow to change its mind."""
    label, labels = _PHASES.index(Phase.NORMAL), []
    for belief in beliefs.tolist():
        best = belief.index(max(belief))
        if belief[best] >= _ENTER or belief[label] < _LEAVE:
            label = best
        labels.append(label)
    return labels
