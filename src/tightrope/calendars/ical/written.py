"""Moments as they are written: from the bytes of a line to seconds since 1970.

A calendar names the same days, times of day and zones again and again. On a day on which
no clock is set a zone has one offset, so the moment of its midnight is remembered by
the eight digits of the day as they stand in the file, and a moment costs two look-ups.
"""

from collections import defaultdict

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.clocks import Clock
from tightrope.calendars.ical.lines import parameters_of
from tightrope.calendars.ical.reading import UTC_CLOCK, Reading
from tightrope.calendars.ical.stamps import DAY, day_of_digits

_DATE, _CLOCK = len(b"20260302"), len(b"T090000")
_LONGEST_HEAD = 200
_MOST_HEADS = 500


class Declined(Exception):
    """It is not written in the plain way, which does not mean that it is wrong."""


class _Midnights(dict[bytes, int]):
    """The moments of midnight by a clock, by day as it is written."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    def __missing__(self, digits: bytes) -> int:
        day = written_day(digits)
        offset = self.clock.steady(day)
        if offset is None:
            raise Declined
        midnight = day * DAY - offset
        if len(self) < limits.MOST_DAYS_KNOWN:
            self[digits] = midnight
        return midnight


class _Clocks(dict[bytes, int]):
    """The seconds since midnight of a time of day as it is written."""

    def __missing__(self, digits: bytes) -> int:
        hands = digits[1:]
        if len(digits) != _CLOCK or digits[:1] != b"T" or not hands.isdigit():
            raise Declined
        hour, minute, second = int(hands[:2]), int(hands[2:4]), int(hands[4:])
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


class Moments:
    """Reads the moments of one reading; it remembers how days and zones are written."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._utc = _Midnights(UTC_CLOCK)
        self._heads: dict[int, dict[bytes, _Midnights | None]] = defaultdict(dict)

    def utc(self, line: bytes, calendar: int) -> int:
        """The moment that a line names.

        Args:
            line: from the end of the property's name on.
            calendar: the calendar that it is in, since it may draw its own zones.

        Raises:
            Declined: it names a day, a zone that is not known, or it is written in
                another way, or its zone's clock is set on that day.
        """
        head, _, text = line.partition(b":")
        if text[-1:] == b"\r":
            text = text[:-1]
        if text[-1:] == b"Z":
            if head:
                raise Declined
            return self._utc[text[:_DATE]] + _CLOCKS[text[_DATE:-1]]
        midnights = self._midnights(head, calendar)
        return midnights[text[:_DATE]] + _CLOCKS[text[_DATE:]]

    def begin(self, line: bytes, calendar: int) -> tuple[int, int, Clock]:
        """The day and the seconds into it that a line names, and by which clock.

        Raises:
            Declined: as `utc` does, the last case left out.
        """
        head, _, text = line.partition(b":")
        text = text.rstrip(b"\r")
        if text[-1:] != b"Z":
            clock = self._midnights(head, calendar).clock
        elif head:
            raise Declined
        else:
            text, clock = text[:-1], UTC_CLOCK
        return written_day(text[:_DATE]), _CLOCKS[text[_DATE:]], clock

    def _midnights(self, head: bytes, calendar: int) -> _Midnights:
        heads = self._heads[calendar]
        if head in heads:
            found = heads[head]
        else:
            found = self._learn(head, heads, calendar)
        if found is None:
            raise Declined
        return found

    def _learn(
        self, head: bytes, heads: dict[bytes, _Midnights | None], calendar: int
    ) -> _Midnights | None:
        """The midnights of the zone that the parameters of a line name, if they do."""
        if len(head) > _LONGEST_HEAD or len(heads) > _MOST_HEADS:
            return None
        clock: Clock | None = None
        if not head:
            clock = self._reading.home
        elif head[:1] == b";" and b'"' not in head and b"\n" not in head:
            parameters = parameters_of(head[1:])
            if len(parameters) == 1 and "TZID" in parameters:
                clock = self._reading.zone(calendar, parameters["TZID"])
        heads[head] = found = _Midnights(clock) if clock else None
        return found
