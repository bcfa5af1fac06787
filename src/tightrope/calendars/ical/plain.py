"""The quick lane: events that take place once, their times written the usual way.

Nine events of ten are such: a DTSTART and a DTEND (or DURATION), told in UTC, by the
clock of a known zone or as days, with no rule and no other event of the same UID. For
them it is enough to look at those lines; the others are only read if the event lies in
the window. A day on which no clock is set has one offset, which is looked up by the
digits of the day as they stand in the file.

Whatever this lane does not know by sight it declines, and `entries.py` and `series.py`
read it: nothing is guessed, no fault is named here. So both lanes give the same, which
a property test holds.
"""

import re
from collections import defaultdict

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.clocks import Clock
from tightrope.calendars.ical.component import Component
from tightrope.calendars.ical.details import tell
from tightrope.calendars.ical.entries import Entry, When
from tightrope.calendars.ical.fields import fields
from tightrope.calendars.ical.lines import decoded, parameters_of
from tightrope.calendars.ical.reading import UTC_CLOCK, Reading
from tightrope.calendars.ical.shaping import Placed
from tightrope.calendars.ical.stamps import DAY, day_of_digits, length

Lines = dict[bytes, bytes]
"""The lines about times by name, each from the end of its name on, possibly folded."""

_TIMES = re.compile(
    rb"\n(DT(?:START|END)|UID|DURATION|R(?:RULE|DATE|ECURRENCE-ID)|EX(?:DATE|RULE)"
    # Outlook's own word for whole days; and a name in small letters, whatever it is.
    rb"|X-MICROSOFT-CDO-ALLDAYEVENT|[A-Za-z]?[a-z][A-Za-z-]*)"
    rb"([^\n]*(?:\n[ \t][^\n]*)*)"
)
_KNOWN = frozenset({b"UID", b"DTSTART", b"DTEND", b"DURATION"})
_ALL_DAY = b"X-MICROSOFT-CDO-ALLDAYEVENT"
_LONGEST_HEAD = 200
_MOST_HEADS = 500
_LONGEST_LENGTH = 40


class _Declined(Exception):
    """A line is not written the plain way."""


def glance(component: Component) -> Lines | None:
    """The lines of an event that say when it is; nothing where it is not plain."""
    if len(component.raw) > limits.PLAIN:
        return None
    own = component.own if component.inner else component.raw
    found = _TIMES.findall(own)
    lines: Lines = dict(found)
    return lines if len(lines) == len(found) and b"DTSTART" in lines else None


def plain_uid(lines: Lines) -> str:
    """The UID of an event, where it is written the plain way, or nothing."""
    line = lines.get(b"UID", b"")
    return decoded(line[1:]).strip() if line[:1] == b":" and b"\n" not in line else ""


