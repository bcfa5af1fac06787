"""The record of what an event says of itself beside its times."""

from datetime import datetime
from typing import NamedTuple

from tightrope.core.timeline import Status


class Details(NamedTuple):
    """What all occurrences of an event share; the words are those of `Event`."""

    series: str
    title: str
    busy: bool
    status: Status
    cancelled: bool
    away: bool
    attendees: int
    organizer_is_me: bool | None
    outside: bool | None
    flexible: bool
    created: datetime | None
    changed: datetime | None
    categories: tuple[str, ...]
    days: int
