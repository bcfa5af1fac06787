"""The days that a rule picks in each year, month, week or day.

Days are counted from 1970-01-01. Where RFC 5545, 3.3.10 forbids a part or leaves it
open, this follows libical: BYMONTHDAY without BYMONTH in a YEARLY rule means DTSTART's
month, BYWEEKNO without BYDAY means DTSTART's weekday, and the days of a numbered week
may lie in the year before or after. A forbidden part limits the days of the period, as
dateutil has it.
"""

from abc import ABC, abstractmethod
from calendar import isleap, monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import MAXYEAR, date

from tightrope.calendars.ical.rules import Frequency, Rule
from tightrope.calendars.ical.stamps import date_of, day_number

THURSDAY = 3
"""The weekday of 1970-01-01."""
NEVER = 2**40
"""A day that no window reaches."""


class Periods(ABC):
    """The periods of a rule, numbered from the one that holds DTSTART.

    Attributes:
        regular: after how many days it has the same days again, whatever the month;
            0 for those that have not.
    """

    regular = 0

    @abstractmethod
    def days(self, number: int) -> list[int]:
        """The days that the rule picks in that period, in order.

        Raises:
            ValueError, OverflowError: it lies beyond the year 9999.
        """

    @abstractmethod
    def begin(self, number: int) -> int:
        """A day before which the period has none."""

    @abstractmethod
    def number(self, day: int) -> int:
        """A period, as late as possible, before which none reaches `day`."""


def periods(rule: Rule, first: int) -> Periods:
    """The periods of a rule that starts on the day `first`; none shorter than a day."""
    if rule.frequency is Frequency.YEARLY:
        return _Years(rule, first)
    if rule.frequency is Frequency.MONTHLY:
        return _Months(rule, first)
    if rule.frequency is Frequency.WEEKLY or _is_weekly(rule):
        return _Weeks(rule, first)
    return _Days(rule, first)


def _is_weekly(rule: Rule) -> bool:
    # "every Monday to Friday, daily" can be counted by weeks, seven times faster
    return bool(
        rule.frequency is Frequency.DAILY
        and rule.interval == 1
        and rule.weekdays
        and not (
            rule.months
            or rule.monthdays
            or rule.yeardays
            or rule.weeks
            or rule.positions
        )
    )


def weekday(day: int) -> int:
    """Its weekday, Monday is 0."""
    return (day + THURSDAY) % 7


def week_one(year: int, week_start: int) -> int:
    """The first day of the first week that has four days or more in `year`."""
    january = day_number(date(year, 1, 1))
    before = (weekday(january) - week_start) % 7
    return january - before + (7 if before > THURSDAY else 0)


def week_of(day: int, week_start: int) -> tuple[int, int, int]:
    """The year its week belongs to, the week's number, and that number from the end."""
    year = date_of(day).year
    if day < week_one(year, week_start):
        year -= 1
    elif day >= week_one(year + 1, week_start):
        year += 1
    start, end = week_one(year, week_start), week_one(year + 1, week_start)
    week = (day - start) // 7 + 1
    return year, week, week - (end - start) // 7 - 1


def limits(rule: Rule, *, weekdays: bool = True) -> list[Callable[[int], bool]]:
    """What a day must fulfil under the parts of the rule that only limit."""
    checks: list[Callable[[int], bool]] = []
    if rule.months:
        checks.append(lambda day: date_of(day).month in rule.months)
    if weekdays and rule.weekdays:
        wanted = frozenset(which for _, which in rule.weekdays)
        checks.append(lambda day: weekday(day) in wanted)
    if rule.monthdays:
        checks.append(lambda day: _is_monthday(rule, day))
    if rule.yeardays:
        checks.append(lambda day: _is_yearday(rule, day))
    if rule.weeks:
        checks.append(lambda day: _is_in_week(rule, day))
    return checks


def _is_monthday(rule: Rule, day: int) -> bool:
    on = date_of(day)
    from_end = on.day - monthrange(on.year, on.month)[1] - 1
    return on.day in rule.monthdays or from_end in rule.monthdays


