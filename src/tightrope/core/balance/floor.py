"""The floor of vision hours in a week, and when it breaks at the present pace."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import fmean
from zoneinfo import ZoneInfo

from tightrope.core.balance.absence import days_off
from tightrope.core.balance.free_time import HOUR, MARGINS, usable
from tightrope.core.balance.moving import Winning, worth_moving
from tightrope.core.balance.sorting import VerdictOf, verdicts
from tightrope.core.balance.urgent import UrgentDay, is_vision, urgent_days
from tightrope.core.timeline import (
    Event,
    Span,
    WorkingHours,
    day_of,
    gaps,
    midnight,
    monday,
    total,
    union,
    whole_day,
    whole_week,
)

FULL_WEEK = 5
"""A floor is said for so many working days; fewer have their part of it."""
BACK = timedelta(weeks=4)
"""So far back the pace is taken from."""
PACE_DAYS = 10
"""The pace of urgent work is that of so many of the last working days."""

_PRIOR_TAKEN, _PRIOR_HELD = 1.0, 10.0
"""Before anything is known, urgent work takes one hour in ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """How the floor of this week stands.

    Attributes:
        week: its Monday.
        hours: the floor: so many hours of vision must not be lost to urgent work.
        kept: hours of vision that are over and were kept.
        held: hours of vision that stand on the calendar for the rest of the week.
        urgent: hours of urgent work of the week so far.
        taken: hours of vision of the week that urgent work stands in.
        pace: hours of urgent work on a usual working day of late.
        likely: hours of vision that the week comes to at this pace.
        breaks: the evening on which the floor can no longer be reached, unless more
            is kept by then; nothing while it is likely to hold.
        gaps: free times ahead that hold a focus block, and would save it.
        moves: meetings ahead whose move would make such a time.
    """

    week: date
    hours: float
    kept: float
    held: float
    urgent: float
    taken: float
    pace: float
    likely: float
    breaks: date | None = None
    gaps: tuple[Span, ...] = ()
    moves: tuple[Winning, ...] = ()

    @property
    def missing(self) -> float:
        """Hours of vision that are likely to be missing below the floor."""
        return max(0.0, self.hours - self.likely)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ahead:
    """A working day of the rest of the week: what stands there, and what has room."""

    day: date
    held: float
    room: float


def floor_of(
    events: Iterable[Event],
    now: datetime,
    zone: ZoneInfo,
    hours: float,
    *,
    working: WorkingHours | None = None,
    verdict: VerdictOf | None = None,
) -> Floor | None:
    """How the floor of this week stands now; nothing in a week without working days.

    What stands on the calendar for vision is expected to be kept as far as such time
    was kept in the last four weeks. Where that does not reach the floor, it breaks on
    the first day after which the rest of the week has no room for what is missing,
    when urgent work goes on at its pace: then it is too late to move a meeting.

    Args:
        events: what stands on the calendar of the last four weeks and of this one.
        now: the time it is.
        zone: the person's.
        hours: what a full week must not lose to urgent work, in a time such as this.
        working: when they work.
        verdict: where each event belongs; by default as `classify` says.
    """
    working, verdict = working or WorkingHours(), verdict or verdicts()
    week = whole_week(day_of(now, zone), zone)
    window = Span(midnight(monday(day_of(now, zone)), zone) - BACK, week.end)
    events = [event for event in events if event.span.overlaps(window)]
    off = days_off(events, window, zone, verdict=verdict)
    at_work = replace(working, off=working.off | frozenset(off))
    days = list(dict.fromkeys(_days(at_work, week, zone)))
    if not days:
        return None
    past = urgent_days(events, Span(window.start, now), zone, verdict=verdict, off=off)
    lived = [day for day in past if day.day >= monday(day_of(now, zone))]
    ahead = _ahead(events, at_work, Span(now, week.end), zone, verdict)
    pace = _pace([day for day in past if day.day < day_of(now, zone)])
    loss = _loss(past)
    kept, held = sum(day.kept for day in lived), sum(day.held for day in ahead)
    found = Floor(
        week=monday(day_of(now, zone)),
        hours=hours * min(1.0, len(days) / FULL_WEEK),
        kept=kept,
        held=held,
        urgent=sum(day.urgent for day in lived),
        taken=sum(day.taken for day in lived),
        pace=pace,
        likely=kept + held * (1 - loss),
    )
    breaks = _breaks(found, ahead, loss)
    if breaks is None:
        return found
    rest = Span(now, week.end)
    free = usable(events, working, rest, zone, off=off).focus_gaps
    taken = [one.span for one in events if is_vision(one, verdict)]
    return replace(
        found,
        breaks=breaks,
        gaps=tuple(
            gap
            for whole in free
            for gap in gaps(whole, taken)
            if gap.length >= MARGINS.focus
        ),
        moves=tuple(
            worth_moving(events, working, rest, zone, off=off, verdict=verdict)
        ),
    )


def _days(working: WorkingHours, week: Span, zone: ZoneInfo) -> Iterator[date]:
    """The days of a week with working time."""
    for span in working.spans(week, zone):
        yield day_of(span.start, zone)


def _ahead(
    events: Sequence[Event],
    working: WorkingHours,
    rest: Span,
    zone: ZoneInfo,
    verdict: VerdictOf,
) -> list[_Ahead]:
    """The rest of the week by working day."""
    others = [event for event in events if not is_vision(event, verdict)]
    held = union(event.span for event in events if is_vision(event, verdict))
    found = []
    for day in dict.fromkeys(_days(working, rest, zone)):
        part = whole_day(day, zone).clipped(rest)
        if part is None:
            continue
        stands = total(one for span in held if (one := span.clipped(part))) / HOUR
        room = usable(others, working, part, zone, off=()).usable_hours
        found.append(_Ahead(day=day, held=stands, room=max(stands, room)))
    return found


def _pace(past: Sequence[UrgentDay]) -> float:
    """Hours of urgent work on a working day of late."""
    working = [day.urgent for day in past if day.day.weekday() < FULL_WEEK]
    return fmean(working[-PACE_DAYS:]) if working else 0.0


def _loss(past: Sequence[UrgentDay]) -> float:
    """The part of the time for vision that urgent work takes, as it was of late."""
    taken, held = (
        sum(getattr(day, name) for day in past) for name in ("taken", "held")
    )
    return float((taken + _PRIOR_TAKEN) / (held + _PRIOR_HELD))


def _breaks(floor: Floor, ahead: Sequence[_Ahead], loss: float) -> date | None:
    """The day after which the rest of the week has no room for what is missing."""
    if floor.likely >= floor.hours:
        return None
    sure = floor.kept
    for place, day in enumerate(ahead):
        sure += day.held * (1 - loss)
        rest = sum(max(0.0, one.room - floor.pace) for one in ahead[place + 1 :])
        if sure + rest < floor.hours:
            return day.day
    return None
