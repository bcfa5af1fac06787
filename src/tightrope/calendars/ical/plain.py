"""The quick lane: events whose times are written the usual way.

Nearly all events are such: a DTSTART and a DTEND (or DURATION), told in UTC, by the
clock of a known zone or as days; if they repeat, by one rule of days or weeks, with
exceptions and changed occurrences. For them it is enough to look at the lines about
times; the others are only read if the event has an occurrence in the window.

Whatever this lane does not know by sight it declines, and `entries.py` and `series.py`
read it: nothing is guessed, and no fault is named here. So both lanes give the same,
which a property test holds.
"""

import re

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.calm import CalmRules
from tightrope.calendars.ical.component import Component
from tightrope.calendars.ical.details import details
from tightrope.calendars.ical.fields import words
from tightrope.calendars.ical.lines import decoded
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.said import Details
from tightrope.calendars.ical.shaping import Key, Placed
from tightrope.calendars.ical.stamps import DAY, length
from tightrope.calendars.ical.written import (
    MOMENT,
    Declined,
    Moments,
    Written,
    written_day,
)

Lines = dict[bytes, Written]
"""The lines about times by name."""

Seen = tuple[Component, Lines | None]
"""An event, and the lines that say when it is if it is plain."""

_TIMES = re.compile(
    rb"\n(DT(?:START|END)|UID|DURATION|R(?:RULE|DATE|ECURRENCE-ID)|EX(?:DATE|RULE)"
    # Outlook's own word for whole days; and a name in small letters, whatever it is.
    rb"|X-MICROSOFT-CDO-ALLDAYEVENT|[A-Za-z]?[a-z][A-Za-z-]*)"
    rb"(?:" + MOMENT + rb"|([^\n]*(?:\n[ \t][^\n]*)*))"
)
_EXDATE = re.compile(rb"\nEXDATE([^\n]*(?:\n[ \t][^\n]*)*)")
_ONCE = frozenset({b"UID", b"DTSTART", b"DTEND", b"DURATION"})
_REPEATED = _ONCE | {b"RRULE", b"EXDATE"}
_CHANGED = _ONCE | {b"RECURRENCE-ID"}
_ALL_DAY = b"X-MICROSOFT-CDO-ALLDAYEVENT"
_LONGEST_LENGTH = 40
_REST = 5
"""Where in a line that is written in another way stands what it says."""


def glance(component: Component) -> Lines | None:
    """The lines of an event that say when it is; nothing where it is not plain."""
    if len(component.raw) > limits.PLAIN:
        return None
    found = _TIMES.findall(*own_part(component))
    lines: Lines = {line[0]: line for line in found}
    if b"DTSTART" not in lines:
        return None
    if len(lines) != len(found):
        names = [name for name, *_ in found]
        if len(names) - names.count(b"EXDATE") != len(lines.keys() - {b"EXDATE"}):
            return None
    if _ALL_DAY in lines and lines.pop(_ALL_DAY)[_REST].strip().upper() != b":FALSE":
        return None
    return lines


def own_part(component: Component) -> tuple[bytes, int, int]:
    """Bytes, and from where to where in them its own lines stand."""
    raw, inner = component.raw, component.inner
    if not inner:
        return raw, 0, len(raw)
    if len(inner) == 1 and len(raw) - inner[0][1] <= _SHORT_END:
        return raw, 0, inner[0][0]
    own = component.own
    return own, 0, len(own)


_SHORT_END = len(b"\r\nEND:VEVENT")


def plain_uid(lines: Lines) -> str:
    """The UID of an event, where it is written the plain way, or nothing."""
    if b"UID" not in lines:
        return ""
    line = lines[b"UID"][_REST]
    return decoded(line[1:]).strip() if line[:1] == b":" and b"\n" not in line else ""


