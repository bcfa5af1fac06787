"""Rules of days, weeks, months and years, placed in a window by arithmetic.

Two shortcuts. The same weekday at the same time of day is the same number of seconds
apart as long as no clock is set: so the window is cut into spells of one offset and the
few days on which clocks are set, once for each clock, and what a rule of days or weeks
has in a spell is a `range`. And the second Tuesdays of the months in the window are the
same for every event that repeats on them: so they are worked out once.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from tightrope.calendars.ical.clocks import Clock
from tightrope.calendars.ical.periods import in_month, month_days, periods, weekday
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.repetition import until_on
from tightrope.calendars.ical.rules import BadRule, Frequency, Rule, parse
from tightrope.calendars.ical.stamps import DAY, date_of
from tightrope.calendars.ical.written import Declined

_LONGEST_RULE = 200
_LONGEST_WINDOW = 4000 * DAY
_NEVER = 2**40


class _Spell(NamedTuple):
    """Days with one offset, or a single day on which the clock is set."""

    first: int
    end: int
    offset: int | None


class _Steps(NamedTuple):
    """Days that come again after so many days: those of the first period."""

    step: int
    days: tuple[int, ...]

    def last(self, day: int, count: int) -> int:
        """The last one, where there are `count` of them from `day` on."""
        number = bisect_right(self.days, day) - 2 + count
        size = len(self.days)
        return self.days[number % size] + number // size * self.step

    def between(self, low: int, high: int) -> list[range]:
        """Those from `low` up to `high`, one range for each of the first period."""
        step = self.step
        return [range(low + (one - low) % step, high, step) for one in self.days]


class CalmRules:
    """Finds what plain rules have in the window of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._low, self._high = reading.low, reading.high
        self._spells: dict[Clock, list[_Spell]] = {}

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
        rule = self._rule(line)
        last = _NEVER
        if rule.until is not None:
            last = (until_on(rule.until, clock) - clock_time) // DAY
        if lasts > DAY:
            raise Declined
        steps = _steps(rule, day)
        if steps:
            if rule.count is not None:
                last = min(last, steps.last(day, rule.count))
            found: list[int] = []
            for spell in self._spells_of(clock):
                low, high = max(spell.first, day), min(spell.end, last + 1)
                if low < high:
                    days = steps.between(low, high)
                    found += _in_spell(spell, days, clock_time, clock)
        else:
            among = self._days(rule, day, last)
            found = clock.utcs([one * DAY + clock_time for one in among])
        # Where a day is skipped, two days are one moment.
        found = sorted(set(found))
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
        rule = self._rule(line)
        last = _NEVER
        if rule.until is not None:
            if not rule.until.is_date:
                raise Declined
            last = rule.until.day
        steps = _steps(rule, day)
        if not steps:
            return self._days(rule, day, last, lasts)
        if rule.count is not None:
            last = min(last, steps.last(day, rule.count))
        low, high = self._reach(lasts)
        ranges = steps.between(max(low, day), min(high, last + 1))
        return sorted(one for days in ranges for one in days)

    def _rule(self, line: bytes) -> Rule:
        if self._high - self._low > _LONGEST_WINDOW:
            raise Declined
        return _plain(line)

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
        if rule.frequency is Frequency.MONTHLY and (rule.weekdays or rule.monthdays):
            anchor = low
        found = _in_window(rule, min(anchor, day), low, high)
        return list(found[bisect_left(found, day) : bisect_right(found, last)])

    def _spells_of(self, clock: Clock) -> list[_Spell]:
        if clock not in self._spells:
            self._spells[clock] = list(_spells(clock, *self._reach(1)))
        return self._spells[clock]


def _spells(clock: Clock, first: int, end: int) -> Iterator[_Spell]:
    """The days from `first` up to `end`, cut where the clock is set."""
    begun, before = first, clock.steady(first)
    for day in range(first + 1, end):
        offset = clock.steady(day)
        if before is None or offset != before:
            yield _Spell(begun, day, before)
            begun, before = day, offset
    yield _Spell(begun, end, before)


def _in_spell(
    spell: _Spell, days: list[range], clock_time: int, clock: Clock
) -> Iterator[int]:
    """The starts on those days of a spell."""
    for some in days:
        if spell.offset is None:
            yield from clock.utcs([day * DAY + clock_time for day in some])
        else:
            by = clock_time - spell.offset
            yield from range(some.start * DAY + by, some.stop * DAY + by, some.step * DAY)


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
    if rule.sub_daily or any(other) or rule.positions or not _is_calm(rule):
        raise Declined
    return rule


def _is_calm(rule: Rule) -> bool:
    """Whether the rule is one of those that are worked out here."""
    if rule.frequency is Frequency.DAILY:
        return not (rule.weekdays or rule.monthdays or rule.months)
    if rule.frequency is Frequency.WEEKLY:
        return not (rule.monthdays or rule.months)
    if rule.count is not None or rule.interval != 1:
        return False
    if rule.frequency is Frequency.MONTHLY:
        return not rule.months and not (rule.weekdays and rule.monthdays)
    return not (rule.weekdays or rule.monthdays or rule.months)


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


def _takes_place(rule: Rule, day: int) -> bool:
    """Whether a rule of months or years has DTSTART."""
    on = date_of(day)
    if rule.weekdays:
        return day in in_month(rule.weekdays, on.year, on.month)
    if rule.monthdays:
        return day in month_days(rule.monthdays, on.year, on.month)
    return True


@lru_cache(maxsize=2048)
def _in_window(rule: Rule, anchor: int, low: int, high: int) -> tuple[int, ...]:
    """The days from `low` up to `high` of a rule of months or years."""
    spans = periods(replace(rule, until=None), anchor)
    number = max(0, spans.number(low - 1))
    found: list[int] = []
    while spans.begin(number) < high:
        found += spans.days(number)
        number += 1
    return tuple(found)
