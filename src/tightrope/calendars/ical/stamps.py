"""Dates, times and durations of iCalendar, as whole seconds and days."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_STAMP = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?(Z)?)?Z?",
    re.ASCII | re.IGNORECASE,
)
_DURATION = re.compile(
    r"([+-])?P(?:(\d{1,9})W)?(?:(\d{1,9})D)?"
    r"(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?",
    re.ASCII | re.IGNORECASE,
)


class Stamp(NamedTuple):
    """What a clock on the wall shows.

    Attributes:
        local: seconds since 1970-01-01T00:00:00 on that clock.
        is_date: it names a day, and `local` is its midnight.
        is_utc: the clock shows UTC.
    """

    local: int
    is_date: bool
    is_utc: bool

    @property
    def day(self) -> int:
        """Its day, counted from 1970-01-01."""
        return self.local // DAY


class Length(NamedTuple):
    """How long an event lasts: RFC 5545, 3.3.6, days are nominal, seconds exact."""

    days: int
    seconds: int


def day_number(day: date) -> int:
    """The day, counted from 1970-01-01."""
    return day.toordinal() - _EPOCH


def date_of(day: int) -> date:
    """The date of a day counted from 1970-01-01.

    Raises:
        ValueError, OverflowError: it lies before the year 1 or after 9999.
    """
    return date.fromordinal(day + _EPOCH)


@lru_cache(maxsize=16_384)
def _day(year: str, month: str, day: str) -> int:
    return day_number(date(int(year), int(month), int(day)))


def stamp(text: str) -> Stamp:
    """Read a DATE or DATE-TIME (RFC 5545, 3.3.4 and 3.3.5).

    The dashes and colons of ISO 8601 and a missing second are put up with.

    Raises:
        ValueError: it is none, or names a day that does not exist.
    """
    found = _STAMP.fullmatch(text.strip())
    if not found:
        raise ValueError("is not a date or time")
    year, month, day, hour, minute, second, utc = found.groups()
    try:
        midnight = _day(year, month, day) * DAY
    except ValueError:
        raise ValueError("names a day that does not exist") from None
    if hour is None:
        return Stamp(midnight, is_date=True, is_utc=False)
    # RFC 5545, 3.3.12: 60 is a leap second, which no clock here knows.
    clock = int(hour) * 3600 + int(minute) * 60 + min(int(second or 0), 59)
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 60:  # noqa: PLR2004 - the hands of a clock
        raise ValueError("names a time that does not exist")
    return Stamp(midnight + clock, is_date=False, is_utc=utc is not None)


def length(text: str) -> Length:
    """Read a DURATION (RFC 5545, 3.3.6); backward ones are refused.

    Raises:
        ValueError: it is none, is empty, or runs backward.
    """
    found = _DURATION.fullmatch(text.strip())
    if not found or not any(found.groups()[1:]):
        raise ValueError("is not a duration")
    sign, *numbers = found.groups()
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in numbers)
    if sign == "-" and any((weeks, days, hours, minutes, seconds)):
        raise ValueError("is a duration that runs backward")
    return Length(weeks * 7 + days, hours * 3600 + minutes * 60 + seconds)