class PlainLane:
    """Places the plain events of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._low, self._high = reading.low, reading.high
        self._moments: dict[int, Moments] = {}
        self._rules = CalmRules(reading)

    def placed(self, seen: list[Seen], uid: str) -> list[Placed] | None:
        """The occurrences of the events of one UID; nothing where one is declined."""
        try:
            if len(seen) > 1:
                return self._series(seen, uid)
            component, lines = seen[0]
            if lines is None:
                return None
            if b"RRULE" in lines:
                return self._repeated(component, lines, uid, set())
            return self._once(component, lines, uid)
        except Declined:
            return None

    def _of(self, component: Component) -> Moments:
        """What reads the moments of the calendar that an event is in."""
        number = component.calendar
        if number not in self._moments:
            self._moments[number] = Moments(self._reading, number)
        return self._moments[number]

    def _once(self, component: Component, lines: Lines, uid: str) -> list[Placed]:
        """An event of its own, if it lies in the window."""
        if not lines.keys() <= _ONCE:
            raise Declined
        return self._at_once(component, lines, uid)

    def _at_once(self, component: Component, lines: Lines, uid: str) -> list[Placed]:
        """An event at its own time, if it lies in the window."""
        begin = lines[b"DTSTART"]
        if b"VALUE" in begin[_REST]:
            return self._whole_days(component, lines, uid)
        moments = self._of(component)
        start = moments.utc(begin)
        lasts = _lasts(start, lines, moments)
        if self._is_outside(start, start + lasts):
            return []
        return [Placed([start], uid, self._said(component, uid), lasts)]

    def _is_outside(self, start: int, end: int) -> bool:
        return start >= self._high or end < self._low or start < end == self._low

    def _whole_days(self, component: Component, lines: Lines, uid: str) -> list[Placed]:
        first, lasts = _days(lines)
        start, end = self._days_in_utc(first, lasts)
        if self._is_outside(start, end):
            return []
        said = self._said(component, uid, days=lasts)
        return [Placed([start], uid, said, end - start, day=first)]

    def _days_in_utc(self, first: int, lasts: int) -> tuple[int, int]:
        """The moments at which so many days begin and end."""
        home = self._reading.home
        start = home.utc(first * DAY)
        return start, max(start, home.utc((first + lasts) * DAY))

    def _series(self, seen: list[Seen], uid: str) -> list[Placed]:
        """A series and its changed occurrences."""
        if len(seen) > limits.MOST_OVERRIDES:
            raise Declined
        master: tuple[Component, Lines] | None = None
        found: list[Placed] = []
        changed: set[Key] = set()
        for component, lines in seen:
            if lines is None:
                raise Declined
            if b"RECURRENCE-ID" in lines:
                key = self._key(lines[b"RECURRENCE-ID"], component)
                if key in changed:
                    raise Declined
                changed.add(key)
                found += self._change(component, lines, uid, key)
            elif master:
                raise Declined
            else:
                master = component, lines
        if master is None or b"RRULE" not in master[1]:
            raise Declined
        found += self._repeated(*master, uid, changed)
        return found

    def _key(self, line: Written, component: Component) -> Key:
        """Which occurrence of its series is meant."""
        if b"VALUE" in line[_REST]:
            return _named_day(line[_REST]), True
        return self._of(component).utc(line), False

    def _change(
        self, component: Component, lines: Lines, uid: str, key: Key
    ) -> list[Placed]:
        """A changed occurrence, if it lies in the window."""
        if not lines.keys() <= _CHANGED:
            raise Declined
        found = self._at_once(component, lines, uid)
        return [one._replace(key=key) for one in found]

    def _repeated(
        self, component: Component, lines: Lines, uid: str, changed: set[Key]
    ) -> list[Placed]:
        """The occurrences by the rule, without those that were changed or cancelled."""
        if not lines.keys() <= _REPEATED:
            raise Declined
        all_day = b"VALUE" in lines[b"DTSTART"][_REST]
        gone = self._excepted(component, lines)
        if gone & changed or any(is_day is not all_day for _, is_day in gone | changed):
            # Which of the two counts depends on their versions; a day in a timed
            # series, on the day's occurrence.
            raise Declined
        left_out = {at for at, _ in gone | changed}
        if all_day:
            return self._repeated_days(component, lines, uid, left_out)
        return self._repeated_times(component, lines, uid, left_out)

    def _repeated_times(
        self, component: Component, lines: Lines, uid: str, left_out: set[int]
    ) -> list[Placed]:
        moments = self._of(component)
        day, clock_time, clock = moments.begin(lines[b"DTSTART"])
        lasts = _lasts(clock.utc(day * DAY + clock_time), lines, moments)
        rule = lines[b"RRULE"][_REST]
        starts = self._rules.starts(rule, day, clock_time, clock, lasts)
        if left_out:
            starts = [start for start in starts if start not in left_out]
        if not starts:
            return []
        said = self._said(component, uid)
        return [Placed(starts, uid, said, lasts, by_start=True)]

    def _repeated_days(
        self, component: Component, lines: Lines, uid: str, left_out: set[int]
    ) -> list[Placed]:
        first, lasts = _days(lines)
        found: list[Placed] = []
        said: Details | None = None
        for day in self._rules.days(lines[b"RRULE"][_REST], first, lasts):
            start, end = self._days_in_utc(day, lasts)
            if day in left_out or self._is_outside(start, end):
                continue
            said = said or self._said(component, uid, days=lasts)
            found.append(Placed([start], uid, said, end - start, (day, True), day=day))
        return found

    def _excepted(self, component: Component, lines: Lines) -> set[Key]:
        """The moments or days that EXDATE takes out."""
        gone: set[Key] = set()
        if b"EXDATE" not in lines:
            return gone
        moments = self._of(component)
        for line in _EXDATE.findall(*own_part(component)):
            head, _, values = line.partition(b":")
            if values.count(b",") + len(gone) >= limits.MOST_DATES:
                raise Declined
            for value in values.rstrip(b"\r").split(b","):
                if b"VALUE" in head:
                    gone.add((_named_day(head + b":" + value), True))
                else:
                    gone.add((moments.value(head + b":" + value), False))
        return gone

    def _said(self, component: Component, uid: str, *, days: int = 0) -> Details:
        return details(
            words(*own_part(component)),
            uid=uid,
            calendar=component.calendar,
            days=days,
            all_day=days > 0,
            reading=self._reading,
        )


def _lasts(start: int, lines: Lines, moments: Moments) -> int:
    """The seconds that a timed event lasts."""
    if b"DTEND" not in lines:
        return _exact_length(lines)
    lasts = moments.utc(lines[b"DTEND"]) - start
    if not 0 <= lasts <= limits.LONGEST_DAYS * DAY:
        raise Declined
    return lasts


def _days(lines: Lines) -> tuple[int, int]:
    """The first day of an all-day event, and how many there are."""
    first = _named_day(lines[b"DTSTART"][_REST])
    last = _named_day(lines[b"DTEND"][_REST]) if b"DTEND" in lines else first + 1
    if b"DURATION" in lines or not 0 < last - first <= limits.LONGEST_DAYS:
        raise Declined
    return first, last - first


def _named_day(line: bytes) -> int:
    head, _, text = line.partition(b":")
    if head != b";VALUE=DATE":
        raise Declined
    return written_day(text.rstrip(b"\r"))


def _exact_length(lines: Lines) -> int:
    """The seconds of a DURATION without days, or no time where there is none."""
    if b"DURATION" not in lines:
        return 0
    line = lines[b"DURATION"][_REST]
    if line[:1] != b":" or len(line) > _LONGEST_LENGTH or b"\n" in line:
        raise Declined
    try:
        days, seconds = length(line[1:].decode("ascii", "replace"))
    except ValueError:
        raise Declined from None
    if days or seconds > limits.LONGEST_DAYS * DAY:
        raise Declined
    return seconds
