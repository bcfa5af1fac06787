"""What stood on the calendar for each week, and how long before its Monday."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.timeline import Event, Span, day_of, midnight, monday, total

LEADS = (0, 7, 14, 21, 28, 42, 56)
"""How many days before a Monday the calendar is looked at."""
LONGEST = timedelta(hours=10)
"""A longer entry says where somebody is, not what they do."""

_WEEK = timedelta(days=7)
_WORKING = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PastWeek:
    """A week that is over.

    Attributes:
        week: its Monday.
        hours: what it came to; nothing when nobody knows.
        booked: what stood on the calendar before, by `LEADS`; nothing where nobody
            looked.
        days: how many of its working days the person was there, 0 to 5.
    """

    week: date
    hours: float | None = None
    booked: tuple[float | None, ...] = (None,) * len(LEADS)
    days: int = _WORKING


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingWeek:
    """A week that has not begun.

    Attributes:
        week: its Monday.
        lead: how many days ahead it is.
        booked: the hours that stand on the calendar now; nothing when no calendar
            is known.
        days: how many of its working days the person will be there, 0 to 5.
    """

    week: date
    lead: int
    booked: float | None = None
    days: int = _WORKING


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookings:
    """What the calendar knew, week by week, oldest first.

    Attributes:
        past: weeks that are over; those without an entry are unknown.
        ahead: weeks that have not begun.
    """

    past: tuple[PastWeek, ...] = field(default=())
    ahead: tuple[ComingWeek, ...] = field(default=())


def bookings(
    events: Iterable[Event],
    now: datetime,
    zone: ZoneInfo,
    *,
    off: Collection[date] = (),
    weeks: tuple[int, int] = (104, 6),
) -> Bookings:
    """Count what each week held, and what of it was booked how early.

    When something was booked is read from CREATED, which lies in three cases. An
    occurrence of a series counts as booked since the oldest part of the series was,
    or a series split in two would seem to appear out of nothing; so one moved from
    another week, or added by a split, is seen too early. What was cancelled since is
    not seen at all. And where no event says when it was made, what was booked in the
    past is unknown. A snapshot kept each day knows better.

    Args:
        events: occurrences, with those of the past `weeks`.
        now: what was made later is not known yet.
        zone: where the person's weeks begin.
        off: days of holiday and leave.
        weeks: how many weeks back, and how many ahead.
    """
    made = _booked_since([event for event in events if _counts(event)])
    known = {span: when for span, when in made.items() if when is None or when <= now}
    today = day_of(now, zone)
    first = monday(today + timedelta(days=6))
    dated = any(when is not None for when in known.values())
    parts = _by_week(known, zone)
    past = (monday(today) - _WEEK * back for back in range(weeks[0], 0, -1))
    begun = min(parts, default=first)
    return Bookings(
        past=tuple(
            PastWeek(
                week=week,
                hours=_hours(span for span, _ in parts[week]),
                booked=_early(parts[week], week, zone) if dated else _UNKNOWN,
                days=_days(week, off),
            )
            for week in past
            if week >= begun
        ),
        ahead=tuple(
            ComingWeek(
                week=week,
                lead=(week - today).days,
                booked=_hours(span for span, _ in parts[week]),
                days=_days(week, off),
            )
            for week in (first + _WEEK * ahead for ahead in range(weeks[1]))
        ),
    )


_UNKNOWN: tuple[float | None, ...] = (None,) * len(LEADS)
_Part = tuple[Span, datetime | None]


def _counts(event: Event) -> bool:
    """Say whether it is load: timed, busy, taking place, and not one of ours."""
    fixed = event.busy and not event.cancelled and not event.away and not event.ours
    return fixed and not event.all_day and event.span.length <= LONGEST


def _booked_since(events: Sequence[Event]) -> dict[Span, datetime | None]:
    """Since when each span has been booked; nothing where no event says so."""
    oldest: dict[str, datetime] = {}
    for event in events:
        if event.created is not None:
            name = event.series or event.uid
            oldest[name] = min(event.created, oldest.get(name, event.created))
    since: dict[Span, datetime | None] = {}
    for event in events:
        when = oldest.get(event.series or event.uid)
        if event.span in since:
            before = since[event.span]
            when = min(before, when) if before and when else None
        since[event.span] = when
    return since


def _by_week(
    made: Mapping[Span, datetime | None], zone: ZoneInfo
) -> defaultdict[date, list[_Part]]:
    """The spans that share time with each week, cut to it."""
    weeks: defaultdict[date, list[_Part]] = defaultdict(list)
    for span, when in made.items():
        week = monday(day_of(span.start, zone))
        while (begin := midnight(week, zone)) < span.end:
            part = span.clipped(Span(begin, midnight(week + _WEEK, zone)))
            if part:
                weeks[week].append((part, when))
            week += _WEEK
    return weeks


def _early(
    parts: Sequence[_Part], week: date, zone: ZoneInfo
) -> tuple[float | None, ...]:
    """The hours booked at each lead; what has no date was always there."""
    looks = [midnight(week - timedelta(days=lead), zone) for lead in LEADS]
    return tuple(
        _hours(span for span, when in parts if when is None or when <= look)
        for look in looks
    )


def _hours(spans: Iterable[Span]) -> float:
    return total(spans) / timedelta(hours=1)


def _days(week: date, off: Collection[date]) -> int:
    return sum(week + timedelta(days=day) not in off for day in range(_WORKING))
