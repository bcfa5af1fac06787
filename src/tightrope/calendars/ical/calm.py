"""Rules of days, weeks, months and years, placed in a window by arithmetic.

What many events share is worked out once: the midnights of all Tuesdays in the window
by one clock, to which each event adds its time of day, and the second Tuesdays of its
months. Only on the few days on which a clock is set is it asked for the exact moment.
"""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from tightrope.calendars.ical.clocks import Clock, ZoneClock
from tightrope.calendars.ical.periods import in_month, month_days, periods, weekday
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.repetition import until_on
from tightrope.calendars.ical.rules import BadRule, Frequency, Rule, parse
from tightrope.calendars.ical.stamps import DAY, Stamp, date_of, stamp
from tightrope.calendars.ical.written import Declined

_LONGEST_RULE = 200
_LONGEST_WINDOW = 4000 * DAY
_END = re.compile(rb";(COUNT|UNTIL)=([0-9TZ]{1,16})(?=[;\r]|\Z)")
_LONGEST_COUNT = 9
_NEVER = 2**40
_MOST_COURSES, _MOST_CLOCKS = 1000, 50
_DAYS_IN_EACH, _WEEKS_IN_EACH = 28, 4
"""What each month has."""


class _Steps(NamedTuple):
    """Days that come again after so many days: those of the first period."""

    step: int
    days: tuple[int, ...]

    def last(self, day: int, count: int) -> int:
        """The last one, where there are `count` of them from `day` on."""
        number = bisect_right(self.days, day) - 2 + count
        size = len(self.days)
        return self.days[number % size] + number // size * self.step


class _Course:
    """Each so many days one day, all through the window, by one clock.

    Attributes:
        days: the days.
        midnights: the moments of their midnights.
        odd: which ones of them are days on which the clock is set.
    """

    __slots__ = ("days", "midnights", "odd")

    def __init__(self, days: range, midnights: list[int | None]) -> None:
        self.days = days
        self.odd = [number for number, one in enumerate(midnights) if one is None]
        self.midnights = [one or 0 for one in midnights]


class _Worked:
    """What was worked out for one window, by clock.

    Attributes:
        courses: each so many days one day.
        midnights: of all days.
    """

    __slots__ = ("courses", "midnights")

    def __init__(self) -> None:
        self.courses: dict[tuple[Clock, int, int], _Course] = {}
        self.midnights: dict[Clock, list[int | None]] = {}


@lru_cache(maxsize=4)
def _shared(low: int, high: int) -> _Worked:  # noqa: ARG001 - they tell windows apart
    """What the clocks of known zones show from day to day, for all who ask.

    A sync reads thousands of files one by one, all of them in one window.
    """
    return _Worked()


