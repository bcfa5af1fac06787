"""A focus file before and after a plan: what is added, changed, taken back, kept."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Written
from tightrope.calendars.focus.event import COLOR, UTC_NAMES, composed, withdrawn
from tightrope.calendars.focus.held import (
    Held,
    held,
    span_of,
    state_of,
    zone_named,
    zone_names,
)
from tightrope.calendars.focus.lines import checked
from tightrope.calendars.focus.zones import timezone
from tightrope.core.planner.answer import Plan

if TYPE_CHECKING:
    from icalendar import Calendar, Component

REMEMBERED = timedelta(weeks=8)
"""Past blocks stay in the file so long."""

Fated = tuple["Fate", "Component | None"]

REFRESH = timedelta(hours=1)
NAME = "Tightrope focus blocks"
PRODUCT = "-//Tightrope//Focus blocks//EN"


class Fate(Enum):
    """What becomes of an event."""

    ADDED = auto()
    CHANGED = auto()
    REMOVED = auto()
    UNCHANGED = auto()
    DROPPED = auto()
    CANCELLED_BEFORE = auto()


def revised(
    before: bytes | None, plan: Plan, *, now: datetime, zone: ZoneInfo, name: str
) -> Written:
    """What the file `name` becomes when `plan` is written to it.

    Raises:
        NoCalendarFile: what is there is no calendar.
        NotOurs: it holds what we did not write.
        UnsafeLine: what is there cannot be written again safely.
    """
    known = held(before, name)
    fates = [
        *_planned(known, plan, now=now, zone=zone),
        *_unplanned(known, plan, now=now),
    ]
    events = [event for _, event in fates if event]
    count = [fate for fate, _ in fates].count
    return Written(
        added=count(Fate.ADDED),
        changed=count(Fate.CHANGED),
        removed=count(Fate.REMOVED),
        unchanged=count(Fate.UNCHANGED),
        dropped=count(Fate.DROPPED),
        before=before,
        after=file_of(events, known, now=now, zone=zone),
    )


def _planned(
    known: Held, plan: Plan, *, now: datetime, zone: ZoneInfo
) -> Iterator[Fated]:
    for placed in plan.blocks:
        old = known.events.get(placed.block.uid)
        new = composed(placed, old, now=now, zone=zone)
        if old is None or state_of(old) is None:
            yield Fate.ADDED, new
        else:
            yield (Fate.UNCHANGED if new is old else Fate.CHANGED), new


def _unplanned(known: Held, plan: Plan, *, now: datetime) -> Iterator[Fated]:
    planned = {placed.block.uid for placed in plan.blocks}
    for uid, old in known.events.items():
        if uid not in planned:
            yield _left(old, now)


def _left(old: "Component", now: datetime) -> Fated:
    """What becomes of an event that the plan does not name."""
    span = span_of(old)
    stands = state_of(old) is not None
    if span.end <= (now - REMEMBERED if stands else now):
        return Fate.DROPPED, None
    if not stands:
        return Fate.CANCELLED_BEFORE, old
    if span.start <= now:
        return Fate.UNCHANGED, old
    return Fate.REMOVED, withdrawn(old, now=now)


def file_of(
    events: Sequence["Component"], known: Held, *, now: datetime, zone: ZoneInfo
) -> bytes:
    """A calendar of these events, for programs to import or to subscribe to.

    Args:
        events: one for each block.
        known: where time zones are found that the system does not know.
        now: from when on time zones are told, where there are no events.
        zone: the zone that the calendar is in.

    Raises:
        UnsafeLine: it could be read as something else than it is.
    """
    calendar = _empty(zone)
    year = min((span_of(event).start.year for event in events), default=now.year)
    for name in sorted(zone_names(events) | _own_name(zone)):
        if component := _zone(name, year, known):
            calendar.add_component(component)
    for event in sorted(events, key=lambda event: (span_of(event), event["UID"])):
        calendar.add_component(event)
    return checked(calendar.to_ical(), events=len(events))


def _empty(zone: ZoneInfo) -> "Calendar":
    from icalendar import Calendar  # noqa: PLC0415 - slow, off the start-up path

    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", NAME)
    calendar.add("X-WR-CALNAME", NAME)
    calendar.add("X-WR-TIMEZONE", zone.key or "UTC")
    calendar.add("COLOR", COLOR)
    # RFC 7986, 5.7: the type has to be said.
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    return calendar


def _own_name(zone: ZoneInfo) -> set[str]:
    """The zone's name, also when no block needs it: a calendar holds something."""
    return set() if zone.key in UTC_NAMES else {zone.key}


def _zone(name: str, year: int, known: Held) -> "Component | None":
    zone = zone_named(name)
    return timezone(zone, year) if zone else known.zones.get(name)
