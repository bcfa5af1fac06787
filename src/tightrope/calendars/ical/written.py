"""Moments as they are written: from the bytes of a line to seconds since 1970.

A calendar names the same days, times of day and zones again and again: so what the
eight digits of a day and the six of a time mean is remembered as they are written, and
the offset of a zone for each day on which it does not change: three look-ups.
"""

import re
from functools import lru_cache

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.clocks import Clock, FixedClock, ZoneClock
from tightrope.calendars.ical.lines import parameters_of
from tightrope.calendars.ical.reading import UTC_CLOCK, Reading
from tightrope.calendars.ical.stamps import DAY, day_of_digits

MOMENT = rb"(;TZID=[^\":;,\r\n]{1,100})?:(\d{8})(T\d{6})(Z?)\r?(?=\n)(?!\n[ \t])"
"""What follows the name of a property that says a time of day, in the usual way."""

_MOMENT = re.compile(MOMENT)
_DATE = len(b"20260302")
_MOST_HEADS = 500
_AT_ONCE = 32
"""Days whose offsets are looked up together."""


class Declined(Exception):
    """It is not written in the plain way, which does not mean that it is wrong."""


Written = tuple[bytes, bytes, bytes, bytes, bytes, bytes]
"""A line about time: its name; the groups of `MOMENT`, which are its parameters with a
`;` first, eight digits, a `T` and six digits, and `Z` for UTC; and all that follows the
name where it is written in another way. A bare tuple, as the pattern gives it."""


class _Clocks(dict[bytes, int]):
    """The seconds since midnight of a time of day as it is written."""

    def __missing__(self, digits: bytes) -> int:
        hour, minute, second = int(digits[1:3]), int(digits[3:5]), int(digits[5:7])
        if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - the hands of a clock
            raise Declined
        self[digits] = found = hour * 3600 + minute * 60 + second
        return found


_CLOCKS = _Clocks()
"""All of them together are no more than the seconds of a day."""


def written_day(digits: bytes) -> int:
    """The day of eight digits, counted from 1970-01-01.

    Raises:
        Declined: they name none.
    """
    if len(digits) != _DATE or not digits.isdigit():
        raise Declined
    try:
        return day_of_digits(digits.decode("ascii"))
    except ValueError:
        raise Declined from None


class _Days(dict[bytes, int]):
    """Each day as it is written, counted from 1970-01-01."""

    def __missing__(self, digits: bytes) -> int:
        if len(self) >= limits.MOST_DAYS_KNOWN:
            self.clear()
        self[digits] = found = written_day(digits)
        return found


_DAYS = _Days()


class _Zone(dict[int, int | None]):
    """The seconds before UTC on each day by a clock; none where it is set on it."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    def __missing__(self, day: int) -> int | None:
        if len(self) >= limits.MOST_DAYS_KNOWN:
            self.clear()
        # Its neighbours are likely to be asked for too.
        around = range(day - day % _AT_ONCE, day - day % _AT_ONCE + _AT_ONCE)
        self.update(zip(around, self.clock.offsets(around), strict=True))
        return self[day]


@lru_cache(maxsize=64)
def _shared(clock: ZoneClock | FixedClock) -> _Zone:
    """What the clock of a known zone shows, for all files that name it."""
    return _Zone(clock)


def _zone_of(clock: Clock) -> _Zone:
    """The same for any clock; one that a file draws is forgotten with the file."""
    return _shared(clock) if isinstance(clock, ZoneClock) else _Zone(clock)


class Moments:
    """Reads the moments of one calendar of a file."""

    def __init__(self, reading: Reading, calendar: int) -> None:
        self._reading, self._calendar = reading, calendar
        self._utc = _shared(UTC_CLOCK)
        self._zones: dict[bytes, _Zone] = {}

    def utc(self, line: Written) -> int:
        """The moment that a line names.

        Raises:
            Declined: it is written in another way, or names a zone that is not known.
        """
        _, head, date, clock, zulu, _ = line
        if zulu or head not in self._zones:
            zone = self._zone(head, date, zulu)
        else:
            zone = self._zones[head]
        if not date:
            raise Declined
        day = _DAYS[date]
        local, offset = day * DAY + _CLOCKS[clock], zone[day]
        return zone.clock.utc(local) if offset is None else local - offset

    def both(self, begin: Written, end: Written) -> tuple[int, int]:
        """The moments that two lines name; by one clock they are read without a call.

        Raises:
            Declined: as `utc` does.
        """
        _, head, date, clock, zulu, _ = begin
        _, head_of_end, last_date, last_clock, zulu_of_end, _ = end
        if head != head_of_end or zulu != zulu_of_end or not (date and last_date):
            return self.utc(begin), self.utc(end)
        if zulu:
            zone = self._zone(head, date, zulu) if head else self._utc
        else:
            zone = self._zones.get(head) or self._zone(head, date, zulu)
        day, last = _DAYS[date], _DAYS[last_date]
        offset, last_offset = zone[day], zone[last]
        if offset is None or last_offset is None:
            return self.utc(begin), self.utc(end)
        start = day * DAY + _CLOCKS[clock] - offset
        return start, last * DAY + _CLOCKS[last_clock] - last_offset

    def begin(self, line: Written) -> tuple[int, int, Clock]:
        """The day and the seconds into it that a line names, and by which clock.

        Raises:
            Declined: as `utc` does.
        """
        _, head, date, clock, zulu, _ = line
        zone = self._zone(head, date, zulu)
        return _DAYS[date], _CLOCKS[clock], zone.clock

    def value(self, line: bytes) -> int:
        """The moment of a line, from the end of its name on."""
        found = _MOMENT.match(line + b"\n")
        if found is None:
            raise Declined
        head, date, clock, zulu = found.groups(b"")
        return self.utc((b"", head, date, clock, zulu, b""))

    def _zone(self, head: bytes, date: bytes, zulu: bytes) -> _Zone:
        if not date or (head and zulu):
            raise Declined
        if zulu:
            return self._utc
        if head not in self._zones:
            clock: Clock | None = self._reading.home
            if head:
                name = parameters_of(head[1:])["TZID"]
                clock = self._reading.zone(self._calendar, name)
            if clock is None or len(self._zones) > _MOST_HEADS:
                raise Declined
            self._zones[head] = _zone_of(clock)
        return self._zones[head]
