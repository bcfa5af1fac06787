"""A block as the bytes of a resource, new or over what stands there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tightrope.calendars.focus import event as focus_event
from tightrope.calendars.focus.event import UNWANTED
from tightrope.calendars.focus.held import (
    STATE,
    STATUS,
    span_of,
    zone_named,
    zone_names,
)
from tightrope.calendars.focus.lines import checked
from tightrope.calendars.focus.words import description_of, said
from tightrope.calendars.focus.zones import timezone
from tightrope.calendars.ical import Component as Scanned
from tightrope.calendars.ical import read
from tightrope.calendars.ical.fields import uid_of
from tightrope.calendars.ical_format.editing import brought_up_to_date
from tightrope.calendars.ical_format.ours import block, event_of_ours, has_zones
from tightrope.core.planner.answer import Placed

if TYPE_CHECKING:
    from icalendar import Component

PRODUCT = "-//Tightrope//Focus blocks//EN"


def composed(
    placed: Placed, before: bytes | None, *, now: datetime, zone: ZoneInfo
) -> bytes:
    """The bytes of a resource that holds a block.

    Args:
        placed: the block and why it is there.
        before: the bytes that stand there now.
        now: when it is written.
        zone: the zone that its times are written in.

    Raises:
        NotOurs: what stands there holds events, and not this block.
    """
    if before is not None:
        if says_the_same(before, placed, zone):
            return before
        after = brought_up_to_date(placed, before, now=now, zone=zone)
        if after and _is_sound(after, placed):
            return after
    return _new(placed, now=now, zone=zone)


def says_the_same(data: bytes, placed: Placed, zone: ZoneInfo) -> bool:
    """Whether a resource says of a block what would be written, in whatever way.

    Servers rewrite what they are given, so what is said is compared, and no bytes.
    """
    components, _ = read(data)
    one = event_of_ours(components)
    found = block(data)
    if one is None or found is None or not _is_alone(components):
        return False
    there = {line.name for line in one.component.lines()}
    text = {name: one.component.text(name) or "" for name in _SAID}
    wanted = placed.block
    free = "TRANSPARENT" if STATUS[wanted.state] == "CANCELLED" else "OPAQUE"
    return (
        (found.id, found.span, found.purpose)
        == (wanted.id, wanted.span, said(wanted.purpose))
        and (text["STATUS"].upper() or "CONFIRMED") == STATUS[wanted.state]
        and (text["TRANSP"].upper() or "OPAQUE") == free
        and text[STATE] in {"", wanted.state.value}
        and _plain(text["DESCRIPTION"]) == _plain(description_of(placed, zone))
        and there.isdisjoint(UNWANTED)
        and has_zones(one.component)
    )


_SAID = ("STATUS", "TRANSP", "DESCRIPTION", STATE)


def _is_alone(components: Sequence[Scanned]) -> bool:
    """Whether there is one event, and no METHOD (RFC 4791, 4.1)."""
    kinds = [component.kind for component in components]
    calendars = [each for each in components if each.kind == "VCALENDAR"]
    return (
        kinds.count("VEVENT") == 1
        and len(calendars) == 1
        and calendars[0].text("METHOD") is None
    )


def _plain(text: str) -> list[str]:
    """The lines of a text without blanks at their ends, which servers take off."""
    return [line.strip() for line in text.strip().splitlines()]


def _is_sound(data: bytes, placed: Placed) -> bool:
    """Whether what was edited is read back as the block that it should be."""
    components, problems = read(data)
    events = [uid_of(each) for each in components if each.kind == "VEVENT"]
    meant = replace(placed.block, purpose=said(placed.block.purpose))
    alone = events.count(meant.uid) == 1
    return alone and not problems and block(data) == meant


def _new(placed: Placed, *, now: datetime, zone: ZoneInfo) -> bytes:
    """The bytes of a new resource.

    Raises:
        UnsafeLine: they could be read as something else than they are.
    """
    from icalendar import Calendar  # noqa: PLC0415 - slow, off the start-up path

    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    event = focus_event.composed(placed, None, now=now, zone=zone)
    for name in sorted(zone_names([event])):
        if known := zone_named(name):
            calendar.add_component(_drawn(known, span_of(event).start.year))
    calendar.add_component(event)
    return checked(calendar.to_ical(), events=1)


@lru_cache(maxsize=64)
def _drawn(zone: ZoneInfo, year: int) -> "Component":
    """The VTIMEZONE of a zone; to look into forty years of it takes some time."""
    return timezone(zone, year)
