"""When a rule takes place: bounded arithmetic that jumps to the window.

All moments are seconds since 1970 on the clock of the event's own zone. DTSTART is not
added here where the rule does not match it: that is `series.py`.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.chosen import chosen
from tightrope.calendars.ical.periods import Periods, periods
from tightrope.calendars.ical.rules import Rule
from tightrope.calendars.ical.stamps import DAY
from tightrope.calendars.ical.subdaily import sub_daily
from tightrope.calendars.ical.work import TooDense, Walk, Work

_FEW = 24
"""Times of one day up to which they are listed at once."""


def instances(
    rule: Rule, first: int, low: int, high: int, *, until: int | None, work: Work
) -> Iterator[int]:
    """The moments from `low` up to, but not including, `high` at which it begins.

    Args:
        rule: what repeats; its UNTIL is not looked at.
        first: DTSTART.
        low: the earliest moment that is wanted.
        high: the moment after the last one that is wanted.
        until: the rule's UNTIL on the same clock, itself included.
        work: what may still be spent on it.

    Raises:
        TooMuch: it never takes place within reason, or has too many in one period.
    """
    if until is not None:
        high = min(high, until + 1)
    low = max(low, first)
    if low >= high:
        return iter(())
    if rule.sub_daily:
        return sub_daily(rule, first, low, high, work=work)
    spans = periods(rule, first // DAY)
    times = rule.times(first % DAY)
    if spans.regular and not rule.positions and len(times) <= _FEW:
        return _regular(rule, spans, times, first, (low, high))
    return _by_periods(rule, spans, times, first, (low, high), work)


def _regular(
    rule: Rule, spans: Periods, times: list[int], first: int, window: tuple[int, int]
) -> Iterator[int]:
    """The starts of a rule whose periods are all alike, by division alone."""
    low, high = window
    step = spans.regular * DAY
    begun = members(rule, spans.days(0), times)
    if rule.count is not None:
        last = bisect_left(begun, first) + rule.count - 1
        high = min(high, begun[last % len(begun)] + last // len(begun) * step + 1)
    found = [
        range(one + max(0, -(-(low - one) // step)) * step, high, step) for one in begun
    ]
    if len(found) == 1:
        return iter(found[0])
    if sum(map(len, found)) > limits.MOST_INSTANCES:
        raise TooDense
    return iter(sorted(chain.from_iterable(found)))


def _by_periods(
    rule: Rule,
    spans: Periods,
    times: list[int],
    first: int,
    window: tuple[int, int],
    work: Work,
) -> Iterator[int]:
    """The starts of any rule of days, period by period."""
    low, high = window
    number, seen = _begin(rule, spans, times, first, low)
    most = math.inf if rule.count is None else rule.count
    walk = Walk(work)
    while seen < most and spans.begin(number) * DAY < high:
        found = members(rule, spans.days(number), times)
        if number == 0:
            found = found[bisect_left(found, first) :]
        if seen + len(found) > most:
            found = found[: int(most) - seen]
        seen += len(found)
        wanted = found and found[-1] >= low
        walk.step((not wanted) + len(times) // 20, found=bool(found))
        if wanted:
            yield from found[bisect_left(found, low) : bisect_left(found, high)]
        number += 1


def _begin(
    rule: Rule, spans: Periods, times: list[int], first: int, low: int
) -> tuple[int, int]:
    """The period to begin with, and how many occurrences lie before it."""
    number = max(0, spans.number(low // DAY - 1))
    if rule.count is None:
        return number, 0
    if not spans.regular or number < 2:  # noqa: PLR2004 - nothing to skip
        return 0, 0
    begun = members(rule, spans.days(0), times)
    each = len(members(rule, spans.days(1), times))
    return number, len(begun) - bisect_left(begun, first) + (number - 1) * each


def members(rule: Rule, days: list[int], times: list[int]) -> list[int]:
    """The moments of one period, BYSETPOS applied.

    Raises:
        TooDense: they are too many to be put in order.
    """
    if len(days) * len(times) > limits.LARGEST_SET:
        raise TooDense
    if len(times) == 1:
        time = times[0]
        found = [day * DAY + time for day in days]
    else:
        found = [day * DAY + time for day in days for time in times]
    return chosen(rule, found)
