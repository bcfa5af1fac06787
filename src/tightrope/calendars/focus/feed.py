"""Our blocks as a calendar to subscribe to, made from nothing but the blocks.

Nobody keeps what a feed said before, so what tells its versions apart comes from when
each block changed: the SEQUENCE of an event counts seconds.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Shown
from tightrope.calendars.focus.event import composed, withdrawn
from tightrope.calendars.focus.held import MOST_CHANGES, STATE, Held
from tightrope.calendars.focus.revision import file_of
from tightrope.calendars.focus.words import FOCUS

if TYPE_CHECKING:
    from icalendar import Component

TELLING = ("DESCRIPTION", "CATEGORIES", STATE)
"""What says more than that the time is taken."""


def published(shown: Iterable[Shown], *, zone: ZoneInfo, titles: bool) -> bytes:
    """The bytes of a feed; `calendars.base.Publish` says more."""
    ordered = sorted(
        shown, key=lambda one: (one.placed.block.span, one.placed.block.id)
    )
    events = [_event(one, zone, titles=titles) for one in ordered]
    # No event, no year: the zone is told from a year on that never changes.
    start = datetime(2020, 1, 1, tzinfo=UTC)
    return file_of(events, Held(), now=start, zone=zone)


def _event(shown: Shown, zone: ZoneInfo, *, titles: bool) -> "Component":
    """One block as an event that says when it was last changed."""
    event = composed(shown.placed, None, now=shown.since, zone=zone)
    if shown.withdrawn:
        event = withdrawn(event, now=shown.since)
    if not titles:
        for name in (*TELLING, "SUMMARY"):
            event.pop(name, None)
        event.add("SUMMARY", FOCUS)
    changed = max(shown.changed, shown.since).astimezone(UTC).replace(microsecond=0)
    for name, value in (
        ("DTSTAMP", changed),
        ("LAST-MODIFIED", changed),
        ("SEQUENCE", _sequence(shown)),
    ):
        event.pop(name, None)
        event.add(name, value)
    return event


def _sequence(shown: Shown) -> int:
    """A number that grows with each change (RFC 5545, 3.8.7.4)."""
    seconds = (shown.changed - shown.since) // timedelta(seconds=1)
    return min(max(seconds, 0), MOST_CHANGES)
