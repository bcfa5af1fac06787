"""What may come in the next days: equally likely amounts of work and of meetings."""

from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np

from tightrope.core.planner.daily.belief import STAYS, Belief, Numbers

SCENARIOS = 24
MOST_DAYS = 32
WORK_SPREAD, BOOKED_SPREAD = 0.47, 0.6
"""Standard deviations of the logarithms of a day's work and meetings."""

MEETING = 2.56
"""Slots of free time that a new meeting takes, what it shares with others apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What may come, by scenario and working day, today being the first.

    Attributes:
        work: slots of work that come on each day.
        meetings: slots of each day that new meetings will take.
        bookings: meetings that are booked in a day, on average.
    """

    work: Numbers
    meetings: Numbers
    bookings: float


def outlook(belief: Belief, days: int, left: float) -> Outlook:
    """What may come in so many working days, of which today has `left` to go."""
    dice = _dice()
    intense = _paths(belief.intense, days)
    work = np.where(intense, belief.work[1], belief.work[0]) * dice.work[:, :days]
    booked = np.where(intense, belief.booked[1], belief.booked[0])
    booked = booked * dice.booked[:, :days]
    work[:, 0] *= left
    mean = belief.intense * belief.booked[1] + (1 - belief.intense) * belief.booked[0]
    return Outlook(
        work=work,
        meetings=_arriving(booked, belief.leads, left) * MEETING,
        bookings=float(mean),
    )


def steady(belief: Belief, days: int) -> Outlook:
    """What comes when nothing is forecast: a quiet time, every day alike."""
    return Outlook(
        work=np.full((1, days), belief.work[0]),
        meetings=np.zeros((1, days)),
        bookings=float(belief.booked.mean()),
    )


def _arriving(booked: Numbers, leads: Numbers, left: float) -> Numbers:
    """How many meetings will have come to each day, by scenario."""
    found = np.zeros_like(booked)
    for day in range(booked.shape[1]):
        for lead in range(min(day, len(leads) - 1) + 1):
            share = leads[lead] * (left if lead == day else 1.0)
            found[:, day] += booked[:, day - lead] * share
    return found


def _paths(intense: float, days: int) -> Numbers:
    """Whether each day of each scenario is intense."""
    dice = _dice()
    state = dice.first < intense
    found = np.empty((SCENARIOS, days), dtype=bool)
    for day in range(days):
        if day:
            state = np.where(
                state, dice.turns[:, day] < STAYS[1], dice.turns[:, day] > STAYS[0]
            )
        found[:, day] = state
    return found


@dataclass(frozen=True, slots=True)
class _Dice:
    """Chances that are always the same, so that the same view has the same plan."""

    first: Numbers
    turns: Numbers
    work: Numbers
    booked: Numbers


@cache
def _dice() -> _Dice:
    source = np.random.default_rng(7)
    even = (np.arange(SCENARIOS) + 0.5) / SCENARIOS

    def columns() -> Numbers:
        return np.stack([source.permutation(even) for _ in range(MOST_DAYS)], axis=1)

    return _Dice(
        source.permutation(even),
        columns(),
        _lognormal(columns(), WORK_SPREAD),
        _lognormal(columns(), BOOKED_SPREAD),
    )


def _lognormal(chances: Numbers, spread: float) -> Numbers:
    """Factors with a mean of 1."""
    normal = NormalDist()
    scores = np.array([[normal.inv_cdf(one) for one in row] for row in chances])
    found: Numbers = np.exp(spread * scores - spread**2 / 2)
    return found
