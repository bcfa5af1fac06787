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
from tightrope.calendars.ical.clocks import Clock
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

# The letters are looked at first, since most lines begin with others. A name in small
# letters is caught whatever it is, and ALLDAYEVENT is Outlook's word for whole days.
_TIMES = re.compile(
    rb"\n(?=[DEURXa-z])(D(?:T(?:START|END)|URATION)|UID|R(?:RULE|DATE|ECURRENCE-ID)"
    rb"|EX(?:DATE|RULE)|X-MICROSOFT-CDO-ALLDAYEVENT|[A-Za-z]?[a-z][A-Za-z-]*)"
    rb"(?:" + MOMENT + rb"|([^\n]*(?:\n[ \t][^\n]*)*))"
)
_find_times = _TIMES.findall
_EXDATE = re.compile(rb"\nEXDATE([^\n]*(?:\n[ \t][^\n]*)*)")
_ONCE = frozenset({b"UID", b"DTSTART", b"DTEND", b"DURATION"})
_USUAL = _ONCE - {b"DURATION"}
_REPEATED = _ONCE | {b"RRULE", b"EXDATE"}
_CHANGED = _ONCE | {b"RECURRENCE-ID"}
_ALL_DAY = b"X-MICROSOFT-CDO-ALLDAYEVENT"
_LONGEST = limits.LONGEST_DAYS * DAY
_LONGEST_LENGTH = 40
_REST = 5
"""Where in a line that is written in another way stands what it says."""


def glance(component: Component) -> Lines | None:
    """The lines of an event that say when it is; nothing where it is not plain."""
    raw = component.raw
    if len(raw) > limits.PLAIN:
        return None
    found = _find_times(*own_part(component)) if component.inner else _find_times(raw)
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
    if line[:1] != b":" or b"\n" in line:
        return ""
    if line.isascii():
        return line[1:].decode("ascii").strip()
    return decoded(line[1:]).strip()


