"""A block as the bytes of a resource, new or over what stands there."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tightrope.calendars.focus import event as focus_event
from tightrope.calendars.focus.event import UNWANTED
from tightrope.calendars.focus.held import (
    FOREIGN_FAULTS,
    STATE,
    STATUS,
    NotOurs,
    calendars_in,
    sequence_of,
    span_of,
    zone_named,
    zone_names,
)
from tightrope.calendars.focus.lines import UnsafeLine, checked
from tightrope.calendars.focus.words import description_of, said
from tightrope.calendars.focus.zones import timezone
from tightrope.calendars.ical import Component as Scanned
from tightrope.calendars.ical import read
from tightrope.calendars.ical_format.ours import block, event_of_ours
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
        try:
            return _over(placed, before, now=now, zone=zone)
        except (*FOREIGN_FAULTS, UnsafeLine):
            # It cannot be read, or not be written again safely: then as a whole.
            pass
    return _written(_empty(), placed, None, now=now, zone=zone)


def says_the_same(data: bytes, placed: Placed, zone: ZoneInfo) -> bool:
    """Whether a resource says of a block what would be written, in whatever way.

    Servers rewrite what they are given, so what is said is compared, and no bytes.
    """
    components, _ = read(data)
    one = event_of_ours(components)
    found = block(data)
    if one is None or found is None or not _is_alone(components):
        return False
    lines = {line.name: line for line in one.component.lines()}
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
        and not lines.keys() & set(UNWANTED)
        and all(_has_zone(lines.get(name)) for name in ("DTSTART", "DTEND"))
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


def _has_zone(line: object) -> bool:
    """Whether a time is no floating one."""
    value = getattr(line, "value", b"")
    return value.strip().endswith(b"Z") or "TZID" in getattr(line, "parameters", ())


def _over(placed: Placed, before: bytes, *, now: datetime, zone: ZoneInfo) -> bytes:
    """The resource with our event brought up to date, and all else as it was.

    Raises:
        NotOurs: it holds events, and not this block.
        UnsafeLine: it cannot be written again safely.
        one of FOREIGN_FAULTS: it cannot be read.
    """
    (calendar,) = calendars_in(before)
    events = [each for each in calendar.subcomponents if each.name == "VEVENT"]
    ours = [each for each in events if str(each.get("UID")) == placed.block.uid]
    if events and not ours:
        raise NotOurs(placed.block.id)
    series = [each for each in ours if "RECURRENCE-ID" not in each]
    old = max(series, key=sequence_of, default=None)
    calendar.subcomponents = [
        each for each in calendar.subcomponents if not any(each is one for one in ours)
    ]
    return _written(calendar, placed, old, now=now, zone=zone)


def _empty() -> "Component":
    from icalendar import Calendar  # noqa: PLC0415 - slow, off the start-up path

    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    return calendar


def _written(
    calendar: "Component",
    placed: Placed,
    old: "Component | None",
    *,
    now: datetime,
    zone: ZoneInfo,
) -> bytes:
    """The bytes of a calendar with the event of a block put in.

    Raises:
        UnsafeLine: they could be read as something else than they are.
    """
    # RFC 4791, 4.1: what is stored on a server has no METHOD.
    calendar.pop("METHOD", None)
    calendar.pop("VERSION", None)
    calendar.add("VERSION", "2.0")
    event = focus_event.composed(placed, old, now=now, zone=zone)
    calendar.add_component(event)
    _add_zones(calendar, event)
    events = [each for each in calendar.subcomponents if each.name == "VEVENT"]
    return checked(calendar.to_ical(), events=len(events))


def _add_zones(calendar: "Component", event: "Component") -> None:
    """Put in the time zones that our event names and nobody has drawn yet."""
    drawn = {
        str(each.get("TZID"))
        for each in calendar.subcomponents
        if each.name == "VTIMEZONE"
    }
    for name in sorted(zone_names([event]) - drawn):
        if zone := zone_named(name):
            year = span_of(event).start.year
            calendar.subcomponents.insert(0, _drawn(zone, year))


@lru_cache(maxsize=64)
def _drawn(zone: ZoneInfo, year: int) -> "Component":
    """The VTIMEZONE of a zone; to look into forty years of it takes some time."""
    return timezone(zone, year)
