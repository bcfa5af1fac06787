"""The load that others put on each day: what the cycle is made of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.balance.absence import days_off
from tightrope.core.balance.focus import is_focus
from tightrope.core.balance.series import Day
from tightrope.core.balance.share import shares
from tightrope.core.balance.sides import Absence, Side
from tightrope.core.balance.sorting import VerdictOf, verdicts
from tightrope.core.balance.worked import Worked
from tightrope.core.timeline import Event, Span, days

MOST_IN_A_DAY = 14.0
"""With traces, no day is taken for more: nobody works longer."""

NO_LOAD = frozenset({Side.VISION, Side.OFF})


def daily_load(
    events: Iterable[Event],
    window: Span,
    zone: ZoneInfo,
    *,
    verdict: VerdictOf | None = None,
    off: Mapping[date, Absence] | None = None,
    worked: Worked | None = None,
) -> list[Day]:
    """The hours of grind on each day of `window`, in order, days without any too.

    Unsorted hours count: they are mostly meetings. Vision, what is off, and time that
    the person holds for deep work of any kind do not. A day off has no hours and is
    marked, for it is missing, not quiet.

    Args:
        events: what stands on the calendar, in any order.
        window: the time that is asked for.
        zone: where the days begin at midnight.
        verdict: where each event belongs; by default as `classify` says.
        off: days without work and why; by default what `days_off` finds.
        worked: what traces tell of work outside of the calendar; each hour counts once,
            and the calendar has it first.

    Source:
        The demand load of "Cycles and balance, measured", section 1: the union of busy
        timed entries, without what the person holds for the long view.
    """
    events = list(events)
    verdict = verdict or verdicts()
    if off is None:
        off = days_off(events, window, zone, verdict=verdict)
    taken: defaultdict[date, timedelta] = defaultdict(timedelta)
    for share in shares(events, window, zone, verdict=verdict):
        side = share.verdict.counted_side
        asked = side not in NO_LOAD and not is_focus(share.event)
        if asked and share.day not in off:
            taken[share.day] += share.span.length
    beside = worked.beside(events, window, zone) if worked else {}
    return [
        Day(
            day=day,
            hours=_capped(taken[day], 0.0 if day in off else beside.get(day, 0.0)),
            holiday=off.get(day) is Absence.HOLIDAY,
            away=off.get(day) in {Absence.LEAVE, Absence.TRAVEL},
        )
        for day in days(window, zone)
    ]


def _capped(booked: timedelta, more: float) -> float:
    """The hours of a day and those beside its calendar, at most what a day holds."""
    hours = booked / timedelta(hours=1)
    return max(hours, min(hours + more, MOST_IN_A_DAY))
