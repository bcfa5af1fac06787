"""The chain behind the phases: how likely each is, online and in hindsight."""

from dataclasses import dataclass

import numpy as np

from tightrope.core.balance.usual import Flags, Numbers, Usual

_LEVELS = np.array([0.6, 1.0, 1.5])
"""What each phase has of a usual day."""
_STAYS = (21.0, 35.0, 25.0)
"""How many days each phase lasts on average."""
TURNS = ((0.0, 0.65, 0.35), (0.42, 0.0, 0.58), (0.42, 0.58, 0.0))
"""Where each phase of `Phase` goes when it ends."""
_STAGES = 3
_POWER = 1.25
_CAP, _CAP_FLAT = 4.5, 0.1
_LEAST_SHARE = 0.01
_NOISE, _NOISE_WEIGHT, _NOISE_DAYS = 0.28, 40.0, 260.0
_LEAST_NOISE = 0.1
_CAUTION = 1.17
"""By how much the noise is taken for more than it was: days are not independent."""
_MOST_EVIDENCE = 2.5
"""How much one day may speak against a phase, as a logarithm of odds."""


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
            chain[stage, ::_STAGES] += leave * np.array(TURNS[phase])
    return chain


_CHAIN = _chain()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Beliefs:
    """How likely each phase of `Phase` is, a row a day.

    Attributes:
        online: by that day and earlier ones.
        hindsight: by all days.
    """

    online: Numbers
    hindsight: Numbers


@dataclass(slots=True)
class _Noise:
    """How much days scatter around what their phase leads to expect, so far."""

    total: float = _NOISE * _NOISE_WEIGHT
    weight: float = _NOISE_WEIGHT

    @property
    def spread(self) -> float:
        """The dispersion, on the side of caution."""
        return max(_CAUTION * self.total / self.weight, _LEAST_NOISE)

    def learn(self, miss: float) -> None:
        """Take in one day's squared miss, over the variance function."""
        fade = 1 - 1 / _NOISE_DAYS
        self.total, self.weight = self.total * fade + miss, self.weight * fade + 1


def beliefs(hours: Numbers, known: Flags, normal: Usual) -> Beliefs:
    """How likely each phase is on each day; unknown days bring no evidence.

    All hours are taken in usual days, so that a scale changes nothing.

    Source:
        A hidden Markov chain whose stays have three stages each (Erlang), and the
        Tweedie quasi-likelihood (Jørgensen 1987), which takes days of no hours as
        they come and lets a single wild day count for little.
    """
    count = len(hours)
    fits, stages = np.ones((count, len(_CHAIN))), np.empty((count, len(_CHAIN)))
    noise, belief = _Noise(), np.full(len(_CHAIN), 1 / len(_CHAIN))
    for now, (level, share) in enumerate(zip(normal.level, normal.share, strict=True)):
        belief = belief @ _CHAIN
        if known[now] and level > 0:
            means = max(share, _LEAST_SHARE) * _LEVELS
            load = min(hours[now] / level, _CAP * means[1] + _CAP_FLAT)
            fit = _evidence(load, means) / noise.spread
            fits[now] = np.exp(np.maximum(fit - fit.max(), -_MOST_EVIDENCE)).repeat(
                _STAGES
            )
            belief = belief * fits[now]
            belief /= belief.sum()
            noise.learn(_by_phase(belief) @ ((load - means) ** 2 / means**_POWER))
        stages[now] = belief
    smooth = _looking_back(stages, fits)
    return Beliefs(online=_by_phase(stages), hindsight=_by_phase(smooth))


def _evidence(load: float, means: Numbers) -> Numbers:
    """The Tweedie quasi-likelihood of a load under each mean, before dispersion."""
    gain = load * means ** (1 - _POWER) / (1 - _POWER)
    return np.asarray(gain - means ** (2 - _POWER) / (2 - _POWER))


def _looking_back(stages: Numbers, fits: Numbers) -> Numbers:
    """The same beliefs with what came after each day taken in."""
    later = np.ones(stages.shape[1])
    smooth = np.empty_like(stages)
    for now in range(len(stages) - 1, -1, -1):
        belief = stages[now] * later
        smooth[now] = belief / belief.sum()
        later = _CHAIN @ (fits[now] * later)
        later /= later.sum()
    return smooth


def _by_phase(stages: Numbers) -> Numbers:
    """The stages of each phase taken together."""
    phases = stages.reshape(*stages.shape[:-1], len(_LEVELS), _STAGES)
    return np.asarray(phases.sum(axis=-1))
