"""Rules of days and weeks, placed in a window without looking at single days.

The same weekday at the same time of day is the same number of seconds apart as long as
no clock is set. So the window is cut into spells of one offset and the few days on which
clocks are set, once for each clock, and a rule's occurrences in a spell are a `range`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tightrope.calendars.ical.clocks import Clock
from tightrope.calendars.ical.periods import weekday
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.repetition import until_on
from tightrope.calendars.ical.rules import BadRule, Frequency, Rule, parse
from tightrope.calendars.ical.stamps import DAY
from tightrope.calendars.ical.written import Declined

_LONGEST_RULE = 200
_LONGEST_EVENT = DAY
_LONGEST_WINDOW = 4000 * DAY


class _Spell(NamedTuple):
    """Days with one offset, or a single day on which the clock is set."""

    first: int
    end: int
    offset: int | None


class Weekly:
    """Finds the starts of plain rules in the window of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._low, self._high = reading.low, reading.high
        self._spells: dict[Clock, list[_Spell]] = {}

    def starts(
        self, line: bytes, day: int, clock_time: int, clock: Clock, lasts: int
    ) -> list[int]:
        """The starts in UTC, in order, of the occurrences that lie in the window.

        Args:
            line: the RRULE, from the end of its name on.
            day: the day of DTSTART on its clock.
            clock_time: the seconds from midnight to DTSTART on its clock.
            clock: its clock.
            lasts: how many seconds the event lasts.

        Raises:
            Declined: the rule is of another kind, or does not take place at DTSTART.
        """
        if lasts > _LONGEST_EVENT or self._high - self._low > _LONGEST_WINDOW:
            raise Declined
        rule = _plain(line)
        step, days = _first_days(rule, day)
        last = _last_day(rule, (step, days), day, clock_time, clock)
        found: list[int] = []
        for spell in self._spells_of(clock):
            found += _in_spell(spell, (step, days), (day, last), clock_time, clock)
        # Where a day is skipped, two days are one moment.
        found = sorted(set(found))
        # One that ends as the window begins is out, one without length is in.
        low = bisect_left(found, self._low - lasts + (lasts > 0))
        return found[low : bisect_left(found, self._high)]

    def _spells_of(self, clock: Clock) -> list[_Spell]:
        if clock not in self._spells:
            first = (self._low - _LONGEST_EVENT) // DAY - 1
            self._spells[clock] = list(_spells(clock, first, self._high // DAY + 3))
        return self._spells[clock]


def _spells(clock: Clock, first: int, end: int) -> Iterator[_Spell]:
    """The days from `first` up to `end`, cut where the clock is set."""
    begun, before = first, clock.steady(first)
    for day in range(first + 1, end + 1):
        offset = clock.steady(day) if day < end else None
        if day == end or before is None or offset != before:
            yield _Spell(begun, day, before)
            begun, before = day, offset


def _in_spell(
    spell: _Spell,
    rule: tuple[int, tuple[int, ...]],
    reach: tuple[int, int],
    clock_time: int,
    clock: Clock,
) -> Iterator[int]:
    """The starts on the days of a spell that the rule has."""
    (step, days), (first, last) = rule, reach
    low, high = max(spell.first, first), min(spell.end, last + 1)
    for one in days:
        begin = low + (one - low) % step
        if begin >= high:
            continue
        if spell.offset is None:
            yield clock.utc(begin * DAY + clock_time)
        else:
            shift = clock_time - spell.offset
            yield from range(begin * DAY + shift, high * DAY + shift, step * DAY)


@lru_cache(maxsize=4096)
def _plain(line: bytes) -> Rule:
    """The rule of a line, if it goes by days or weeks and nothing else."""
    if line[:1] != b":" or len(line) > _LONGEST_RULE or b"\n" in line:
        raise Declined
    try:
        rule = parse(line[1:].decode("ascii", "replace"))
    except BadRule:
        raise Declined from None
    if rule.frequency not in {Frequency.DAILY, Frequency.WEEKLY}:
        raise Declined
    others = (
        *(rule.seconds, rule.minutes, rule.hours, rule.monthdays, rule.yeardays),
        *(rule.weeks, rule.months, rule.positions),
    )
    if any(others) or (rule.frequency is Frequency.DAILY and rule.weekdays):
        raise Declined
    return rule


def _first_days(rule: Rule, day: int) -> tuple[int, tuple[int, ...]]:
    """After how many days the rule's days come again, and those of its first period.

    Raises:
        Declined: DTSTART is none of them.
    """
    if rule.frequency is Frequency.DAILY:
        return rule.interval, (day,)
    if not rule.weekdays:
        return 7 * rule.interval, (day,)
    begin = day - (weekday(day) - rule.week_start) % 7
    wanted = {which for _, which in rule.weekdays}
    days = tuple(sorted(begin + (which - rule.week_start) % 7 for which in wanted))
    if day not in days:
        raise Declined
    return 7 * rule.interval, days


def _last_day(
    rule: Rule,
    period: tuple[int, tuple[int, ...]],
    day: int,
    clock_time: int,
    clock: Clock,
) -> int:
    """The last day on which it may take place."""
    last = 2**40
    if rule.count is not None:
        step, days = period
        number = bisect_right(days, day) - 2 + rule.count
        last = days[number % len(days)] + number // len(days) * step
    if rule.until is not None:
        until = until_on(rule.until, clock)
        last = min(last, (until - clock_time) // DAY)
    return last