def _is_yearday(rule: Rule, day: int) -> bool:
    on = date_of(day)
    number = on.timetuple().tm_yday
    from_end = number - (366 if isleap(on.year) else 365) - 1
    return number in rule.yeardays or from_end in rule.yeardays


def _is_in_week(rule: Rule, day: int) -> bool:
    _, week, from_end = week_of(day, rule.week_start)
    return week in rule.weeks or from_end in rule.weeks


def kept(days: list[int], checks: list[Callable[[int], bool]]) -> list[int]:
    """The days that fulfil every check."""
    for check in checks:
        days = [day for day in days if check(day)]
    return days


class _Days(Periods):
    def __init__(self, rule: Rule, first: int) -> None:
        self._first, self._step = first, rule.interval
        self._checks = limits(rule)
        self.regular = 0 if self._checks else self._step

    def days(self, number: int) -> list[int]:
        return kept([self.begin(number)], self._checks)

    def begin(self, number: int) -> int:
        return self._first + number * self._step

    def number(self, day: int) -> int:
        return (day - self._first) // self._step


class _Weeks(Periods):
    def __init__(self, rule: Rule, first: int) -> None:
        self._monday = first - (weekday(first) - rule.week_start) % 7
        self._step = 7 * rule.interval
        wanted = {which for _, which in rule.weekdays}
        if not wanted:
            wanted = set(range(7)) if self._is_loose(rule) else {weekday(first)}
        self._offsets = sorted((which - rule.week_start) % 7 for which in wanted)
        self._checks = limits(rule, weekdays=False)
        self.regular = 0 if self._checks else self._step

    @staticmethod
    def _is_loose(rule: Rule) -> bool:
        return bool(rule.monthdays or rule.yeardays or rule.weeks)

    def days(self, number: int) -> list[int]:
        begin = self.begin(number)
        return kept([begin + offset for offset in self._offsets], self._checks)

    def begin(self, number: int) -> int:
        return self._monday + number * self._step

    def number(self, day: int) -> int:
        return (day - self._monday) // self._step


class _Months(Periods):
    def __init__(self, rule: Rule, first: int) -> None:
        start = date_of(first)
        self._rule, self._step = rule, rule.interval
        self._month = start.year * 12 + start.month - 1
        self._checks = limits(replace(rule, months=(), monthdays=()), weekdays=False)
        usual = tuple(range(1, 32)) if self._checks else (start.day,)
        self._monthdays = rule.monthdays or (() if rule.weekdays else usual)

    def days(self, number: int) -> list[int]:
        year, month = divmod(self._month + number * self._step, 12)
        month += 1
        if self._rule.months and month not in self._rule.months:
            return []
        return kept(self._picked(year, month), self._checks)

    def _picked(self, year: int, month: int) -> list[int]:
        if not self._monthdays:
            return in_month(self._rule.weekdays, year, month)
        days = month_days(self._monthdays, year, month)
        if self._rule.weekdays:
            wanted = set(in_month(self._rule.weekdays, year, month))
            days = [day for day in days if day in wanted]
        return days

    def begin(self, number: int) -> int:
        year, month = divmod(self._month + number * self._step, 12)
        return day_number(date(year, month + 1, 1)) if year <= MAXYEAR else NEVER

    def number(self, day: int) -> int:
        at = date_of(day)
        return (at.year * 12 + at.month - 1 - self._month) // self._step


