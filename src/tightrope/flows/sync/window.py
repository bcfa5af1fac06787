"""How far occurrences are kept worked out, and when that has to be moved on."""

from datetime import datetime, timedelta

from tightrope.core.timeline import Span
from tightrope.flows.ports import Collection

BACK = timedelta(days=2 * 365)
AHEAD = timedelta(days=548)
"""A year and a half: more than any plan, or any year-on-year comparison, looks at."""
STEP = timedelta(days=30)
"""The horizon moves in steps, since each step works all out again."""


def kept_window(collection: Collection, now: datetime) -> Span:
    """The time in which the occurrences of a calendar are kept."""
    start = now - BACK
    return Span(start, max(collection.expanded_until or horizon(now), start))


def whole_window(now: datetime) -> Span:
    """The time in which occurrences should be kept, as seen from `now`."""
    return Span(now - BACK, horizon(now))


def horizon(now: datetime) -> datetime:
    """Up to when occurrences should be worked out."""
    return now + AHEAD


def is_behind(collection: Collection, now: datetime) -> bool:
    """Whether what is worked out no longer reaches far enough ahead."""
    known = collection.expanded_until
    return known is None or horizon(now) - known >= STEP
