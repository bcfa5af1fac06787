"""The coming weeks: how much, between what, how likely quiet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tightrope.core.balance.band import band, chance_below
from tightrope.core.balance.booked import Bookings, ComingWeek
from tightrope.core.balance.phase import Phase
from tightrope.core.balance.pickup import backcast
from tightrope.core.balance.series import Day
from tightrope.core.balance.usual import Numbers
from tightrope.core.balance.weekly import WORKING, Weeks, coming, unseen, weeks_of

INTENSE_RATIO, QUIET_RATIO = 1.3, 0.72
"""A coming week is called so from this part of a usual week on, or up to it."""
QUIET_PART, QUIET_DAYS = 0.7, 3
"""A quiet week has at most this part of the usual load, and so many days at work."""
USELESS = 1.5
"""A range wider than so many usual weeks says nothing, and is not given."""

_LEAST_WEEKS = 4
_USUAL_WEEKS = 26
_BACK = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The load of a coming week, in hours.

    Attributes:
        week: its Monday.
        p10: nine times in ten it will be more.
        p50: as likely more as less.
        p90: nine times in ten it will be less.
        booked: what stands on the calendar already; nothing when none is known.
    """

    week: date
    p10: float
    p50: float
    p90: float
    booked: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What can be said of one coming week.

    Attributes:
        week: its Monday.
        days: how many of its working days the person will be there.
        range: its load; nothing when the person is away, when there is no history
            to tell from, or when the range would be too wide to be of use.
        quiet: how likely it is a quiet week, 0 to 1, by what stands on the calendar;
            nothing without bookings or with too little history of them.
        phase: the phase to expect; nothing without a range, or with so few days at
            work that they say nothing of the week.
    """

    week: date
    days: int
    range: Range | None = None
    quiet: float | None = None
    phase: Phase | None = None


def forecast(series: Sequence[Day], booked: Bookings | None = None) -> list[Range]:
    """The load of the coming weeks of which something useful can be said.

    Args:
        series: the load so far, oldest first.
        booked: what stands on the calendar of the weeks, past and coming. Without it
            the coming weeks follow the last day of the series.
    """
    return [week.range for week in outlook(series, booked) if week.range]


def outlook(series: Sequence[Day], booked: Bookings | None = None) -> list[Outlook]:
    """What can be said of each coming week, oldest first."""
    booked = booked or Bookings()
    weeks = weeks_of(series, booked)
    past = weeks.hours[np.isfinite(weeks.hours)]
    ahead = coming(series, booked)
    if len(past) < _LEAST_WEEKS:
        return [Outlook(week=week.week, days=week.days) for week in ahead]
    usual = float(np.median(past[-_USUAL_WEEKS:]))
    return [_outlook(weeks, week, usual) for week in ahead]


def expected(ranges: Iterable[Range], normal: float) -> list[tuple[date, Phase]]:
    """The phase to expect of each week, against the hours of a usual one."""
    return [(one.week, _phase(one.p50, normal)) for one in ranges]


def _phase(hours: float, normal: float) -> Phase:
    if hours >= INTENSE_RATIO * normal:
        return Phase.INTENSE
    return Phase.QUIET if hours <= QUIET_RATIO * normal else Phase.NORMAL


def _outlook(weeks: Weeks, week: ComingWeek, usual: float) -> Outlook:
    """One coming week, told on the scale of a whole one and brought to its days."""
    if not week.days or not usual:
        return Outlook(week=week.week, days=week.days)
    scale = week.days / WORKING
    blind = unseen(weeks, week)
    told = backcast(
        np.append(weeks.hours, np.full(blind + 1, np.nan)),
        _stood(weeks, week, blind),
        blind,
        back=_BACK + blind + 1,
    )
    said = float(told.said[-1])
    low, high = band(said, told.missed, float(told.recent[-1]))
    quiet = chance_below(QUIET_PART * usual, said, told.missed)
    if week.booked is None or week.days < QUIET_DAYS:
        quiet = None if week.booked is None else 0.0
    row = Range(
        week=week.week,
        p10=low * scale,
        p50=said * scale,
        p90=high * scale,
        booked=week.booked,
    )
    clear = high - low <= USELESS * usual
    return Outlook(
        week=week.week,
        days=week.days,
        range=row if clear else None,
        quiet=quiet,
        phase=_phase(said, usual) if clear and week.days >= QUIET_DAYS else None,
    )


def _stood(weeks: Weeks, week: ComingWeek, blind: int) -> Numbers:
    """What stood on the calendar of each week, this one last, as of five days.

    Where nothing is known of this one, the others are as unknown, or the range would
    be as narrow as that of a week whose calendar is seen.
    """
    if week.booked is None:
        return np.full(len(weeks.hours) + blind + 1, np.nan)
    now = np.array([week.booked * WORKING / week.days])
    return np.concatenate([weeks.booked_at(week.lead), np.full(blind, np.nan), now])
