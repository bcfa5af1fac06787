"""How time is said to a person: `3 h 10`, `Tue 17 Nov`, `09:15–12:45`."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.timeline.span import Span

WEEKDAY_WORDS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_WORDS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def spoken_hours(length: timedelta | float) -> str:
    """A length as `3 h 10`, `3 h` or `25 min`; a float counts hours."""
    lasting = length if isinstance(length, timedelta) else timedelta(hours=length)
    minutes = round(abs(lasting) / timedelta(minutes=1))
    sign = "-" if lasting < timedelta() and minutes else ""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{sign}{rest} min"
    return f"{sign}{whole} h {rest:02d}" if rest else f"{sign}{whole} h"


def spoken_day(day: date) -> str:
    """A day as `Tue 17 Nov`, whatever the locale."""
    return f"{WEEKDAY_WORDS[day.weekday()]} {day.day} {MONTH_WORDS[day.month - 1]}"


def spoken_clock(moment: datetime, zone: ZoneInfo) -> str:
    """The time of day that a clock on the wall of `zone` shows, as `09:15`."""
    return moment.astimezone(zone).strftime("%H:%M")


def spoken_span(span: Span, zone: ZoneInfo) -> str:
    """A stretch of one day as `Tue 17 Nov, 09:15–12:45`."""
    day = spoken_day(span.start.astimezone(zone).date())
    return f"{day}, {spoken_clock(span.start, zone)}–{spoken_clock(span.end, zone)}"
