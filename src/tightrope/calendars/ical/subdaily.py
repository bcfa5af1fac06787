"""Rules by the hour, minute or second, without walking through what they pass over."""

from bisect import bisect_left
from collections.abc import Iterator

from tightrope.calendars.ical.chosen import chosen
from tightrope.calendars.ical.periods import limits
from tightrope.calendars.ical.rules import Frequency, Rule
from tightrope.calendars.ical.stamps import DAY
from tightrope.calendars.ical.work import Walk, Work

HOUR, MINUTE = 3600, 60
_UNITS = {Frequency.HOURLY: HOUR, Frequency.MINUTELY: MINUTE, Frequency.SECONDLY: 1}


def sub_daily(
    rule: Rule, first: int, low: int, high: int, *, work: Work
) -> Iterator[int]:
    """The moments from `low` up to `high` of a rule shorter than a day.

    Raises:
        TooMuch: it passes over too many periods without taking place.
    """
    unit = _UNITS[rule.frequency]
    parts = _parts(rule, unit, first)
    jumps = rule.count is None or _is_plain(rule)
    at = _aligned(low - low % unit if jumps else first, first, unit, rule.interval)
    seen = (at // unit - first // unit) // rule.interval if jumps else 0
    walk = Walk(work)
    days = _Days(rule)
    while at < high and (rule.count is None or seen < rule.count):
        later = days.next(at) or _next_clock(rule, unit, at)
        if later is not None:
            walk.step(1, found=False)
            at = _aligned(later, first, unit, rule.interval)
            continue
        begin = at - at % unit
        found = chosen(rule, [begin + part for part in parts])
        found = found[bisect_left(found, first) :]
        if rule.count is not None:
            found = found[: rule.count - seen]
        seen += len(found)
        wanted = found[bisect_left(found, low) : bisect_left(found, high)]
        walk.step(not wanted, found=bool(found))
        yield from wanted
        at = begin + unit * rule.interval


def _is_plain(rule: Rule) -> bool:
    """Whether each of its periods has one occurrence, so that they can be counted."""
    return not any(
        (
            rule.seconds,
            rule.minutes,
            rule.hours,
            rule.weekdays,
            rule.monthdays,
            rule.yeardays,
            rule.weeks,
            rule.months,
            rule.positions,
        )
    )


def _parts(rule: Rule, unit: int, first: int) -> list[int]:
    """The seconds into a period at which it takes place: what BYxxx expands."""
    if unit == 1:
        return [0]
    seconds = rule.seconds or (first % MINUTE,)
    if unit == MINUTE:
        return list(seconds)
    minutes = rule.minutes or (first // MINUTE % MINUTE,)
    return [minute * MINUTE + second for minute in minutes for second in seconds]


def _aligned(at: int, first: int, unit: int, interval: int) -> int:
    """The start of the first period from that of `at` on that is not skipped."""
    number, start = at // unit, first // unit
    return (number + (start - number) % interval) * unit


def _next_clock(rule: Rule, unit: int, at: int) -> int | None:
    """A later moment to look at, where the time of day at `at` is not wanted."""
    midnight, clock = at - at % DAY, at % DAY
    hour, minute, second = clock // HOUR, clock // MINUTE % MINUTE, clock % MINUTE
    if rule.hours and hour not in rule.hours:
        return midnight + _after(rule.hours, hour, 24) * HOUR
    if unit < HOUR and rule.minutes and minute not in rule.minutes:
        return midnight + hour * HOUR + _after(rule.minutes, minute, 60) * MINUTE
    if unit < MINUTE and rule.seconds and second not in rule.seconds:
        return at - second + _after(rule.seconds, second, 60)
    return None


def _after(wanted: tuple[int, ...], value: int, end: int) -> int:
    index = bisect_left(wanted, value)
    return wanted[index] if index < len(wanted) else end


class _Days:
    """The days on which the rule may take place; it remembers the last one asked."""

    def __init__(self, rule: Rule) -> None:
        self._checks = limits(rule)
        self._good: int | None = None

    def next(self, at: int) -> int | None:
        """The midnight after `at`, where its day is not wanted."""
        day = at // DAY
        if day == self._good or all(check(day) for check in self._checks):
            self._good = day
            return None
        return (day + 1) * DAY
