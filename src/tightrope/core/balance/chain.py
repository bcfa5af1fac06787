"""The chain behind the phases: how likely each is, online and in hindsight."""

from dataclasses import dataclass

import numpy as np

from tightrope.core.balance.usual import Flags, Numbers, Usual

_LEVELS = np.array([0.6, 1.0, 1.4])
"""What each phase has of a usual day."""
_REACHES = np.array([0.8, 1.25])
"""How far the phases of a person lie apart, as powers of the levels: two answers.

Which is theirs is not known; both are followed, each weighed by how it has fitted.
"""
_LEAST_WEIGHT = 1e-4
_STAYS = (18.0, 32.0, 25.0)
"""How many days each phase lasts on average."""
TURNS = ((0.0, 0.65, 0.35), (0.42, 0.0, 0.58), (0.42, 0.58, 0.0))
"""Where each phase of `Phase` goes when it ends."""
_STAGES = 3
_POWER = 1.35
_CAP, _CAP_GROWS, _CAP_FLAT = 2.0, 0.3, 0.1
"""What one day counts at most, in usual days, and by which power of the noise more.

Who works seldom and long would look quiet if the long days were cut like others'.
"""
_LEAST_SHARE = 0.01
_NOISE, _NOISE_WEIGHT, _NOISE_DAYS = 0.28, 40.0, 260.0
_LEAST_NOISE = 0.1
_CAUTION, _CAUTION_GROWS = 1.1, 0.2
"""By how much noise is taken for more than it was, and by which power of it more.

Days are not independent. Where they scatter widely they do so in runs, as in a week of
release work, and prove less than they would one by one.
"""
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
    def excess(self) -> float:
        """How many times the usual noise it is, at least once."""
        return float(max(self.total / self.weight / _NOISE, 1.0))

    @property
    def spread(self) -> float:
        """The dispersion, on the side of caution."""
        seen = self.total / self.weight
        return float(max(_CAUTION * self.excess**_CAUTION_GROWS * seen, _LEAST_NOISE))

    @property
    def most(self) -> float:
        """What one day may count at most, in usual days."""
        return float(_CAP * self.excess**_CAP_GROWS)

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
        they come and lets a single wild day count for little. How far apart the
        phases lie is averaged over, as in Bayesian model averaging.
    """
    shape = (len(hours), len(_REACHES), len(_CHAIN))
    fits, stages = np.ones(shape), np.empty(shape)
    weights = np.full(len(_REACHES), 1 / len(_REACHES))
    told = np.empty((len(hours), len(_LEVELS)))
    noise, belief = _Noise(), np.full(shape[1:], 1 / len(_CHAIN))
    levels = _LEVELS ** _REACHES[:, None]
    for now, (level, share) in enumerate(zip(normal.level, normal.share, strict=True)):
        belief = belief @ _CHAIN
        if known[now] and level > 0:
            means = max(share, _LEAST_SHARE) * levels
            load = min(hours[now] / level, noise.most * means[0, 1] + _CAP_FLAT)
            fit = _evidence(load, means) / noise.spread
            best = fit.max(axis=1, keepdims=True)
            fits[now] = np.exp(np.maximum(fit - best, -_MOST_EVIDENCE)).repeat(
                _STAGES, axis=1
            )
            belief = belief * fits[now]
            held = belief.sum(axis=1, keepdims=True)
            belief /= held
            weights = _weighed(weights, np.log(held[:, 0]) + best[:, 0])
            miss = (load - means) ** 2 / means**_POWER
            noise.learn(float(weights @ (_by_phase(belief) * miss).sum(axis=1)))
        stages[now] = belief
        told[now] = weights @ _by_phase(belief)
    smooth = _looking_back(stages, fits)
    return Beliefs(online=told, hindsight=np.asarray(weights @ _by_phase(smooth)))


def _weighed(weights: Numbers, fit: Numbers) -> Numbers:
    """The weights of several answers after a day that fitted each so well."""
    fresh = np.maximum(weights * np.exp(fit - fit.max()), _LEAST_WEIGHT)
    return np.asarray(fresh / fresh.sum())


def _evidence(load: float, means: Numbers) -> Numbers:
    """The Tweedie quasi-likelihood of a load under each mean, before dispersion."""
    gain = load * means ** (1 - _POWER) / (1 - _POWER)
    return np.asarray(gain - means ** (2 - _POWER) / (2 - _POWER))


def _looking_back(stages: Numbers, fits: Numbers) -> Numbers:
    """The same beliefs with what came after each day taken in."""
    later = np.ones(stages.shape[1:])
    smooth = np.empty_like(stages)
    for now in range(len(stages) - 1, -1, -1):
        belief = stages[now] * later
        smooth[now] = belief / belief.sum(axis=-1, keepdims=True)
        later = (fits[now] * later) @ _CHAIN.T
        later /= later.sum(axis=-1, keepdims=True)
    return smooth


def _by_phase(stages: Numbers) -> Numbers:
    """The stages of each phase taken together."""
    phases = stages.reshape(*stages.shape[:-1], len(_LEVELS), _STAGES)
    return np.asarray(phases.sum(axis=-1))
