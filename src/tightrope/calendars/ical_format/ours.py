"""Our block in a resource, as its server kept it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from tightrope.calendars.focus.held import STATE, stands_as
from tightrope.calendars.focus.words import purpose_in
from tightrope.calendars.ical import Component, read
from tightrope.calendars.ical.entries import Entry, first
from tightrope.calendars.ical.fields import uid_of
from tightrope.calendars.ical.words import says_cancelled
from tightrope.calendars.ical_format.listing import (
    calendars_called_off,
    placeable,
    reading_of,
)
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import OUR_UID, Span

TIMES = ("DTSTART", "DTEND")


def block(data: bytes) -> Block | None:
    """The block; nothing where none is in it, or it was withdrawn."""
    components, _ = read(data)
    one = event_of_ours(components)
    if one is None or one.when.all_day:
        return None
    title = one.component.text("SUMMARY") or ""
    state = _state(one, components, title)
    span = span_of(one)
    if state is None or span is None:
        return None
    return Block(
        id=one.uid.removesuffix(OUR_UID),
        span=span,
        state=state,
        purpose=purpose_in(title),
    )


def event_of_ours(components: Sequence[Component]) -> Entry | None:
    """The event of a block among the components of a resource: its latest version."""
    candidates = [
        component
        for component in components
        if component.kind == "VEVENT" and uid_of(component).endswith(OUR_UID)
    ]
    if not candidates:
        return None
    placed = placeable(candidates, reading_of(components))
    found = [one for one in placed if one.of is None]
    return max(reversed(found), key=lambda one: one.version, default=None)


def _state(one: Entry, components: Sequence[Component], title: str) -> State | None:
    if one.component.calendar in calendars_called_off(components):
        return None
    status = first(one.fields, b"STATUS")
    state = stands_as(status, one.component.text(STATE) or "")
    if state is not State.OVERRIDDEN and says_cancelled(title):
        return None
    return state


def span_of(one: Entry) -> Span | None:
    """When an event is; nothing where no clock can tell it."""
    try:
        start, end = one.when.span(one.when.local)
        return Span(
            datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC)
        )
    except (ValueError, OverflowError, OSError):
        return None


def has_zones(event: Component) -> bool:
    """Whether an event begins and ends at times that are no floating ones."""
    lines = {line.name: line for line in event.lines() if line.name in TIMES}
    return len(lines) == len(TIMES) and all(
        line.value.strip().upper().endswith(b"Z") or "TZID" in line.parameters
        for line in lines.values()
    )
