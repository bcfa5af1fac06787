"""Moments as whole minutes since 1970, for counting in integers."""

from datetime import UTC, datetime, timedelta

from tightrope.core.timeline import Span

MINUTE = timedelta(minutes=1)
GRAIN = 15
"""Minutes in a grain: blocks begin and end on the quarter-hours."""
_ZERO = datetime(1970, 1, 1, tzinfo=UTC)


def minute_of(moment: datetime) -> int:
    """The last whole minute at or before `moment`."""
    return (moment - _ZERO) // MINUTE


def minute_from(moment: datetime) -> int:
    """The first whole minute at or after `moment`."""
    return -((_ZERO - moment) // MINUTE)


def minutes(length: timedelta) -> int:
    """A length in whole minutes; what is left over does not count."""
    return length // MINUTE


def span_between(start: int, end: int) -> Span:
    """The span between two minutes."""
    return Span(_ZERO + start * MINUTE, _ZERO + end * MINUTE)