class CalmRules:
    """Finds what plain rules have in the window of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._low, self._high = reading.low, reading.high
        self._own = _Worked()

    def starts(
        self, line: bytes, day: int, clock_time: int, clock: Clock, lasts: int
    ) -> list[int]:
        """The starts in UTC, in order, of a timed event's occurrences in the window.

        Args:
            line: the RRULE, from the end of its name on.
            day: the day of DTSTART on its clock.
            clock_time: the seconds from midnight to DTSTART on its clock.
            clock: its clock.
            lasts: how many seconds the event lasts, a day at most.

        Raises:
            Declined: the rule is of another kind, or does not take place at DTSTART.
        """
        rule, count, until = self._rule(line)
        last = _NEVER
        if until is not None:
            last = (until_on(until, clock) - clock_time) // DAY
        if lasts > DAY:
            raise Declined
        steps = _steps(rule, day)
        if not steps:
            among = self._days(rule, day, min(last, _counted(rule, day, count)))
            found = clock.utcs([one * DAY + clock_time for one in among])
            found = sorted(set(found))
        else:
            if count is not None:
                last = min(last, steps.last(day, count))
            found = self._by_steps(steps, (day, last), clock_time, clock)
        # One that ends as the window begins is out, one without length is in.
        low = bisect_left(found, self._low - lasts + (lasts > 0))
        return found[low : bisect_left(found, self._high)]

    def days(self, line: bytes, day: int, lasts: int) -> list[int]:
        """The first days of an all-day event's occurrences around the window.

        Args:
            line: the RRULE, from the end of its name on.
            day: the day of DTSTART.
            lasts: how many days the event lasts.

        Raises:
            Declined: the rule is of another kind, or does not take place at DTSTART.
        """
        rule, count, until = self._rule(line)
        last = _NEVER
        if until is not None:
            if not until.is_date:
                raise Declined
            last = until.day
        steps = _steps(rule, day)
        if not steps:
            last = min(last, _counted(rule, day, count))
            return self._days(rule, day, last, lasts)
        if count is not None:
            last = min(last, steps.last(day, count))
        low, high = self._reach(lasts)
        low, high = max(low, day), min(high, last + 1)
        ranges = [_from(low, one, steps.step, high) for one in steps.days]
        return sorted(one for days in ranges for one in days)

    def _by_steps(
        self, steps: _Steps, reach: tuple[int, int], clock_time: int, clock: Clock
    ) -> list[int]:
        """The starts on the days of a rule of days or weeks, in order."""
        first, last = reach
        found: list[int] = []
        odd = False
        for one in steps.days:
            course = self._course(clock, steps.step, one % steps.step)
            begin = max(0, -((course.days.start - first) // steps.step))
            end = max(0, (last - course.days.start) // steps.step + 1)
            some = [midnight + clock_time for midnight in course.midnights[begin:end]]
            for number in course.odd:
                if begin <= number < end:
                    local = course.days[number] * DAY + clock_time
                    some[number - begin] = clock.utc(local)
                    odd = True
            found = found + some if found else some
        if odd:
            # Where a day is skipped, two days are one moment.
            return sorted(set(found))
        if len(steps.days) > 1:
            found.sort()
        return found

    def _course(self, clock: Clock, step: int, phase: int) -> _Course:
        worked = self._worked(clock)
        key = clock, step, phase
        found = worked.courses.get(key)
        if found is None:
            if len(worked.courses) > _MOST_COURSES:
                worked.courses.clear()
            low, high = self._reach(1)
            days = _from(low, phase, step, high)
            midnights = self._midnights_of(clock, worked)[days.start - low :: step]
            found = worked.courses[key] = _Course(days, midnights)
        return found

    def _midnights_of(self, clock: Clock, worked: "_Worked") -> list[int | None]:
        """The moments of all midnights in the window; none where the clock is set."""
        found = worked.midnights.get(clock)
        if found is None:
            if len(worked.midnights) > _MOST_CLOCKS:
                worked.midnights.clear()
            days = range(*self._reach(1))
            found = worked.midnights[clock] = [
                None if offset is None else day * DAY - offset
                for day, offset in zip(days, clock.offsets(days), strict=True)
            ]
        return found

    def _worked(self, clock: Clock) -> "_Worked":
        """Where it is kept what one clock shows; one that a file draws is its own."""
        return _shared(*self._reach(1)) if isinstance(clock, ZoneClock) else self._own

    def _rule(self, line: bytes) -> tuple[Rule, int | None, Stamp | None]:
        """The rule of a line without its end, and how many there are, or until when."""
        if self._high - self._low > _LONGEST_WINDOW:
            raise Declined
        base, *ends = _END.split(line)
        if not ends:
            return _plain(line), None, None
        if len(ends) > 3:  # noqa: PLR2004 - a name, a value, and what follows
            raise Declined
        name, value, others = ends
        rule = _plain(base + others)
        try:
            if name == b"UNTIL":
                return rule, None, stamp(value.decode("ascii"))
        except ValueError:
            raise Declined from None
        if not (value.isdigit() and len(value) <= _LONGEST_COUNT and int(value)):
            raise Declined
        if not _is_once_each(rule):
            raise Declined
        return rule, int(value), None

    def _reach(self, lasts: int) -> tuple[int, int]:
        """Days before which, and from which on, no start is of use."""
        return self._low // DAY - lasts - 2, self._high // DAY + 3

    def _days(self, rule: Rule, day: int, last: int, lasts: int = 1) -> list[int]:
        """The days of a rule of months or years around the window."""
        if not _takes_place(rule, day):
            raise Declined
        low, high = self._reach(lasts)
        # A rule that picks by itself has the same days whenever it began.
        anchor = day
        if _picks(rule):
            anchor = min(day, low)
        found = _in_window(rule, anchor, low, high)
        return list(found[bisect_left(found, day) : bisect_right(found, last)])


def _from(low: int, one: int, step: int, high: int) -> range:
    """The days from `low` up to `high` that are so many steps from one."""
    return range(low + (one - low) % step, high, step)


@lru_cache(maxsize=4096)
def _plain(line: bytes) -> Rule:
    """The rule of a line, if it picks by days and weekdays and nothing else."""
    if line[:1] != b":" or len(line) > _LONGEST_RULE or b"\n" in line:
        raise Declined
    try:
        rule = parse(line[1:].decode("ascii", "replace"))
    except BadRule:
        raise Declined from None
    other = (rule.seconds, rule.minutes, rule.hours, rule.yeardays, rule.weeks)
    ends = rule.count is not None or rule.until is not None
    if ends or rule.sub_daily or any(other) or rule.positions or not _is_calm(rule):
        raise Declined
    return rule


def _is_calm(rule: Rule) -> bool:
    """Whether the rule is one of those that are worked out here."""
    if rule.frequency is Frequency.DAILY:
        return not (rule.weekdays or rule.monthdays or rule.months)
    return rule.frequency is not Frequency.WEEKLY or not (rule.monthdays or rule.months)


def _is_once_each(rule: Rule) -> bool:
    """Whether the occurrences of a rule can be counted by its periods.

    A rule of months or years without parts: if that day is in each month, `_counted`.
    """
    if rule.frequency <= Frequency.WEEKLY:
        return True
    if rule.months or rule.frequency is Frequency.YEARLY:
        return not (rule.months or rule.weekdays or rule.monthdays)
    if rule.weekdays:
        nth = [abs(number) for number, _ in rule.weekdays]
        return not rule.monthdays and len(nth) == 1 and 0 < nth[0] <= _WEEKS_IN_EACH
    days = [abs(number) for number in rule.monthdays]
    return not days or (len(days) == 1 and days[0] <= _DAYS_IN_EACH)


def _picks(rule: Rule) -> bool:
    """Whether the days of a rule are the same whenever it began."""
    picks = bool(rule.weekdays or rule.monthdays)
    return rule.frequency is Frequency.MONTHLY and rule.interval == 1 and picks


def _counted(rule: Rule, day: int, count: int | None) -> int:
    """The day of the last occurrence of a rule that picks one day of each period."""
    if count is None:
        return _NEVER
    if date_of(day).day > _DAYS_IN_EACH and not (rule.weekdays or rule.monthdays):
        raise Declined
    try:
        (last,) = periods(rule, day).days(count - 1)
    except (ValueError, OverflowError):
        return _NEVER
    return last


def _steps(rule: Rule, day: int) -> _Steps | None:
    """The days of a rule of days or weeks.

    Raises:
        Declined: DTSTART is none of them.
    """
    if rule.frequency is Frequency.DAILY:
        return _Steps(rule.interval, (day,))
    if rule.frequency is not Frequency.WEEKLY:
        return None
    if not rule.weekdays:
        return _Steps(7 * rule.interval, (day,))
    begin = day - (weekday(day) - rule.week_start) % 7
    wanted = {which for _, which in rule.weekdays}
    days = tuple(sorted(begin + (which - rule.week_start) % 7 for which in wanted))
    if day not in days:
        raise Declined
    return _Steps(7 * rule.interval, days)


@lru_cache(maxsize=2048)
def _takes_place(rule: Rule, day: int) -> bool:
    """Whether a rule of months or years has DTSTART."""
    on = date_of(day)
    if rule.frequency is Frequency.YEARLY or rule.months:
        return day in periods(rule, day).days(0)
    if rule.weekdays and day not in in_month(rule.weekdays, on.year, on.month):
        return False
    return not rule.monthdays or day in month_days(rule.monthdays, on.year, on.month)


@lru_cache(maxsize=2048)
def _in_window(rule: Rule, anchor: int, low: int, high: int) -> tuple[int, ...]:
    """The days from `low` up to `high` of a rule of months or years."""
    spans = periods(rule, anchor)
    number = max(0, spans.number(low - 1))
    found: list[int] = []
    while spans.begin(number) < high:
        found += spans.days(number)
        number += 1
    return tuple(found)
