"""Working days and working time: how much there is, and how far away."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from zoneinfo import ZoneInfo

from tightrope.core.planner.clock import minute_from, minute_of
from tightrope.core.timeline import Span, day_of, days, union


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """The days that hold some working time, in order."""

    dates: tuple[date, ...]

    @classmethod
    def of(cls, working: Iterable[Span], zone: ZoneInfo) -> "WorkingDays":
        """The working days of some working time."""
        found: set[date] = set()
        for span in working:
            first = day_of(span.start, zone)
            found.add(first)
            if day_of(span.end, zone) != first:
                found.update(days(span, zone))
        return cls(dates=tuple(sorted(found)))

    def ahead(self, day: date, *, today: date) -> int:
        """How many working days `day` is away: 0 is today, 1 the next working day."""
        if day <= today:
            return 0
        passed = bisect_right(self.dates, today)
        reached = bisect_right(self.dates, day)
        on_duty = reached > 0 and self.dates[reached - 1] == day
        return reached - passed + (not on_duty)


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Working time, to be counted between any two minutes since 1970."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]

    @classmethod
    def of(cls, working: Iterable[Span]) -> "WorkingTime":
        """The same time as `working`, each minute once."""
        spans = union(working)
        starts = tuple(minute_from(span.start) for span in spans)
        ends = tuple(minute_of(span.end) for span in spans)
        lengths = (end - start for start, end in zip(starts, ends, strict=True))
        return cls(starts, ends, (0, *accumulate(lengths)))

    def between(self, start: int, end: int) -> int:
        """How many working minutes lie from `start` to `end`."""
        return max(0, self._until(end) - self._until(start))

    def _until(self, minute: int) -> int:
        passed = bisect_right(self.starts, minute)
        if not passed:
            return 0
        return self.before[passed] - max(0, self.ends[passed - 1] - minute)
