"""When a person works: hours by weekday, in their zone, without their days off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from tightrope.core.errors import InputError
from tightrope.core.timeline.span import Span
from tightrope.core.timeline.weeks import days

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PART = re.compile(
    r"(?P<first>[A-Za-z]{3})(?:-(?P<last>[A-Za-z]{3}))?\s+"
    r"(?P<start>\d{1,2}:\d{2})-(?P<end>\d{1,2}:\d{2})"
)


class BadHours(InputError):
    """Working hours were written in a way that cannot be read."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"{text!r} are no working hours; write them as 'Mon-Fri 09:00-18:00', "
            "several parts with commas between"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHours:
    """The hours of each weekday in which a person may be asked for something.

    Attributes:
        by_weekday: for Monday (0) to Sunday (6) the times from and to; a weekday that
            is absent is free.
        lunch: the break of each day, from and to; nothing for no break.
        off: days without work: holidays, leave.
    """

    by_weekday: dict[int, tuple[tuple[time, time], ...]] = field(
        default_factory=lambda: {day: ((time(9), time(18)),) for day in range(5)}
    )
    lunch: tuple[time, time] | None = (time(12, 30), time(13, 30))
    off: frozenset[date] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read hours such as `Mon-Thu 09:00-18:00, Fri 09:00-14:00`.

        Raises:
            BadHours: a part cannot be read, or ends before it starts.
        """
        by_weekday: dict[int, tuple[tuple[time, time], ...]] = {}
        for part in text.split(","):
            found = _PART.fullmatch(part.strip())
            if not found:
                raise BadHours(text)
            try:
                first = WEEKDAYS.index(found["first"].title())
                last = WEEKDAYS.index((found["last"] or found["first"]).title())
                start, end = (
                    time.fromisoformat(found[end].zfill(5)) for end in ("start", "end")
                )
            except ValueError:
                raise BadHours(text) from None
            if end <= start or last < first:
                raise BadHours(text)
            for day in range(first, last + 1):
                by_weekday[day] = (*by_weekday.get(day, ()), (start, end))
        return cls(by_weekday=by_weekday)

    def spans(self, window: Span, zone: ZoneInfo) -> Iterator[Span]:
        """The working time inside `window`, in order, the break cut out."""
        for day in days(window, zone):
            for span in self.of(day, zone):
                if part := span.clipped(window):
                    yield part

    def of(self, day: date, zone: ZoneInfo) -> list[Span]:
        """The working time of one day, in order, the break cut out."""
        if day in self.off:
            return []
        spans: list[Span] = []
        for start, end in self.by_weekday.get(day.weekday(), ()):
            pieces = [(start, end)]
            if self.lunch and start < self.lunch[1] and self.lunch[0] < end:
                pieces = [(start, self.lunch[0]), (self.lunch[1], end)]
            spans += [
                Span(_at(day, begin, zone), _at(day, finish, zone))
                for begin, finish in pieces
                if begin < finish
            ]
        return [span for span in spans if span.length > timedelta()]


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone)
