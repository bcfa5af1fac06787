"""Hours, days and counts as people write them, whatever the machine's language."""

from collections.abc import Sequence
from datetime import date, timedelta

WEEKDAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def length(time: timedelta) -> str:
    """A length such as `3 h 10`, `3 h` or `45 min`."""
    minutes = round(time / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def short_day(day: date) -> str:
    """A day such as `16 Nov`."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def long_day(day: date) -> str:
    """A day such as `16 November`."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def week_days(monday: date) -> str:
    """The working days of a week: `16 to 20 November`."""
    friday = monday + timedelta(days=4)
    first = str(monday.day) if monday.month == friday.month else long_day(monday)
    return f"{first} to {long_day(friday)}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 week`, `4 weeks`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """Items in a sentence: `4, 3 and 5`."""
    if len(items) < 2:  # noqa: PLR2004 - a list in words needs two
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def clock(minutes: float) -> str:
    """A time of day from minutes since midnight: `09:30`."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours:02d}:{rest:02d}"
