"""A stretch of time, half-open and in UTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from tightrope.core.errors import BackwardSpan, NoZone


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The time from `start` up to, but not including, `end`; both kept in UTC.

    An empty span (both equal) is a moment: a reminder, an event without length.

    Raises:
        NoZone: a moment has no time zone.
        BackwardSpan: the end comes before the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        for name in ("start", "end"):
            moment: datetime = getattr(self, name)
            if moment.tzinfo is None:
                raise NoZone(moment)
            if moment.tzinfo is not UTC:
                object.__setattr__(self, name, moment.astimezone(UTC))
        if self.end < self.start:
            raise BackwardSpan(self.start, self.end)

    @classmethod
    def lasting(cls, start: datetime, length: timedelta) -> Self:
        """The span that begins at `start` and lasts `length` of real time."""
        begin = start.astimezone(UTC)
        return cls(begin, begin + length)

    @property
    def length(self) -> timedelta:
        """How long it lasts, in real time, whatever the clocks do in between."""
        return self.end - self.start

    @property
    def hours(self) -> float:
        """Its length in hours."""
        return self.length / timedelta(hours=1)

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share some time; spans that only touch do not."""
        return self.start < other.end and other.start < self.end

    def holds(self, moment: datetime) -> bool:
        """Say whether `moment` lies in it."""
        return self.start <= moment < self.end

    def within(self, other: "Span") -> bool:
        """Say whether all of it lies inside `other`."""
        return other.start <= self.start and self.end <= other.end

    def clipped(self, other: "Span") -> "Span | None":
        """The part of it that lies in `other`, or nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


def union(spans: Iterable[Span]) -> list[Span]:
    """The same time as spans that neither overlap nor touch, in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if span.start == span.end:
            continue
        if merged and span.start <= merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def gaps(window: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of `window` without the `taken` time, in order."""
    free: list[Span] = []
    at = window.start
    for span in union(taken):
        if span.end <= at:
            continue
        if span.start >= window.end:
            break
        if span.start > at:
            free.append(Span(at, span.start))
        at = span.end
    if at < window.end:
        free.append(Span(at, window.end))
    return free


def total(spans: Iterable[Span]) -> timedelta:
    """How much time the spans cover together, each moment counted once."""
    return sum((span.length for span in union(spans)), timedelta())
