"""How busy the time is, learnt day by day from work and meetings that come.

What is usual at first is an assumption, shared with the made-up calendars of the
benchmark; how much busier or calmer this person's time is, is learnt.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]

SCALES = np.array([0.6, 0.8, 1.0, 1.25, 1.5])
"""So many times as busy as usual a person's time may be."""

SPREAD = 0.3
WORK = np.array([6.4, 16.8])
"""Slots of work besides meetings that come in a quiet and in an intense day."""

BOOKED = np.array([1.22, 3.5])
"""Meetings that are booked in such a day."""

STAYS = np.array([0.9076, 0.93])
"""How likely a quiet or an intense time goes on, from one working day to the next."""

FIRST = np.array([0.43, 0.57])
SHAPE, CLUSTER = 4.0, 3.0
"""How evenly work and meetings come: the higher, the more alike the days are."""

LEADS = np.array([0.2, 0.2, *[0.35 / 4] * 4, *[0.25 / 15] * 15])
"""Shares of meetings by the days they are booked ahead."""

WORTH_OF_LEADS = 60.0
"""So many meetings the shares above are worth when others have been seen."""


class Belief:
    """What is believed of the time: quiet or intense, and how busy this person is."""

    def __init__(self) -> None:
        prior = np.exp(-0.5 * (np.log(SCALES) / SPREAD) ** 2)
        prior /= prior.sum()
        self.weights: Numbers = (
            FIRST[:, None, None] * prior[None, :, None] * prior[None, None, :]
        )
        shape = self.weights.shape
        self._work = np.broadcast_to(WORK[:, None, None] * SCALES[None, :, None], shape)
        self._booked = np.broadcast_to(
            BOOKED[:, None, None] * SCALES[None, None, :], shape
        )
        self._leads = WORTH_OF_LEADS * LEADS

    @property
    def intense(self) -> float:
        """How likely the time is intense."""
        return float(self.weights[1].sum())

    @property
    def work(self) -> Numbers:
        """Slots of work to be expected in a quiet and in an intense day."""
        return self._mean(self._work)

    @property
    def booked(self) -> Numbers:
        """Meetings to be expected in such a day."""
        return self._mean(self._booked)

    @property
    def leads(self) -> Numbers:
        """Shares of meetings by the days they are booked ahead."""
        found: Numbers = self._leads / self._leads.sum()
        return found

    def see_lead(self, days: int) -> None:
        """Learn from a meeting that was booked so many days ahead."""
        self._leads[min(max(days, 0), len(LEADS) - 1)] += 1

    def see_day(self, work: float, booked: int) -> None:
        """Learn from a day that is over."""
        quiet, intense = self.weights
        self.weights = np.stack(
            [
                quiet * STAYS[0] + intense * (1 - STAYS[1]),
                intense * STAYS[1] + quiet * (1 - STAYS[0]),
            ]
        )
        likely = _log_gamma(max(work, 0.5), self._work)
        likely = likely + _log_counts(booked, self._booked)
        self.weights = self.weights * np.exp(likely - likely.max())
        self.weights /= self.weights.sum()

    def _mean(self, values: Numbers) -> Numbers:
        """A mean for quiet and one for intense time."""
        sums: Numbers = (self.weights * values).sum(axis=(1, 2))
        means: Numbers = sums / self.weights.sum(axis=(1, 2))
        return means


def _log_gamma(seen: float, mean: Numbers) -> Numbers:
    """How likely an amount is where `mean` is usual, as a logarithm."""
    rate = SHAPE / mean
    found: Numbers = SHAPE * np.log(rate) - rate * seen
    return found


def _log_counts(seen: int, mean: Numbers) -> Numbers:
    """The same for a count of things that come in clusters."""
    found: Numbers = seen * np.log(mean / (mean + CLUSTER)) + CLUSTER * np.log(
        CLUSTER / (mean + CLUSTER)
    )
    return found
