"""Days and ISO weeks of a person's zone."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.timeline.span import Span


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day that a calendar on the wall of `zone` shows at `moment`."""
    return moment.astimezone(zone).date()


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which `day` begins in `zone`."""
    return datetime.combine(day, time(), tzinfo=zone)


def whole_day(day: date, zone: ZoneInfo) -> Span:
    """All of `day`: 23, 24 or 25 hours."""
    return Span(midnight(day, zone), midnight(day + timedelta(days=1), zone))


def days(window: Span, zone: ZoneInfo) -> Iterator[date]:
    """Each day that shares some time with `window`, in order."""
    day = day_of(window.start, zone)
    while midnight(day, zone) < window.end:
        yield day
        day += timedelta(days=1)


def monday(day: date) -> date:
    """The Monday of its ISO week."""
    return day - timedelta(days=day.weekday())


def week_name(day: date) -> str:
    """The ISO week of `day`, as in `2026-W47`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def whole_week(day: date, zone: ZoneInfo) -> Span:
    """The ISO week of `day`, Monday to Sunday."""
    first = monday(day)
    return Span(midnight(first, zone), midnight(first + timedelta(days=7), zone))
