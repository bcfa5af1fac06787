"""A load as it was lived: hours by day, and the CSV text they are read from."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import isfinite

from tightrope.core.errors import InputError

MOST_HOURS = 240.0
"""More in one day is a mistake, such as minutes for hours; people share a series."""
MOST_YEARS = 50
FIRST_YEAR, LAST_YEAR = 1900, 2200
_COLUMNS = ("date", "hours")
_NO = frozenset({"", "0", "0.0", "false", "no"})
_YES = frozenset({"1", "1.0", "true", "yes"})


class BadSeries(InputError):
    """A load cannot be what it says."""

    def __init__(self, where: str, what: str) -> None:
        self.where = where
        self.what = what
        super().__init__(f"{where}: {what}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The load of one day of a person's zone.

    Attributes:
        day: which.
        hours: how much, from 0 to `MOST_HOURS`.
        holiday: a public holiday; its hours count as unknown.
        away: leave, or another announced absence; its hours count as unknown.

    Raises:
        BadSeries: the hours are none, or the day is in no century that counts.
    """

    day: date
    hours: float
    holiday: bool = False
    away: bool = False

    def __post_init__(self) -> None:
        if not isfinite(self.hours) or not 0 <= self.hours <= MOST_HOURS:
            what = f"{self.hours} are no hours of one day; give 0 to {MOST_HOURS:g}"
            raise BadSeries(self.day.isoformat(), what)
        if not FIRST_YEAR <= self.day.year <= LAST_YEAR:
            what = f"is too far off; give days from {FIRST_YEAR} to {LAST_YEAR}"
            raise BadSeries(self.day.isoformat(), what)

    @property
    def available(self) -> bool:
        """Whether its hours say something: missing is not quiet."""
        return not (self.holiday or self.away)


def in_order(series: Sequence[Day]) -> Sequence[Day]:
    """The series as it is, once it is known to have each day once, oldest first.

    Raises:
        BadSeries: a day comes twice or too early, or the days span too many years.
    """
    for before, after in pairwise(series):
        if after.day <= before.day:
            what = "comes twice" if after.day == before.day else "comes too late"
            hint = "give each day once, oldest first"
            raise BadSeries(after.day.isoformat(), f"the day {what}; {hint}")
    if series and series[-1].day.year - series[0].day.year > MOST_YEARS:
        span = f"{series[0].day} to {series[-1].day}"
        raise BadSeries(span, f"give at most {MOST_YEARS} years")
    return series


def read_series(text: str, source: str = "series") -> tuple[Day, ...]:
    """Read `date,hours[,holiday,away]`, one row a day, oldest first.

    Days without a row, and rows without hours, are missing: they are not quiet.

    Args:
        text: the CSV with its header; other columns are passed over.
        source: what the messages call it, such as the name of the file.

    Raises:
        BadSeries: a column is absent, or a row is wrong; the message names it.
    """
    rows = csv.reader(text.removeprefix("\ufeff").splitlines(), strict=True)
    days: list[Day] = []
    try:
        places = _places(next(rows, []), source)
        for row in rows:
            if any(cell.strip() for cell in row):
                where = f"{source}, row {rows.line_num}"
                days += _day(_cells(row, places), where, days[-1:])
    except csv.Error as error:
        raise BadSeries(f"{source}, row {rows.line_num}", f"no CSV: {error}") from error
    return tuple(in_order(days))


def _places(header: list[str], source: str) -> dict[str, int]:
    names = [name.strip().casefold() for name in header]
    for name in _COLUMNS:
        if name not in names:
            what = f"has no column {name}; begin with date,hours[,holiday,away]"
            raise BadSeries(source, what)
    return {name: names.index(name) for name in names}


def _cells(row: list[str], places: dict[str, int]) -> dict[str, str]:
    return {
        name: row[place].strip() if place < len(row) else ""
        for name, place in places.items()
    }


def _day(cells: dict[str, str], where: str, before: list[Day]) -> list[Day]:
    """The day that a row tells, or none when it has no hours."""
    try:
        day = date.fromisoformat(cells["date"])
    except ValueError:
        what = f"{cells['date']!r} is no date; write it as 2026-11-17"
        raise BadSeries(where, what) from None
    if before and day <= before[0].day:
        what = "twice" if day == before[0].day else "too late"
        raise BadSeries(where, f"{day} comes {what}; give each day once, oldest first")
    holiday, away = (_flag(cells.get(name, ""), where) for name in ("holiday", "away"))
    if not cells["hours"]:
        return []
    try:
        hours = float(cells["hours"])
        return [Day(day=day, hours=hours, holiday=holiday, away=away)]
    except BadSeries as error:
        raise BadSeries(where, error.what) from None
    except ValueError:
        what = f"{cells['hours']!r} is no number of hours"
        raise BadSeries(where, what) from None


def _flag(cell: str, where: str) -> bool:
    if cell.casefold() in _NO:
        return False
    if cell.casefold() in _YES:
        return True
    raise BadSeries(where, f"{cell!r} is neither 0 nor 1")
