"""Weigh a calendar: where the hours went, and what of the free time is of use."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tightrope.core.balance import (
    Balance,
    HourOfWeek,
    UrgentDay,
    Usable,
    VerdictOf,
    Winning,
    days_off,
    fares_by_hour,
    urgent_days,
    usable,
    verdicts,
    weigh,
    worth_moving,
)
from tightrope.core.timeline import Event, Span, WorkingHours, day_of, whole_week


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What a calendar weighs.

    Attributes:
        balance: the hours by side and facet, week by week.
        usable: what the free working time of the same weeks is worth.
        urgent: what was urgent on each day of them, and what it took from vision.
        moves: the meetings of the last of these weeks whose move would win most.
        fares: how time for vision fared, by hour of the week.
    """

    balance: Balance
    usable: Usable
    urgent: tuple[UrgentDay, ...] = ()
    moves: tuple[Winning, ...] = ()
    fares: tuple[HourOfWeek, ...] = ()

    @property
    def urgent_hours(self) -> float:
        """Hours of urgent work, all together."""
        return sum(day.urgent for day in self.urgent)

    @property
    def held_hours(self) -> float:
        """Hours that stood on the calendar for vision."""
        return sum(day.held for day in self.urgent)

    @property
    def taken_hours(self) -> float:
        """What urgent work took of them."""
        return sum(day.taken for day in self.urgent)


def weigh_events(
    events: Iterable[Event],
    window: Span,
    zone: ZoneInfo,
    *,
    working: WorkingHours,
    verdict: VerdictOf | None = None,
    now: datetime | None = None,
) -> Weighed:
    """Weigh what stands on the calendar inside `window`.

    Args:
        events: in any order.
        window: the time that is asked for.
        zone: the person's.
        working: when they work.
        verdict: where each event belongs; by default as `classify` says.
        now: the time it is; what was urgent and what was kept is told up to then, and
            of all the window where nothing is said.
    """
    events = list(events)
    verdict = verdict or verdicts()
    off = days_off(events, window, zone, verdict=verdict)
    end = window.end if now is None else min(max(now, window.start), window.end)
    lived = Span(window.start, end)
    return Weighed(
        balance=weigh(events, window, zone, verdict=verdict, off=off),
        usable=usable(events, working, window, zone, off=off),
        urgent=tuple(urgent_days(events, lived, zone, verdict=verdict, off=off)),
        fares=tuple(fares_by_hour(events, lived, zone, verdict=verdict, off=off)),
        moves=tuple(
            worth_moving(
                events,
                working,
                _last_week(window, zone),
                zone,
                off=off,
                verdict=verdict,
            )
        ),
    )


def _last_week(window: Span, zone: ZoneInfo) -> Span:
    """What of the last week of a window lies in it."""
    if window.start == window.end:
        return window
    last = day_of(window.end - window.end.resolution, zone)
    return whole_week(last, zone).clipped(window) or window
