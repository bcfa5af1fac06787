"""On which days a series falls, and how its rule says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tightrope.sample.when import LAST, at

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FORTNIGHT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Some weekdays of every, or every other, week; or one weekday of each month.

    Attributes:
        on: weekdays by their code, such as `MO TU`.
        first: the first day.
        every: 1 for each week, 2 for every other.
        nth: for a month: which of its weekdays, -1 for the last; 0 for a week.
        last: the last day that the rule allows; nothing for no end.
        count: how often it takes place; 0 for no such end.
    """

    on: str
    first: date
    every: int = 1
    nth: int = 0
    last: date | None = None
    count: int = 0

    def days(self) -> Iterator[date]:
        """Each day it falls on, up to the end of the sample."""
        day, found = self.first, 0
        while day <= min(self.last or LAST, LAST) and not 0 < self.count <= found:
            if self._falls_on(day):
                found += 1
                yield day
            day += timedelta(days=1)

    def _falls_on(self, day: date) -> bool:
        if CODES[day.weekday()] not in self.on.split():
            return False
        if self.nth > 0:
            return (day.day - 1) // 7 + 1 == self.nth
        if self.nth < 0:
            return (day + timedelta(weeks=1)).month != day.month
        weeks = (day - self.first + timedelta(days=self.first.weekday())).days // 7
        return weeks % self.every == 0

    def rule(self, *, ended: bool = True) -> str:
        """Its RRULE.

        Args:
            ended: whether its end is decided yet.
        """
        if self.nth:
            parts = ["FREQ=MONTHLY", f"BYDAY={self.nth}{self.on}"]
        else:
            parts = ["FREQ=WEEKLY", f"BYDAY={self.on.replace(' ', ',')}"]
            if self.every == _FORTNIGHT:
                parts[1:1] = ["WKST=MO", "INTERVAL=2"]
        if self.count:
            parts.insert(1, f"COUNT={self.count}")
        if self.last and ended:
            parts.insert(1, f"UNTIL={_end_of(self.last):%Y%m%dT%H%M%SZ}")
        return ";".join(parts)


def _end_of(day: date) -> datetime:
    return at(day, time(23, 59, 59)).astimezone(UTC)
