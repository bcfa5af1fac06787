"""Weeks of load on one scale, with what was booked for each, as numbers to learn by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

import numpy as np

from tightrope.core.balance.booked import LEADS, Bookings, ComingWeek
from tightrope.core.balance.series import Day, in_order
from tightrope.core.balance.usual import Numbers
from tightrope.core.timeline import monday

WORKING = 5
LEAST_DAYS = 2
"""A week with fewer days at work says too little of a whole one."""
WEEKS_AHEAD = 6


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Weeks:
    """The weeks up to the present one, every Monday once, hours as of five days.

    Attributes:
        first: the Monday of the first.
        hours: what each came to; not a number where it is unknown.
        booked: a row a lead of `LEADS`: what stood on the calendar so early.
    """

    first: date
    hours: Numbers
    booked: Numbers

    @property
    def end(self) -> date:
        """The Monday after the last one."""
        return self.first + timedelta(days=7 * len(self.hours))

    def booked_at(self, lead: int) -> Numbers:
        """What stood on the calendar so many days ahead, between leads a mixture."""
        above = next((n for n, known in enumerate(LEADS) if known >= lead), None)
        if above is None:
            return np.asarray(self.booked[-1])
        if LEADS[above] == lead or not above:
            return np.asarray(self.booked[above])
        low, high = LEADS[above - 1], LEADS[above]
        part = (lead - low) / (high - low)
        return np.asarray(
            (1 - part) * self.booked[above - 1] + part * self.booked[above]
        )


def weeks_of(series: Sequence[Day], booked: Bookings) -> Weeks:
    """The weeks that are known; the series is believed where both speak."""
    spent = _spent(series)
    days = {week.week: week.days for week in booked.past}
    hours = {
        week.week: (week.hours, week.days)
        for week in booked.past
        if week.hours is not None
    } | spent
    known = sorted({*hours, *days})
    count = (known[-1] - known[0]).days // 7 + 1 if known else 0
    first = known[0] if known else date.min
    table = np.full((len(LEADS), count), np.nan)
    for week in booked.past:
        there = hours.get(week.week, (0.0, week.days))[1]
        if there >= LEAST_DAYS:
            early = [np.nan if one is None else one for one in week.booked]
            table[:, (week.week - first).days // 7] = np.array(early) * WORKING / there
    filled = np.full(count, np.nan)
    for week_of, (spent_hours, there) in hours.items():
        if there >= LEAST_DAYS:
            filled[(week_of - first).days // 7] = spent_hours * WORKING / there
    return Weeks(first=first, hours=filled, booked=table)


def _spent(series: Sequence[Day]) -> dict[date, tuple[float, int]]:
    """The hours and the days at work of each week that the series covers whole."""
    weeks: dict[date, list[Day]] = {}
    for day in in_order(series):
        weeks.setdefault(monday(day.day), []).append(day)
    return {
        week: (
            sum(day.hours for day in days if day.available),
            sum(day.available and day.day.weekday() < WORKING for day in days),
        )
        for week, days in weeks.items()
        if (days[-1].day - week).days >= WORKING - 1 or week != max(weeks)
    }


def coming(series: Sequence[Day], booked: Bookings) -> tuple[ComingWeek, ...]:
    """The weeks ahead: those of the calendar, else the next ones of the series."""
    if booked.ahead or not series:
        return booked.ahead
    today = series[-1].day + timedelta(days=1)
    first = monday(today + timedelta(days=6))
    mondays = [first + timedelta(days=7 * week) for week in range(WEEKS_AHEAD)]
    return tuple(ComingWeek(week=week, lead=(week - today).days) for week in mondays)


def unseen(weeks: Weeks, week: ComingWeek) -> int:
    """How many weeks before this one are not over yet, or not known."""
    gap = (week.week - weeks.end).days // 7
    return max(gap, ceil(week.lead / 7))
