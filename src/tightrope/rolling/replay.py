"""A real calendar as a trace: what stood there, and when it was booked.

Starts, lengths, moments of booking, series and moved instances are real. No calendar
tells who insists on a time, within which window a meeting could go elsewhere, or how
much other work there is: that is drawn.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tightrope.core.timeline import Event, monday
from tightrope.rolling.clock import DAYS_A_WEEK, SLOTS, day_of
from tightrope.rolling.generate import BASE, SAME_DAY, work_of
from tightrope.rolling.trace import OVERRIDE, YIELD, Arrival, Trace

WEEKS = 30
OPENS = time(9)
QUARTER = timedelta(minutes=15)
WEEK = timedelta(days=7)
MAY_MOVE, SHORT = 0.4, 4
"""The share of recurring meetings of up to an hour that are taken to be flexible."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a moment lies in the working time from a Monday on.

    Attributes:
        first: the Monday.
        zone: the person's zone.
    """

    first: date
    zone: ZoneInfo

    def slot(self, moment: datetime) -> int:
        """The slot of a moment; what is outside working time is drawn to its edge."""
        local = moment.astimezone(self.zone)
        weeks, weekday = divmod((local.date() - self.first).days, 7)
        day = weeks * DAYS_A_WEEK + min(weekday, DAYS_A_WEEK)
        if weekday >= DAYS_A_WEEK:
            return day * SLOTS
        since = datetime.combine(local.date(), local.time()) - datetime.combine(
            local.date(), OPENS
        )
        return day * SLOTS + min(max(since // QUARTER, 0), SLOTS)


def replayed(
    events: Iterable[Event], zone: ZoneInfo, seed: int, weeks: int = WEEKS
) -> Trace | None:
    """The busiest weeks in a row of a calendar, or nothing when it is empty."""
    timed = [
        event
        for event in events
        if event.busy and not event.all_day and event.span.length <= timedelta(hours=9)
    ]
    first = _busiest(timed, zone, weeks)
    if first is None:
        return None
    dice = Random(f"replay {seed}")  # noqa: S311 - no secret is drawn
    days = weeks * DAYS_A_WEEK
    clock = Clock(first, zone)
    drawn = [
        arrival
        for event in sorted(timed, key=lambda one: (one.span, one.uid))
        if (arrival := _arrival(event, clock, dice, days))
    ]
    ordered = sorted(drawn, key=lambda one: (one.c, one.s, one.n))
    return Trace(
        name=f"real-{seed}",
        group="real",
        days=days,
        off=(),
        events=tuple(replace(one, id=at) for at, one in enumerate(ordered)),
        grind=tuple(work_of(dice, days, BASE)),
    )


def _busiest(events: Sequence[Event], zone: ZoneInfo, weeks: int) -> date | None:
    """The Monday of the weeks in a row with the most hours."""
    hours: dict[date, float] = {}
    for event in events:
        week = monday(event.span.start.astimezone(zone).date())
        hours[week] = hours.get(week, 0.0) + event.span.hours
    return max(
        sorted(hours),
        key=lambda first: sum(
            hours.get(first + number * WEEK, 0.0) for number in range(weeks)
        ),
        default=None,
    )


def _arrival(event: Event, clock: Clock, dice: Random, days: int) -> Arrival | None:
    start, end = clock.slot(event.span.start), clock.slot(event.span.end)
    day = day_of(start)
    end = min(end, (day + 1) * SLOTS)
    insists, may_move = dice.random(), dice.random() < MAY_MOVE
    window = dice.randint(1, 3)
    if not 0 <= day < days or end <= start:
        return None
    booked = min(_booked(event, clock), start - 1)
    share = BASE.override * (SAME_DAY if day_of(max(booked, 0)) == day else 1.0)
    recurs = event.recurrence_id is not None
    return Arrival(
        id=0,
        c=max(booked, -1),
        s=start,
        n=end - start,
        mode=OVERRIDE if recurs or insists < share else YIELD,
        lo=day * SLOTS,
        hi=(day + window) * SLOTS,
        flex=recurs and end - start <= SHORT and may_move,
    )


def _booked(event: Event, clock: Clock) -> int:
    """When it became known; -1 when the calendar does not say, or long before.

    An instance that was moved carries the booking of its series, so its last change
    before it took place is taken: else its new place would be known too early.
    """
    known = event.created
    if event.recurrence_id and event.changed and _moved(event):
        known = event.changed
    return clock.slot(known) if known else -1


def _moved(event: Event) -> bool:
    """Whether an instance stands elsewhere than its series put it."""
    original = event.recurrence_id or ""
    begins = event.span.start.strftime("%Y-%m-%dT%H:%M")
    return not original.startswith(begins)
