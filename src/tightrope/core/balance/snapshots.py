"""What stood on the calendar on each day: the one signal that cannot be had later."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.balance.booked import LEADS, Bookings, PastWeek, bookings
from tightrope.core.timeline import Event, day_of, monday

WEEKS = max(LEADS) // 7 + 1
"""So many coming weeks are looked at, and the present one."""
STALE = timedelta(days=2)
"""A look that was missed is made up for by one so many days older, no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The hours booked for each coming week, as they stood on one day.

    Attributes:
        day: when somebody looked, in the person's zone.
        hours: by Monday, as `bookings` counts them, the present week first.
    """

    day: date
    hours: Mapping[date, float]


def snapshot(
    events: Iterable[Event],
    now: datetime,
    zone: ZoneInfo,
    *,
    off: Collection[date] = (),
) -> Snapshot:
    """What stands on the calendar now for this week and the coming ones.

    Nothing is asked of when an entry was made: what stands there, stands there.

    Args:
        events: occurrences of the present week and of the coming `WEEKS`.
        now: when somebody looks.
        zone: the person's.
        off: days of holiday and leave.
    """
    today = day_of(now, zone)
    timeless = [replace(event, created=None) for event in events]
    before = now - timedelta(days=today.weekday(), weeks=1)
    found = bookings(timeless, before, zone, off=off, weeks=(0, WEEKS + 2))
    first = monday(today)
    return Snapshot(
        day=today,
        hours={
            week.week: week.booked
            for week in found.ahead
            if week.booked is not None
            and first <= week.week <= first + timedelta(weeks=WEEKS)
        },
    )


def seen(known: Bookings, log: Sequence[Snapshot]) -> Bookings:
    """The bookings with what was truly seen, wherever somebody looked.

    A past week keeps what was guessed from CREATED only at leads of which no snapshot
    tells; of a day the first look counts, so looking again changes nothing.

    Args:
        known: what the calendar says now.
        log: all snapshots, oldest first.
    """
    by_day: dict[date, Snapshot] = {}
    for look in log:
        by_day.setdefault(look.day, look)
    return replace(known, past=tuple(_seen(week, by_day) for week in known.past))


def _seen(week: PastWeek, by_day: Mapping[date, Snapshot]) -> PastWeek:
    booked = tuple(
        guess if (found := _at(week.week, lead, by_day)) is None else found
        for lead, guess in zip(LEADS, week.booked, strict=True)
    )
    return replace(week, booked=booked)


def _at(week: date, lead: int, by_day: Mapping[date, Snapshot]) -> float | None:
    """What was seen of a week so many days before its Monday; nothing unless looked."""
    wanted = week - timedelta(days=lead)
    for late in range(STALE.days + 1):
        look = by_day.get(wanted - timedelta(days=late))
        if look is not None and week in look.hours:
            return look.hours[week]
    return None
