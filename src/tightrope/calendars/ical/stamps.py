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
_CLOCKLESS, _WITH_Z = len("20260101T09000"), len("20260101T090000Z")
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


def day_of_digits(text: str) -> int:
    """The day of eight digits, counted from 1970-01-01.

    Raises:
        ValueError: they name a day that does not exist.
    """
    return _midnight(text[:4], text[4:6], text[6:]) // DAY


def _midnight(year: str, month: str, day: str) -> int:
    try:
        return day_number(date(int(year), int(month), int(day))) * DAY
    except ValueError:
        raise ValueError("names a day that does not exist") from None


def _clock(hour: str, minute: str, second: str | None) -> int:
    # RFC 5545, 3.3.12: 60 is a leap second, which no clock here knows.
    hands = int(hour), int(minute), min(int(second or 0), 59)
    if hands[0] > 23 or hands[1] > 59 or int(second or 0) > 60:  # noqa: PLR2004 - the hands of a clock
        raise ValueError("names a time that does not exist")
    return hands[0] * 3600 + hands[1] * 60 + hands[2]


def stamp(text: str) -> Stamp:
    """Read a DATE or DATE-TIME (RFC 5545, 3.3.4 and 3.3.5).

    The dashes and colons of ISO 8601 and a missing second are put up with.

    Raises:
        ValueError: it is none, or names a day that does not exist.
    """
    if text[8:9] == "T" and text[15:] in {"", "Z"} and len(text) > _CLOCKLESS:
        local = _midnight_of(text[:8]) + _clock_of(text[9:15])
        return Stamp(local, False, len(text) == _WITH_Z)  # noqa: FBT003 - the quick lane
    found = _STAMP.fullmatch(text.strip())
    if not found:
        raise ValueError("is not a date or time")
    year, month, day, hour, minute, second, utc = found.groups()
    midnight = _midnight(year, month, day)
    if hour is None:
        return Stamp(midnight, is_date=True, is_utc=False)
    clock = _clock(hour, minute, second)
    return Stamp(midnight + clock, is_date=False, is_utc=utc is not None)


@lru_cache(maxsize=16_384)
def _midnight_of(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError("is not a date or time")
    return _midnight(text[:4], text[4:6], text[6:])


@lru_cache(maxsize=4096)
def _clock_of(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError("is not a date or time")
    return _clock(text[:2], text[2:4], text[4:])


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
