"""Loads made by chance whose phases are known, like those of the founders' test data.

The filter's numbers were chosen on these; bench/cycles.py says on what else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tightrope.core.balance import Day, Phase

KINDS = ("easy", "hard", "ramp", "counts")
FIRST = date(2024, 1, 1)

_DAYS = 728
_STAYS = (22.0, 38.0, 25.5)
_NEXT = ((1, 2, 0.70), (2, 0, 0.58), (1, 0, 0.59))
_LEVELS = {
    "easy": (0.48, 1.0, 1.8),
    "hard": (0.63, 1.0, 1.4),
    "ramp": (0.5, 1.0, 1.65),
    "counts": (0.5, 1.0, 1.75),
}
_HOLIDAYS, _LEAVES, _ANNOUNCED = 23, 6, 0.85
_MOST_HOURS = 15.0
_SPIKES, _AGAIN = 0.03, 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A load and its truth.

    Attributes:
        name: of the series.
        kind: one of `KINDS`.
        series: what a method may see.
        truth: the phase of each day.
        there: whether the person was at work, announced or not.
    """

    name: str
    kind: str
    series: tuple[Day, ...]
    truth: tuple[Phase, ...]
    there: tuple[bool, ...]


def made(seed: int, kind: str) -> Made:
    """One load of two years; the same seed gives the same one."""
    chance = np.random.default_rng(seed)
    truth, level = _phases(chance, kind)
    there, announced = _leave(chance)
    holiday = np.zeros(_DAYS, dtype=bool)
    holiday[chance.choice(_DAYS, _HOLIDAYS, replace=False)] = True
    mean = _mean(chance) * level
    mean *= np.where(there, np.where(holiday, 0.12, 1.0), 0.04)
    hours = _hours(chance, mean, kind)
    return Made(
        name=f"{kind}-{seed}",
        kind=kind,
        series=tuple(
            Day(
                day=FIRST + timedelta(days=day),
                hours=round(float(hours[day]), 2),
                holiday=bool(holiday[day]),
                away=bool(announced[day]),
            )
            for day in range(_DAYS)
        ),
        truth=tuple(list(Phase)[phase] for phase in truth),
        there=tuple(bool(one) for one in there),
    )


def several(count: int, seed: int = 0) -> Iterator[Made]:
    """So many of each kind."""
    for one in range(count):
        for place, kind in enumerate(KINDS):
            yield made(1000 * seed + 4 * one + place, kind)


def _phases(
    chance: np.random.Generator, kind: str
) -> tuple[list[int], NDArray[np.float64]]:
    """Spells of at least eight days, and the level of each day."""
    truth: list[int] = []
    levels: list[float] = []
    phase = 1
    while len(truth) < _DAYS:
        days = max(8, round(chance.gamma(4.0, _STAYS[phase] / 4.0)))
        blur = 0.05 if phase == 1 else 0.08
        level = _LEVELS[kind][phase] * float(np.exp(chance.normal(0.0, blur)))
        run = [level] * days
        if kind == "ramp" and levels:
            run[:7] = np.linspace(levels[-1], level, 8)[1:].tolist()
        truth += [phase] * days
        levels += run
        first, second, share = _NEXT[phase]
        phase = first if chance.random() < share else second
    return truth[:_DAYS], np.array(levels[:_DAYS])


def _leave(chance: np.random.Generator) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    there, announced = np.ones(_DAYS, dtype=bool), np.zeros(_DAYS, dtype=bool)
    for _ in range(_LEAVES):
        first = int(chance.integers(0, _DAYS - 16))
        days = int(chance.choice([4, 7, 9, 14, 16], p=[0.3, 0.2, 0.25, 0.1, 0.15]))
        there[first : first + days] = False
        announced[first : first + days] |= chance.random() < _ANNOUNCED
    return there, announced


def _mean(chance: np.random.Generator) -> NDArray[np.float64]:
    """Hours of each day by weekday and slow drift, with spikes of a day or two."""
    week = np.clip(chance.normal(1.0, 0.1, 5), 0.8, 1.25)
    profile = np.concatenate([week, chance.uniform(0.05, 0.2, 2)])
    days = np.arange(_DAYS)
    steps = np.cumsum(chance.normal(0.0, 0.09, _DAYS // 28 + 2))
    drift = np.exp(np.interp(days, np.arange(len(steps)) * 28, 0.6 * steps))
    spike = chance.random(_DAYS) < _SPIKES
    spike[1:] |= spike[:-1] & (chance.random(_DAYS - 1) < _AGAIN)
    factor = np.where(spike, chance.uniform(1.5, 2.5, _DAYS), 1.0)
    scale = chance.uniform(3.3, 9.0)
    return np.asarray(scale * profile[days % 7] * drift / drift.mean() * factor)


def _hours(
    chance: np.random.Generator, mean: NDArray[np.float64], kind: str
) -> NDArray[np.float64]:
    if kind == "counts":
        each = chance.uniform(0.9, 1.4)
        counts = chance.poisson(mean / each)
        sums = [
            chance.lognormal(np.log(each) - 0.32, 0.8, count).sum() for count in counts
        ]
        return np.array(sums)
    spread = chance.uniform(0.4, 0.6) ** 2
    hours = chance.gamma(1 / spread, 1.0, _DAYS) * spread * mean
    return np.asarray(np.minimum(hours, _MOST_HOURS))
