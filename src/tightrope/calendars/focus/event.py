"""One block as a VEVENT."""

import copy
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tightrope.calendars.focus.held import STATE, STATUS, sequence_of, span_of
from tightrope.calendars.focus.words import description_of, title_of
from tightrope.core.planner.answer import Placed
from tightrope.core.timeline import Span

if TYPE_CHECKING:
    from icalendar import Component

CATEGORIES = ("Focus", "Vision")
COLOR = "royalblue"
SHOWN = {"TENTATIVE": "TENTATIVE", "CONFIRMED": "BUSY", "CANCELLED": "FREE"}
"""What Outlook shows for each STATUS, in X-MICROSOFT-CDO-BUSYSTATUS."""

# What would make one block into many, or send mail to people.
UNWANTED = (
    *("RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "DURATION"),
    *("ORGANIZER", "ATTENDEE"),
)


def composed(
    placed: Placed, old: "Component | None", *, now: datetime, zone: ZoneInfo
) -> "Component":
    """The event of a block.

    Args:
        placed: the block and why it is there.
        old: the event that it had before. It is returned itself when it says the same
            already; otherwise what others added to it (an alarm, a place) stays.
        now: when it is written.
        zone: the zone that its times are written in.
    """
    from icalendar import Event  # noqa: PLC0415 - slow, off the start-up path

    event = copy.deepcopy(old) if old else Event()
    for name in UNWANTED:
        event.pop(name, None)
    for name, value in facts(placed, zone):
        event.pop(name, None)
        event.add(name, value)
    _add_looks(event)
    if old and event.to_ical() == old.to_ical():
        return old
    return _stamped(event, old, now)


def withdrawn(old: "Component", *, now: datetime) -> "Component":
    """The same event, cancelled, so that programs which imported it learn so."""
    event = copy.deepcopy(old)
    event.pop(STATE, None)
    for name, value in _standing("CANCELLED"):
        event.pop(name, None)
        event.add(name, value)
    return _stamped(event, old, now)


def facts(placed: Placed, zone: ZoneInfo) -> Iterator[tuple[str, str | datetime]]:
    """What the event of a block says, by property: texts, and times in `zone`."""
    block = placed.block
    start, end = _local(block.span, zone)
    yield "UID", block.uid
    yield "DTSTART", start
    yield "DTEND", end
    yield "SUMMARY", title_of(block)
    yield "DESCRIPTION", description_of(placed, zone)
    yield STATE, block.state.value
    yield from _standing(STATUS[block.state])


def _add_looks(event: "Component") -> None:
    """Give it our categories beside those of others, and our colour unless it has one.

    Calendar programs show both, and let people choose them.
    """
    from icalendar.prop import vCategory  # noqa: PLC0415 - slow, off the start-up path

    given = event.pop("CATEGORIES", [])
    found = given if isinstance(given, list) else [given]
    names = [str(name) for each in found for name in getattr(each, "cats", [each])]
    others = [name for name in names if name not in CATEGORIES]
    event.add("CATEGORIES", vCategory([*CATEGORIES, *dict.fromkeys(others)]))
    if "COLOR" not in event:
        event.add("COLOR", COLOR)


def _standing(status: str) -> Iterator[tuple[str, str]]:
    yield "STATUS", status
    yield "TRANSP", "TRANSPARENT" if status == "CANCELLED" else "OPAQUE"
    yield "X-MICROSOFT-CDO-BUSYSTATUS", SHOWN[status]


def _local(span: Span, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end in `zone`, or in UTC where its clocks cannot tell them.

    In the hour that comes twice in autumn, a local time means the first one.
    """
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    if zone.key in UTC_NAMES or start.fold or end.fold:
        return span.start, span.end
    return start, end


UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu"}) | {
    *("UCT", "Universal", "Zulu", None)
}
"""Zones whose times are written with a Z; one made from a file has no name at all."""


def _stamped(event: "Component", old: "Component | None", now: datetime) -> "Component":
    """`event` with the stamps of a change at `now`, from what it was before."""
    moment = now.astimezone(UTC).replace(microsecond=0)
    if "CREATED" not in event:
        event.add("CREATED", moment)
    sequence = sequence_of(old) + (_matters(event) != _matters(old)) if old else 0
    for name in ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE"):
        event.pop(name, None)
    event.add("DTSTAMP", moment)
    event.add("LAST-MODIFIED", moment)
    event.add("SEQUENCE", sequence)
    return event


def _matters(event: "Component") -> tuple[Span, str, str]:
    """What raises the SEQUENCE when it changes; the explanation does not."""
    return span_of(event), str(event.get("SUMMARY")), str(event.get("STATUS"))
