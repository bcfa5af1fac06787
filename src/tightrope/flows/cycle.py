"""Tell the cycle of a calendar."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.balance import (
    HISTORY_DAYS,
    Absence,
    Bookings,
    Cycle,
    Day,
    Facet,
    Floor,
    Phase,
    Side,
    Snapshot,
    VerdictOf,
    bookings,
    cycle_of,
    daily_load,
    days_off,
    floor_of,
    seen,
    shares,
    since_kept,
    verdicts,
)
from tightrope.core.planner.policy import FLOOR_HOURS
from tightrope.core.timeline import Event, Span, day_of, midnight, monday, whole_week

WEEKS_BACK, WEEKS_AHEAD = 104, 8
WEEKEND = 5
DAY = timedelta(days=1)
NO_LOAD = frozenset({Side.VISION, Side.OFF})
"""What is no load: the phase is told from what others ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleTold:
    """A cycle, and the load that it was told from.

    Attributes:
        cycle: what it is today, what it was, what comes.
        series: the load by day, oldest first, up to yesterday.
        ahead: what the calendar holds for the rest of this week.
        floor: how the floor of this week stands; nothing without a calendar, or
            without a working day.
    """

    cycle: Cycle
    series: tuple[Day, ...]
    ahead: tuple[Day, ...] = ()
    floor: Floor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTold:
    """A week of a cycle, as it is drawn.

    Attributes:
        monday: its first day.
        hours: its load; nothing when the person was away all of it.
        phase: the phase of most of its days; nothing while Tightrope is learning.
    """

    monday: date
    hours: float | None
    phase: Phase | None


def cycle_window(now: datetime, zone: ZoneInfo) -> Span:
    """The time that a cycle is told from: two years back, eight weeks ahead."""
    today = day_of(now, zone)
    first = today - timedelta(weeks=WEEKS_BACK)
    last = today + timedelta(weeks=WEEKS_AHEAD + 1)
    return Span(midnight(first, zone), midnight(last, zone))


def cycle_of_events(
    events: Sequence[Event],
    now: datetime,
    zone: ZoneInfo,
    *,
    verdict: VerdictOf | None = None,
    snapshots: Sequence[Snapshot] = (),
    renewed: Collection[date] = (),
) -> CycleTold:
    """The cycle that a calendar tells, up to the day of `now`.

    Today is no part of what the phase is told from: it is not over yet.

    Args:
        events: what stands on it inside `cycle_window`.
        now: the time it is.
        zone: the person's.
        verdict: where each event belongs; by default as `classify` says.
        snapshots: what stood on the calendar on earlier days, where somebody looked.
        renewed: days on which the person said that this is their new normal.
    """
    verdict = verdict or verdicts()
    window = cycle_window(now, zone)
    off = days_off(events, window, zone, verdict=verdict)
    loading = [one for one in events if verdict(one).counted_side not in NO_LOAD]
    booked = bookings(loading, now, zone, off=off, weeks=(WEEKS_BACK, WEEKS_AHEAD))
    booked = seen(booked, snapshots)
    past = _lived(events, now, zone)
    if past is None:
        return CycleTold(cycle=cycle_of([], booked), series=())
    load = daily_load(events, past, zone, verdict=verdict, off=off)
    series = since_kept(load)
    facets = _by_facet(events, past, zone, verdict=verdict, off=off)
    since = _since(booked, series[0].day)
    cycle = cycle_of(series, since, facets, renewed=renewed)
    if len(series) < len(load):
        # Of the first weeks nobody could know yet that they begin a history.
        cycle = replace(cycle, days=cycle.days[HISTORY_DAYS:])
    rest = Span(past.end, whole_week(day_of(now, zone), zone).end)
    ahead = daily_load(events, rest, zone, verdict=verdict, off=off)
    floor = floor_of(events, now, zone, _floor_hours(cycle), verdict=verdict)
    return CycleTold(cycle=cycle, series=tuple(series), ahead=tuple(ahead), floor=floor)


def _floor_hours(cycle: Cycle) -> float:
    """What a full week of this phase must not lose; of a normal one while learning."""
    known = cycle.today and cycle.today.enough_history
    phase = cycle.today.phase if cycle.today and known else Phase.NORMAL
    return FLOOR_HOURS[phase.value]


def _since(booked: Bookings, first: date) -> Bookings:
    """The bookings since the calendar has been kept."""
    return replace(
        booked, past=tuple(week for week in booked.past if week.week >= monday(first))
    )


def cycle_of_series(series: Sequence[Day]) -> CycleTold:
    """The cycle that a load tells by itself; the last day is today."""
    return CycleTold(cycle=cycle_of(series), series=tuple(series))


def weeks_told(told: CycleTold, most: int) -> list[WeekTold]:
    """The last weeks of a cycle, oldest first, this one with what it holds ahead.

    Args:
        told: the cycle.
        most: how many weeks.
    """
    by_week: dict[date, list[Day]] = {}
    for day in (*told.series, *told.ahead):
        by_week.setdefault(monday(day.day), []).append(day)
    known = bool(told.cycle.today and told.cycle.today.enough_history)
    return [
        WeekTold(
            monday=first,
            hours=sum(day.hours for day in days)
            if any(day.available and day.day.weekday() < WEEKEND for day in days)
            else None,
            phase=_phase_in(told.cycle, first) if known else None,
        )
        for first, days in sorted(by_week.items())[-most:]
    ]


def _phase_in(cycle: Cycle, first: date) -> Phase | None:
    """The phase that most of a week's working days were in."""
    days = [first + number * DAY for number in range(WEEKEND)]
    held = Counter(
        spell.phase
        for day in days
        for spell in cycle.spells
        if spell.start <= day and (day <= spell.end or spell.open)
    )
    return held.most_common(1)[0][0] if held else None


def _lived(events: Sequence[Event], now: datetime, zone: ZoneInfo) -> Span | None:
    """From the first day with something on it to the evening of yesterday."""
    starts = [event.span.start for event in events if event.busy and not event.all_day]
    today = midnight(day_of(now, zone), zone)
    if not starts or min(starts) >= today:
        return None
    first = max(day_of(min(starts), zone), day_of(cycle_window(now, zone).start, zone))
    return Span(midnight(first, zone), today)


def _by_facet(
    events: Sequence[Event],
    window: Span,
    zone: ZoneInfo,
    *,
    verdict: VerdictOf,
    off: Mapping[date, Absence],
) -> dict[str, list[Day]]:
    """The load of each facet by day, to name what drives a spell."""
    hours: dict[tuple[Facet, date], timedelta] = {}
    for facet, day, length in _parts(events, window, zone, verdict=verdict):
        if day not in off:
            hours[facet, day] = hours.get((facet, day), timedelta()) + length
    found: dict[str, list[Day]] = {}
    for (facet, day), length in sorted(hours.items()):
        known = Day(day=day, hours=length / timedelta(hours=1))
        found.setdefault(facet.value, []).append(known)
    return found


def _parts(
    events: Sequence[Event], window: Span, zone: ZoneInfo, *, verdict: VerdictOf
) -> Iterator[tuple[Facet, date, timedelta]]:
    for share in shares(events, window, zone, verdict=verdict):
        said = share.verdict
        named = said.counted_facet is not Facet.UNSORTED
        if named and said.counted_side not in NO_LOAD:
            yield said.counted_facet, share.day, share.span.length