class _Midnights(dict[int, int]):
    """The moment at which each day begins by a clock."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def __missing__(self, day: int) -> int:
        if len(self) >= limits.MOST_DAYS_KNOWN:
            self.clear()
        found = self[day] = self._clock.utc(day * DAY)
        return found


class PlainLane:
    """Places the plain events of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._low, self._high = reading.low, reading.high
        self._moments: dict[int, Moments] = {}
        self._rules = CalmRules(reading)
        self._midnights = _Midnights(reading.home)

    def placed(self, seen: list[Seen], uid: str) -> list[Placed] | None:
        """The occurrences of the events of one UID; nothing where one is declined."""
        component, lines = seen[0]
        if lines is None:
            return None
        moments = self._moments.get(component.calendar)
        if moments is None:
            moments = Moments(self._reading, component.calendar)
            self._moments[component.calendar] = moments
        try:
            if len(seen) > 1:
                return self._series(seen, uid, moments)
            if b"RRULE" in lines:
                return self._repeated(component, lines, uid, moments, set())
            if not (lines.keys() == _USUAL or lines.keys() <= _ONCE):
                return None
            return self._at_once(component, lines, uid, moments)
        except Declined:
            return None

    def _at_once(
        self,
        component: Component,
        lines: Lines,
        uid: str,
        moments: Moments,
        key: Key | None = None,
    ) -> list[Placed]:
        """An event at its own time, if it lies in the window."""
        begin = lines[b"DTSTART"]
        if b"VALUE" in begin[_REST]:
            return self._whole_days(component, lines, uid, key)
        if b"DTEND" in lines:
            start, end = moments.both(begin, lines[b"DTEND"])
            lasts = end - start
            if not 0 <= lasts <= _LONGEST:
                raise Declined
        else:
            start = moments.utc(begin)
            lasts = _exact_length(lines)
            end = start + lasts
        # As in `_is_outside`, without the call: most events of a file are.
        if start >= self._high or end < self._low or start < end == self._low:
            return []
        return [Placed([start], uid, self._said(component, uid), lasts, key)]

    def _is_outside(self, start: int, end: int) -> bool:
        return start >= self._high or end < self._low or start < end == self._low

    def _whole_days(
        self, component: Component, lines: Lines, uid: str, key: Key | None
    ) -> list[Placed]:
        first, lasts = _days(lines)
        start, end = self._days_in_utc(first, lasts)
        if self._is_outside(start, end):
            return []
        said = self._said(component, uid, days=lasts)
        return [Placed([start], uid, said, end - start, key, day=first)]

    def _days_in_utc(self, first: int, lasts: int) -> tuple[int, int]:
        """The moments at which so many days begin and end."""
        start = self._midnights[first]
        return start, max(start, self._midnights[first + lasts])

    def _series(self, seen: list[Seen], uid: str, moments: Moments) -> list[Placed]:
        """A series and its changed occurrences."""
        if len(seen) > limits.MOST_OVERRIDES:
            raise Declined
        master: tuple[Component, Lines] | None = None
        found: list[Placed] = []
        changed: set[Key] = set()
        calendar = seen[0][0].calendar
        for component, lines in seen:
            if lines is None or component.calendar != calendar:
                raise Declined
            if b"RECURRENCE-ID" in lines:
                key = _key(lines[b"RECURRENCE-ID"], moments)
                if key in changed or not lines.keys() <= _CHANGED:
                    raise Declined
                changed.add(key)
                found += self._at_once(component, lines, uid, moments, key)
            elif master:
                raise Declined
            else:
                master = component, lines
        if master is None or b"RRULE" not in master[1]:
            raise Declined
        found += self._repeated(*master, uid, moments, changed)
        return found

    def _repeated(
        self,
        component: Component,
        lines: Lines,
        uid: str,
        moments: Moments,
        changed: set[Key],
    ) -> list[Placed]:
        """The occurrences by the rule, without those that were changed or cancelled."""
        if not lines.keys() <= _REPEATED:
            raise Declined
        all_day = b"VALUE" in lines[b"DTSTART"][_REST]
        left_out = changed
        at: set[int] = set()
        if b"EXDATE" in lines:
            gone = _excepted(component, moments)
            if gone & changed:
                # Which of the two counts depends on their versions.
                raise Declined
            left_out = gone | changed
        for one, is_day in left_out:
            # A day in a timed series means the day's occurrence: `series.py` finds it.
            if is_day is not all_day:
                raise Declined
            at.add(one)
        if all_day:
            return self._repeated_days(component, lines, uid, at)
        day, clock_time, clock = moments.begin(lines[b"DTSTART"])
        lasts = _lasts(clock.utc(day * DAY + clock_time), lines, moments)
        rule = lines[b"RRULE"][_REST]
        starts = self._rules.starts(rule, day, clock_time, clock, lasts)
        if at:
            starts = [start for start in starts if start not in at]
        if not starts:
            return []
        said = self._said(component, uid)
        return [Placed(starts, uid, said, lasts, None, True)]  # noqa: FBT003 - by start

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

    def _said(self, component: Component, uid: str, *, days: int = 0) -> Details:
        lines = words(*own_part(component))
        if lines is None:
            raise Declined
        return details(
            lines,
            uid=uid,
            calendar=component.calendar,
            days=days,
            all_day=days > 0,
            reading=self._reading,
        )


def _key(line: Written, moments: Moments) -> Key:
    """Which occurrence of its series a RECURRENCE-ID means."""
    if b"VALUE" in line[_REST]:
        return _named_day(line[_REST]), True
    return moments.utc(line), False


def _excepted(component: Component, moments: Moments) -> set[Key]:
    """The moments or days that EXDATE takes out."""
    gone: set[Key] = set()
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


def _lasts(start: int, lines: Lines, moments: Moments) -> int:
    """The seconds that a timed event lasts."""
    if b"DTEND" not in lines:
        return _exact_length(lines)
    lasts = moments.utc(lines[b"DTEND"]) - start
    if not 0 <= lasts <= _LONGEST:
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
    if days or seconds > _LONGEST:
        raise Declined
    return seconds
