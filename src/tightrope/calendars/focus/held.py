"""What a focus file holds already: read from its bytes, ours or refused."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tightrope.calendars.focus.words import purpose_in
from tightrope.core.errors import InputError
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import OUR_UID, Span

if TYPE_CHECKING:
    from icalendar import Component

STATE = "X-TIGHTROPE-STATE"
STATUS = {
    State.PROPOSED: "TENTATIVE",
    State.PENCILLED: "TENTATIVE",
    State.FIRM: "CONFIRMED",
    State.LOCKED: "CONFIRMED",
    State.IN_PROGRESS: "CONFIRMED",
    State.KEPT: "CONFIRMED",
    State.OVERRIDDEN: "CANCELLED",
}
"""RFC 5545, 3.8.1.11: what other programs are told of each state."""

MOST_CHANGES = 2**31 - 2
"""One more is the largest number that RFC 5545, 3.3.8 has."""

_PLAIN = {"TENTATIVE": State.PENCILLED, "CONFIRMED": State.FIRM}

CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
"""All but tab and line ends; a CR alone, which some readers take as a line end."""

_BEGIN = re.compile(rb"^BEGIN:", re.MULTILINE | re.IGNORECASE)
_END = re.compile(rb"^END:", re.MULTILINE | re.IGNORECASE)

FOREIGN_FAULTS = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError),
    ValueError,
)
"""What icalendar raises on bytes that it was not made for."""


class NoCalendarFile(InputError):
    """The file that blocks should go to holds something else than a calendar."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} is there and is no calendar that can be read; it was left as it "
            "is, give another path for the focus blocks"
        )


class NotOurs(InputError):
    """The file that blocks should go to holds what Tightrope did not write."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} holds events that Tightrope did not write; it was left as it is, "
            "give another path for the focus blocks"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The events and time zones of a focus file.

    Attributes:
        events: by UID.
        zones: by TZID.
    """

    events: dict[str, "Component"] = field(default_factory=dict)
    zones: dict[str, "Component"] = field(default_factory=dict)


def held(data: bytes | None, name: str) -> Held:
    """What is in a focus file with these bytes, or with none.

    Args:
        data: all of the file; nothing where there is no file.
        name: what the person calls it.

    Raises:
        NoCalendarFile: they are no calendar.
        NotOurs: something in it was not written by us, or cannot be read any more.
    """
    if data is None or not data.strip():
        return Held()
    try:
        return _sorted_out(_components(data), name)
    except FOREIGN_FAULTS as error:
        raise NoCalendarFile(name) from error


def _components(data: bytes) -> Iterator["Component"]:
    for calendar in calendars_in(data):
        yield from calendar.subcomponents


def calendars_in(data: bytes) -> list["Component"]:
    """The calendars that these bytes hold, control characters taken out.

    Raises:
        one of FOREIGN_FAULTS: they cannot be read, or not to their end.
    """
    from icalendar import Calendar  # noqa: PLC0415 - slow, off the start-up path

    text = CONTROLS.sub(b" ", data).removeprefix(b"\xef\xbb\xbf")
    calendars = Calendar.from_ical(text, multiple=True)
    # icalendar leaves out, without a word, what is begun and never ended.
    if len(_BEGIN.findall(text)) != len(_END.findall(text)):
        raise ValueError(len(text))
    for calendar in calendars:
        if calendar.name != "VCALENDAR":
            raise ValueError(calendar.name)
    return list(calendars)


def _sorted_out(components: Iterable["Component"], name: str) -> Held:
    found = Held()
    for component in components:
        if component.name == "VTIMEZONE":
            found.zones.setdefault(str(component["TZID"]), component)
            continue
        uid = str(component.get("UID", ""))
        if component.name != "VEVENT" or not uid.endswith(OUR_UID):
            raise NotOurs(name)
        span_of(component)
        known = found.events.get(uid)
        if known is None or sequence_of(component) > sequence_of(known):
            found.events[uid] = component
    return found


def blocks_in(found: Held) -> tuple[Block, ...]:
    """The blocks that stand in the file, by start; withdrawn ones stand no more."""
    blocks = [
        Block(
            id=uid.removesuffix(OUR_UID),
            span=span_of(event),
            state=state,
            purpose=purpose_in(str(event.get("SUMMARY", ""))),
        )
        for uid, event in found.events.items()
        if (state := state_of(event))
    ]
    return tuple(sorted(blocks, key=lambda block: (block.span, block.id)))


def state_of(event: "Component") -> State | None:
    """How far the block of an event has come; nothing when it was withdrawn."""
    return stands_as(str(event.get("STATUS", "")), str(event.get(STATE, "")))


def stands_as(status: str, named: str) -> State | None:
    """How far the block of an event has come; nothing when it was withdrawn.

    Where the STATUS does not fit our own property, somebody changed it elsewhere, and
    the STATUS says what they want.

    Args:
        status: its STATUS; one that is empty stands for CONFIRMED.
        named: what our own property says.
    """
    status = status.strip().upper() or "CONFIRMED"
    if named in STATUS and STATUS[State(named)] == status:
        return State(named)
    return _PLAIN.get(status)


def span_of(event: "Component") -> Span:
    """When an event of ours is.

    Raises:
        ValueError, LookupError, AttributeError: its times cannot be read.
    """
    # A property given twice is a list and has no dt, which is the fault to raise.
    start = _moment(cast("Any", event["DTSTART"]).dt)
    if "DTEND" in event:
        return Span(start, max(start, _moment(cast("Any", event["DTEND"]).dt)))
    lasting = cast("Any", event["DURATION"]).dt if "DURATION" in event else timedelta()
    return Span.lasting(start, lasting)


def _moment(value: date) -> datetime:
    # We write no dates and no floating times; who made one of ours so left no zone.
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), tzinfo=UTC)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def sequence_of(event: "Component") -> int:
    """How often it was changed in what matters (RFC 5545, 3.8.7.4); 0 if unreadable."""
    value = event.get("SEQUENCE")
    return min(max(int(value), 0), MOST_CHANGES) if isinstance(value, int) else 0


def zone_names(events: Iterable["Component"]) -> set[str]:
    """Each TZID that the times of `events` name."""
    return {
        str(event[name].params["TZID"])
        for event in events
        for name in ("DTSTART", "DTEND")
        if name in event and "TZID" in event[name].params
    }


def zone_named(name: str) -> ZoneInfo | None:
    """The zone of that name, where the system knows it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
