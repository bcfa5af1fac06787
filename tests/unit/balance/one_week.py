"""A week in Berlin to place entries in: Monday 16 November 2026 and after."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tightrope.core.timeline import Event, Span, whole_week

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 16)
WEEK = whole_week(MONDAY, BERLIN)


def at(clock: str, minutes: float, day: int = 0) -> Span:
    """So many minutes from a time of day on, `day` days after the Monday."""
    start = datetime.fromisoformat(f"{MONDAY + timedelta(days=day)} {clock}")
    return Span.lasting(start.replace(tzinfo=BERLIN), timedelta(minutes=minutes))


def event(title: str, span: Span, **facts: Any) -> Event:
    """An entry with a title; its UID is made from both unless it is given."""
    known: dict[str, Any] = {"uid": f"{title} {span.start}", **facts}
    return Event(title=title, span=span, **known)


def whole(title: str, first: int, days: int = 1, **facts: Any) -> Event:
    """An all-day entry that begins `first` days after the Monday."""
    span = Span(at("00:00", 0, first).start, at("00:00", 0, first + days).start)
    start = MONDAY + timedelta(days=first)
    return event(title, span, days=(start, start + timedelta(days=days)), **facts)
