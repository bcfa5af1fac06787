"""Our event in what a server keeps: brought up to date, and all else as it was."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from tightrope.calendars.focus.event import CATEGORIES, COLOR, UNWANTED, facts
from tightrope.calendars.focus.held import (
    CONTROLS,
    MOST_CHANGES,
    NotOurs,
    zone_named,
)
from tightrope.calendars.focus.words import purpose_in, said
from tightrope.calendars.focus.zones import timezone
from tightrope.calendars.ical import Component, Value, edited, read, write
from tightrope.calendars.ical.fields import uid_of
from tightrope.calendars.ical.lines import texts_of
from tightrope.calendars.ical.writing import Wanted, escaped
from tightrope.calendars.ical_format.ours import (
    TIMES,
    event_of_ours,
    span_of,
)
from tightrope.core.planner.answer import Placed

STAMP = "%Y%m%dT%H%M%S"
_DIGITS = 9
"""More digits are no count of changes."""


def brought_up_to_date(
    placed: Placed, before: bytes, *, now: datetime, zone: ZoneInfo
) -> bytes | None:
    """The resource with our event as it should be; nothing where it cannot be edited.

    Args:
        placed: the block and why it is there.
        before: the bytes that stand there now.
        now: when it is written.
        zone: the zone that its times are written in.

    Raises:
        NotOurs: what stands there holds events, and not this block.
    """
    # A carriage return alone is a line end to some readers, and no text of ours.
    components, problems = read(CONTROLS.sub(b" ", before))
    calendars = [each for each in components if each.kind == "VCALENDAR"]
    if problems or len(calendars) != 1:
        return None
    uid = placed.block.uid
    events = [each for each in components if each.kind == "VEVENT"]
    rest = [each for each in components if each.kind != "VEVENT"]
    ours = [each for each in events if uid_of(each) == uid]
    if events and not ours:
        raise NotOurs(placed.block.id)
    one = event_of_ours([*rest, *ours])
    if one is None:
        return None
    new = edited(one.component, _changes(placed, one.component, rest, now, zone))
    others = {id(each) for each in ours} - {id(one.component)}
    kept = [each for each in components if id(each) not in others]
    parts = [new if each is one.component else each for each in kept]
    return write(_as_resource(parts, new, placed.block.span.start.year))


def _changes(
    placed: Placed,
    old: Component,
    rest: Sequence[Component],
    now: datetime,
    zone: ZoneInfo,
) -> Mapping[str, Wanted]:
    """What an event has to say otherwise than it does, by property."""
    changes = dict(_differing(placed, old, rest, zone))
    moment = Value(f"{now.astimezone(UTC):{STAMP}}Z")
    if not changes.keys().isdisjoint({*TIMES, "SUMMARY", "STATUS"}):
        changes["SEQUENCE"] = Value(str(_sequence(old) + 1))
    if old.text("CREATED") is None:
        changes["CREATED"] = moment
    return {**changes, "DTSTAMP": moment, "LAST-MODIFIED": moment}


def _differing(
    placed: Placed, old: Component, rest: Sequence[Component], zone: ZoneInfo
) -> Iterator[tuple[str, Wanted]]:
    there = {line.name for line in old.lines()}
    yield from ((name, None) for name in UNWANTED if name in there)
    moved = _is_elsewhere(placed, old, rest)
    for name, value in facts(placed, zone):
        if isinstance(value, datetime):
            if moved:
                yield name, _time(value)
        elif not _says(old, name, value, placed):
            yield name, value
    categories = [
        text
        for line in old.lines()
        if line.name == "CATEGORIES"
        for text in texts_of(line.value)
    ]
    if not set(CATEGORIES) <= set(categories):
        all_ = dict.fromkeys([*CATEGORIES, *categories])
        yield "CATEGORIES", Value(",".join(map(escaped, all_)))
    if "COLOR" not in there:
        yield "COLOR", COLOR


def _is_elsewhere(placed: Placed, old: Component, rest: Sequence[Component]) -> bool:
    """Whether an event is at another time, or at one that has no zone."""
    one = event_of_ours([*rest, old])
    lines = {line.name: line for line in old.lines()}
    named = all(
        name in lines
        and (
            lines[name].value.strip().endswith(b"Z") or "TZID" in lines[name].parameters
        )
        for name in TIMES
    )
    return not named or one is None or span_of(one) != placed.block.span


def _says(old: Component, name: str, value: str, placed: Placed) -> bool:
    """Whether a property says that already; a title in words of the person's does."""
    text = old.text(name)
    if name == "SUMMARY" and text:
        return purpose_in(text) == said(placed.block.purpose)
    return text == value


def _time(moment: datetime) -> Value:
    """A time as DTSTART has it: in its zone, or in UTC."""
    key = getattr(moment.tzinfo, "key", None)
    if key is None:
        return Value(f"{moment.astimezone(UTC):{STAMP}}Z")
    return Value(f"{moment:{STAMP}}", {"TZID": key})


def _sequence(old: Component) -> int:
    text = (old.text("SEQUENCE") or "").strip()
    known = text.isdecimal() and len(text) <= _DIGITS
    return min(int(text) if known else 0, MOST_CHANGES - 1)


def _as_resource(
    parts: Sequence[Component], event: Component, year: int
) -> Iterator[Component]:
    """The parts as RFC 4791, 4.1 wants them: no METHOD, and each zone drawn."""
    drawn = {(each.text("TZID") or "").strip() for each in parts}
    lines = [line for line in event.lines() if line.name in TIMES]
    named = {line.parameters.get("TZID", "") for line in lines} - drawn - {""}
    for each in parts:
        if each.kind != "VCALENDAR":
            yield each
            continue
        head = edited(each, {"METHOD": None}) if each.text("METHOD") else each
        yield head if head.text("VERSION") else edited(head, {"VERSION": Value("2.0")})
        for name in sorted(named):
            # One that others chose may have a name that nobody else knows.
            if zone := zone_named(name):
                raw = _drawn(zone, year)
                yield replace(each, kind="VTIMEZONE", raw=raw, cuts=())


@lru_cache(maxsize=64)
def _drawn(zone: ZoneInfo, year: int) -> bytes:
    """The VTIMEZONE of a zone; to look into forty years of it takes some time."""
    drawn: bytes = timezone(zone, year).to_ical()
    return drawn.rstrip(b"\r\n")
