"""Recurrence rules as records (RFC 5545, 3.3.10)."""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import product

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.stamps import Stamp, stamp

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


_LONGEST_MONTHS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class BadRule(ValueError):
    """A recurrence rule that cannot be followed; the message says why."""


class Frequency(IntEnum):
    """How often a rule begins a new period."""

    SECONDLY = 0
    MINUTELY = 1
    HOURLY = 2
    DAILY = 3
    WEEKLY = 4
    MONTHLY = 5
    YEARLY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A recurrence rule; empty tuples stand for parts that are absent.

    Attributes:
        frequency: what a period is.
        interval: every which period counts, at least 1.
        count: how many occurrences there are, the first one included.
        until: the last moment at which one may begin.
        seconds: BYSECOND; sorted, as are the others.
        minutes: BYMINUTE.
        hours: BYHOUR.
        weekdays: BYDAY as pairs: which one (0 for each) and the weekday from Monday.
        monthdays: BYMONTHDAY.
        yeardays: BYYEARDAY.
        weeks: BYWEEKNO.
        months: BYMONTH.
        positions: BYSETPOS.
        week_start: WKST, counted from Monday.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: Stamp | None = None
    seconds: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    monthdays: tuple[int, ...] = ()
    yeardays: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    @property
    def sub_daily(self) -> bool:
        """Whether its periods are shorter than a day."""
        return self.frequency < Frequency.DAILY

    @property
    def names_no_day(self) -> bool:
        """Whether it wants days of the month that none of its months has."""
        if not self.months or not self.monthdays:
            return False
        longest = max(_LONGEST_MONTHS[month] for month in self.months)
        return min(abs(day) for day in self.monthdays) > longest

    def times(self, clock: int) -> list[int]:
        """The seconds of the day at which a rule of days begins; `clock`: DTSTART's."""
        hours = self.hours or (clock // 3600,)
        minutes = self.minutes or (clock // 60 % 60,)
        seconds = self.seconds or (clock % 60,)
        return [h * 3600 + m * 60 + s for h, m, s in product(hours, minutes, seconds)]


@lru_cache(maxsize=1024)
def parse(text: str) -> Rule:
    """Read the value of an RRULE.

    Put up with, since real files have them: small letters, spaces, a `;` too many,
    parts that begin with X-, the same part twice (the last one counts).

    Raises:
        BadRule: it cannot be followed.
    """
    if len(text) > limits.LONGEST_RULE:
        raise BadRule("is too long")
    parts = _parts(text)
    until = parts.get("UNTIL")
    return Rule(
        frequency=_frequency(parts),
        interval=_number(parts, "INTERVAL") or 1,
        # Zoho writes COUNT=-1 for a rule without one.
        count=_number(parts, "COUNT") if parts.get("COUNT") != "-1" else None,
        until=_until(until) if until else None,
        seconds=_numbers(parts, "BYSECOND", 0, 60),
        minutes=_numbers(parts, "BYMINUTE", 0, 59),
        hours=_numbers(parts, "BYHOUR", 0, 23),
        weekdays=_weekdays(parts.get("BYDAY", "")),
        monthdays=_numbers(parts, "BYMONTHDAY", -31, 31),
        yeardays=_numbers(parts, "BYYEARDAY", -366, 366),
        weeks=_numbers(parts, "BYWEEKNO", -53, 53),
        months=_numbers(parts, "BYMONTH", 1, 12),
        positions=_numbers(parts, "BYSETPOS", -LARGEST, LARGEST),
        week_start=_weekday(parts.get("WKST", "MO")),
    )


LARGEST = 31_622_400
"""The seconds of a leap year: no period has more members."""

_LISTS = (
    *("BYSECOND", "BYMINUTE", "BYHOUR", "BYDAY", "BYMONTHDAY"),
    *("BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"),
)
_KNOWN = frozenset(
    (*_LISTS, "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "RSCALE", "SKIP")
)
_SIGNED = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in "".join(text.upper().split()).split(";"):
        name, equals, value = part.partition("=")
        if not part or name.startswith("X-"):
            continue
        if not equals or name not in _KNOWN:
            raise BadRule("has a part that no rule has")
        parts[name] = value
    # RFC 7529 counts in other calendars; Gregorian with OMIT is the usual way.
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN":
        raise BadRule("counts in another calendar than the Gregorian one")
    if parts.get("SKIP", "OMIT") != "OMIT":
        raise BadRule("moves days that do not exist (SKIP), which is not supported")
    return parts


def _frequency(parts: dict[str, str]) -> Frequency:
    name = parts.get("FREQ", "")
    if name not in Frequency.__members__:
        raise BadRule("has no known FREQ")
    return Frequency[name]


def _number(parts: dict[str, str], name: str) -> int | None:
    text = parts.get(name)
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 12 or not int(text):  # noqa: PLR2004 - a number that any clock can hold
        raise BadRule(f"has no readable {name}; it is a number from 1 up")
    return int(text)


def _numbers(
    parts: dict[str, str], name: str, lowest: int, highest: int
) -> tuple[int, ...]:
    if not parts.get(name):
        return ()
    try:
        numbers = {int(text) for text in parts[name].split(",") if text}
    except ValueError:
        raise BadRule(f"has no readable {name}; it is a list of numbers") from None
    if any(not lowest <= number <= highest for number in numbers) or (
        name in _SIGNED and 0 in numbers
    ):
        raise BadRule(f"has a number out of range in {name}")
    return tuple(sorted(numbers))


def _weekday(text: str) -> int:
    if text not in WEEKDAYS:
        raise BadRule("has a weekday that does not exist")
    return WEEKDAYS.index(text)


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    found: set[tuple[int, int]] = set()
    for part in text.split(","):
        if not part:
            continue
        nth, weekday = part[:-2], _weekday(part[-2:])
        try:
            number = int(nth) if nth else 0
        except ValueError:
            raise BadRule("has a BYDAY that cannot be read") from None
        if not -53 <= number <= 53 or (nth and not number):  # noqa: PLR2004 - weeks of a year
            raise BadRule("has a number out of range in BYDAY")
        found.add((number, weekday))
    return tuple(sorted(found))


def _until(text: str) -> Stamp:
    try:
        return stamp(text)
    except ValueError as error:
        raise BadRule(f"has an UNTIL that {error}") from None
