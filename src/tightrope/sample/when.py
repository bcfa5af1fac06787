"""The sample's moment, zone and stretch of time."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
"""Where the sample's CTO lives."""

NOW = datetime(2026, 11, 17, 8, 30, tzinfo=ZONE)
"""The moment at which the sample was exported: a Tuesday of week 47."""

FIRST = date(2025, 9, 1)
"""The first day on the calendar, a Monday."""

LAST = date(2027, 1, 3)
"""The last day that is lived through, a Sunday, six weeks and a half after `NOW`."""

FRIDAY = 4
"""The last working day of a week, as `weekday()` counts them."""


def moment(text: str) -> datetime:
    """The time that `text` names on a clock in `ZONE`, as in `2026-11-17 08:30`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def at(day: date, clock: time) -> datetime:
    """The moment at which a clock in `ZONE` shows `clock` on `day`."""
    return datetime.combine(day, clock, tzinfo=ZONE)