class _Days(dict[bytes, int]):
    """The moments of midnight, by day as it is written, of days with one offset."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def __missing__(self, digits: bytes) -> int:
        day = _day(digits)
        offset = self._clock.steady(day)
        if offset is None:
            raise _Declined
        midnight = day * DAY - offset
        if len(self) < limits.MOST_DAYS_KNOWN:
            self[digits] = midnight
        return midnight


class _Clocks(dict[bytes, int]):
    """The seconds since midnight of a time of day as it is written."""

    def __missing__(self, digits: bytes) -> int:
        if len(digits) != len(b"T090000") or digits[:1] != b"T":
            raise _Declined
        hands = digits[1:]
        if not hands.isdigit():
            raise _Declined
        hour, minute, second = int(hands[:2]), int(hands[2:4]), int(hands[4:])
        if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - the hands of a clock
            raise _Declined
        self[digits] = found = hour * 3600 + minute * 60 + second
        return found


_CLOCKS = _Clocks()


def _day(digits: bytes) -> int:
    if len(digits) != len(b"20260302") or not digits.isdigit():
        raise _Declined
    try:
        return day_of_digits(digits.decode("ascii"))
    except ValueError:
        raise _Declined from None


class PlainLane:
    """Places the plain events of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._low, self._high = reading.low, reading.high
        self._utc = _Days(UTC_CLOCK)
        self._heads: dict[int, dict[bytes, _Days | None]] = defaultdict(dict)

    def placed(
        self, component: Component, lines: Lines, uid: str
    ) -> list[Placed] | None:
        """The event in the window, if it lies there; nothing where it is declined."""
        if not lines.keys() <= _KNOWN and not _is_known(lines):
            return None
        try:
            if b"VALUE" in lines[b"DTSTART"]:
                return self._whole_days(component, lines, uid)
            return self._timed(component, lines, uid)
        except _Declined:
            return None

    def _timed(self, component: Component, lines: Lines, uid: str) -> list[Placed]:
        heads = self._heads[component.calendar]
        start = self._moment(lines[b"DTSTART"], heads, component.calendar)
        if b"DTEND" in lines:
            end = self._moment(lines[b"DTEND"], heads, component.calendar)
        else:
            end = start + _exact_length(lines)
        if not 0 <= end - start <= limits.LONGEST_DAYS * DAY:
            raise _Declined
        if start >= self._high or end < self._low or start < end == self._low:
            return []
        when = When(start, UTC_CLOCK, all_day=False, days=0, seconds=end - start)
        return [self._placed(component, uid, when, start, end)]

    def _whole_days(self, component: Component, lines: Lines, uid: str) -> list[Placed]:
        first = _named_day(lines[b"DTSTART"])
        last = _named_day(lines[b"DTEND"]) if b"DTEND" in lines else first + 1
        if b"DURATION" in lines or not 0 < last - first <= limits.LONGEST_DAYS:
            raise _Declined
        when = When(
            first * DAY, self._reading.home, all_day=True, days=last - first, seconds=0
        )
        start, end = when.span(when.local)
        if start >= self._high or end <= self._low:
            return []
        return [self._placed(component, uid, when, start, end)]

    def _placed(
        self, component: Component, uid: str, when: When, start: int, end: int
    ) -> Placed:
        lines, _ = fields(component)
        said = tell(Entry(component, uid, lines, when), self._reading)
        day = when.local // DAY if when.all_day else None
        return Placed([start], uid, said, end - start, day=day)

    def _moment(
        self, line: bytes, heads: dict[bytes, _Days | None], calendar: int
    ) -> int:
        """The moment in UTC that a line names."""
        head, _, text = line.partition(b":")
        if text[-1:] == b"\r":
            text = text[:-1]
        if text[-1:] == b"Z":
            if head:
                raise _Declined
            return self._utc[text[:8]] + _CLOCKS[text[8:-1]]
        if head in heads:
            days = heads[head]
        else:
            days = self._learn(head, heads, calendar)
        if days is None:
            raise _Declined
        return days[text[:8]] + _CLOCKS[text[8:]]

    def _learn(
        self, head: bytes, heads: dict[bytes, _Days | None], calendar: int
    ) -> _Days | None:
        """The days of the zone that the parameters of a line name, if they do."""
        if len(head) > _LONGEST_HEAD or len(heads) > _MOST_HEADS:
            return None
        days = None
        if not head:
            days = _Days(self._reading.home)
        elif head[:1] == b";" and b'"' not in head and b"\n" not in head:
            parameters = parameters_of(head[1:])
            name = parameters.get("TZID", "")
            if len(parameters) == 1 and name:
                clock = self._reading.zone(calendar, name)
                days = _Days(clock) if clock else None
        heads[head] = days
        return days


def _is_known(lines: Lines) -> bool:
    """Whether the only other word is that an event does not last whole days."""
    return (
        lines.keys() <= {*_KNOWN, _ALL_DAY}
        and lines[_ALL_DAY].strip().upper() == b":FALSE"
    )


def _named_day(line: bytes) -> int:
    head, _, text = line.partition(b":")
    if head != b";VALUE=DATE":
        raise _Declined
    return _day(text.rstrip(b"\r"))


def _exact_length(lines: Lines) -> int:
    """The seconds of a DURATION without days, or no time where there is none."""
    line = lines.get(b"DURATION")
    if line is None:
        return 0
    if line[:1] != b":" or len(line) > _LONGEST_LENGTH or b"\n" in line:
        raise _Declined
    try:
        days, seconds = length(line[1:].decode("ascii", "replace"))
    except ValueError:
        raise _Declined from None
    if days:
        raise _Declined
    return seconds