class _Years(Periods):
    def __init__(self, rule: Rule, first: int) -> None:
        self._rule, self._first = rule, date_of(first)
        self._step = rule.interval
        self._year = self._first.year
        if rule.weeks:
            self._year = week_of(first, rule.week_start)[0]
        # What picks the days need not limit them; BYDAY is looked at in `_on_weekdays`.
        picked = replace(rule, weeks=()) if rule.weeks else replace(rule, yeardays=())
        self._checks = limits(picked, weekdays=False)

    def days(self, number: int) -> list[int]:
        rule, year = self._rule, self._year + number * self._step
        if rule.weeks:
            return kept(sorted(self._in_weeks(year)), self._checks)
        if rule.yeardays:
            days = kept(_year_days(rule.yeardays, year), self._checks)
            return self._on_weekdays(days, year)
        if rule.monthdays:
            return self._on_weekdays(self._in_months(rule.monthdays, year), year)
        if rule.weekdays:
            return self._by_weekday(year)
        return self._in_months((self._first.day,), year)

    def _in_weeks(self, year: int) -> set[int]:
        rule = self._rule
        start = week_one(year, rule.week_start)
        count = (week_one(year + 1, rule.week_start) - start) // 7
        weeks = {week if week > 0 else count + 1 + week for week in rule.weeks}
        wanted = {which for _, which in rule.weekdays}
        if not wanted and (rule.monthdays or rule.yeardays):
            wanted = set(range(7))
        wanted = wanted or {self._first.weekday()}
        return {
            start + (week - 1) * 7 + (which - rule.week_start) % 7
            for week in weeks
            for which in wanted
            if 1 <= week <= count
        }

    def _in_months(self, monthdays: tuple[int, ...], year: int) -> list[int]:
        months = self._rule.months or (self._first.month,)
        return [day for month in months for day in month_days(monthdays, year, month)]

    def _by_weekday(self, year: int) -> list[int]:
        rule = self._rule
        if not rule.months:
            return in_year(rule.weekdays, year)
        return [
            day for month in rule.months for day in in_month(rule.weekdays, year, month)
        ]

    def _on_weekdays(self, days: list[int], year: int) -> list[int]:
        if not self._rule.weekdays:
            return days
        wanted = set(self._by_weekday(year))
        return [day for day in days if day in wanted]

    def begin(self, number: int) -> int:
        # A numbered week may begin three days before its year.
        year = self._year + number * self._step
        if year > MAXYEAR:
            return NEVER
        return day_number(date(year, 1, 1)) - (3 if self._rule.weeks else 0)

    def number(self, day: int) -> int:
        early = 1 if self._rule.weeks else 0
        return (date_of(day).year - early - self._year) // self._step


def month_days(wanted: tuple[int, ...], year: int, month: int) -> list[int]:
    """The days of a month by their numbers, counted from its end where negative."""
    length = monthrange(year, month)[1]
    before = day_number(date(year, month, 1)) - 1
    numbers = {day if day > 0 else length + 1 + day for day in wanted}
    return [before + day for day in sorted(numbers) if 1 <= day <= length]


def _year_days(wanted: tuple[int, ...], year: int) -> list[int]:
    length = 366 if isleap(year) else 365
    before = day_number(date(year, 1, 1)) - 1
    numbers = {day if day > 0 else length + 1 + day for day in wanted}
    return [before + day for day in sorted(numbers) if 1 <= day <= length]


def in_month(wanted: tuple[tuple[int, int], ...], year: int, month: int) -> list[int]:
    """The days of a month by weekday: the nth one, or each."""
    start = day_number(date(year, month, 1))
    return _nth(wanted, start, start + monthrange(year, month)[1])


def in_year(wanted: tuple[tuple[int, int], ...], year: int) -> list[int]:
    """The days of a year by weekday: the nth one, or each."""
    return _nth(wanted, day_number(date(year, 1, 1)), day_number(date(year + 1, 1, 1)))


def _nth(wanted: tuple[tuple[int, int], ...], start: int, end: int) -> list[int]:
    if len(wanted) == 1:
        return _one_nth(*wanted[0], start, end)
    found: set[int] = set()
    for one in wanted:
        found.update(_one_nth(*one, start, end))
    return sorted(found)


def _one_nth(nth: int, which: int, start: int, end: int) -> list[int]:
    first = start + (which - weekday(start)) % 7
    if not nth:
        return list(range(first, end, 7))
    day = (
        first + (nth - 1) * 7
        if nth > 0
        else first + ((end - 1 - first) // 7 + nth + 1) * 7
    )
    return [day] if start <= day < end else []
