"""A calendar in one piece, taken apart into one resource for each UID."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from tightrope.calendars.base import Resource
from tightrope.calendars.ical import Component, read
from tightrope.calendars.ical.fields import uid_of
from tightrope.calendars.ical.lines import decoded, unfolded
from tightrope.calendars.ical.stamps import length

KEPT = frozenset({"X-WR-TIMEZONE", "X-WR-CALNAME"})
"""Properties of a calendar that say how its events are meant."""

HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tightrope//Taken apart//EN\r\n"
END = b"END:VCALENDAR\r\n"

_TZID = re.compile(rb'(?i);TZID=("[^"\r\n]+"|[^":;,\r\n]+)')
_STAMP = re.compile(rb"\nDTSTAMP[:;][^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE)
_ENDS = re.compile(
    rb"^END[ \t]*:[ \t]*VCALENDAR[ \t\r]*$", re.MULTILINE | re.IGNORECASE
)
_END_OF_ANY = re.compile(rb"(?im)^END[ \t]*:[ \t]*[A-Z]")
_CALENDAR = re.compile(rb"(?im)^(?:\xef\xbb\xbf)?[ \t]*BEGIN[ \t]*:[ \t]*VCALENDAR")
_BEGINS = re.compile(rb"^BEGIN[ \t]*:", re.MULTILINE | re.IGNORECASE)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?|[A-Za-z]{3,30}")
_LONGEST_WORD = 200
_SHORTEST_REST = timedelta(minutes=5)
_LONGEST_REST = timedelta(days=30)


class NoWholeCalendar(ValueError):
    """Bytes are no calendar, or not all of one; the message says what they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a calendar in one piece holds.

    Attributes:
        resources: one for each UID, by href, in the order of the calendar.
        title: what it is called; perhaps nothing.
        colour: as CSS writes it; nothing where it has none.
        rest: how long it wants to be left alone between two readings
            (REFRESH-INTERVAL, RFC 7986, 5.7, or X-PUBLISHED-TTL).
    """

    resources: Mapping[str, Resource]
    title: str = ""
    colour: str | None = None
    rest: timedelta | None = None

    @property
    def etags(self) -> dict[str, str | None]:
        """The version of each resource."""
        return {href: each.etag for href, each in self.resources.items()}


def parts_of(data: bytes) -> Parts:
    """Take a calendar apart.

    An event keeps its bytes, its DTSTAMP apart: there a published calendar says when
    the answer was made (RFC 5545, 3.8.7.2), which would make each answer all new.

    Raises:
        NoWholeCalendar: it is none, or ends too early.
    """
    components, problems = read(data)
    if not components:
        raise NoWholeCalendar(problems[0].what if problems else "is no calendar")
    if not _is_whole(data):
        raise NoWholeCalendar("ends in the middle")
    heads = [each for each in components if each.kind == "VCALENDAR"]
    frames = _frames(components)
    resources = (
        _resource(uid, events, frames) for uid, events in _by_uid(components).items()
    )
    return Parts(
        resources=MappingProxyType({each.href: each for each in resources}),
        title=_said(heads, "NAME", "X-WR-CALNAME"),
        colour=_colour(_said(heads, "COLOR", "X-APPLE-CALENDAR-COLOR")),
        rest=_rest(_said(heads, "REFRESH-INTERVAL", "X-PUBLISHED-TTL")),
    )


def _is_whole(data: bytes) -> bool:
    """Whether the calendar ends after all that begins in it.

    Some programs write events without a calendar around them: those end themselves.
    """
    text = data if b"\n" in data else data.replace(b"\r", b"\n")
    ends = _ENDS if _CALENDAR.search(text) else _END_OF_ANY
    *_, last = (0, *(found.start() for found in ends.finditer(text)))
    return last > 0 and not _BEGINS.search(text, last)


def _by_uid(components: Iterable[Component]) -> dict[str, list[Component]]:
    """The events by UID; one that has none is named by its bytes."""
    events: dict[str, list[Component]] = {}
    for component in components:
        if component.kind == "VEVENT":
            uid = uid_of(component) or f"{_short(_event(component))}@no-uid"
            events.setdefault(uid, []).append(component)
    return events


class _Frame(NamedTuple):
    """What the events of one VCALENDAR share: its lines, and its zones by name."""

    lines: list[bytes]
    zones: dict[str, bytes]


def _frames(components: Iterable[Component]) -> dict[int, _Frame]:
    """What each VCALENDAR has besides its events."""
    frames: defaultdict[int, _Frame] = defaultdict(lambda: _Frame([], {}))
    for component in components:
        if component.kind == "VCALENDAR":
            frames[component.calendar].lines.extend(_kept(component))
        elif component.kind == "VTIMEZONE":
            name = (component.text("TZID") or "").strip()
            drawn = component.raw.rstrip(b"\r\n") + b"\r\n"
            frames[component.calendar].zones.setdefault(name, drawn)
    return frames


def _kept(calendar: Component) -> Iterator[bytes]:
    """The lines of a calendar that say how its events are meant."""
    for line in calendar.lines():
        called_off = line.name == "METHOD" and line.value.upper() == b"CANCEL"
        if called_off or line.name in KEPT:
            yield b"%s:%s\r\n" % (line.name.encode(), line.value.strip())


def _resource(
    uid: str, events: Sequence[Component], frames: Mapping[int, _Frame]
) -> Resource:
    """The events of one UID with what they need of their calendars."""
    data = b"".join(
        _calendar([_event(event) for event in same], frames.get(number))
        for number, same in groupby(events, key=attrgetter("calendar"))
    )
    return Resource(href=f"{_short(uid.encode())}.ics", etag=_short(data), data=data)


def _short(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _calendar(events: Sequence[bytes], frame: _Frame | None) -> bytes:
    lines, zones = frame or _Frame([], {})
    named = {
        decoded(name).strip().strip('"')
        for text in events
        for name in _TZID.findall(unfolded(text) if b"\n " in text else text)
    }
    drawn = (zones[name] for name in sorted(named) if name in zones)
    return b"".join((HEAD, *lines, *drawn, *events, END))


def _event(component: Component) -> bytes:
    """The bytes of an event without its DTSTAMP."""
    return _STAMP.sub(b"", component.raw.rstrip(b"\r\n")) + b"\r\n"


def _said(heads: Sequence[Component], *names: str) -> str:
    """What a calendar says under the first of these names that it has."""
    for name in names:
        for head in heads:
            text = (head.text(name) or "").strip()
            if text:
                shown = "".join(sign for sign in text if sign.isprintable())
                return shown[:_LONGEST_WORD]
    return ""


def _colour(text: str) -> str | None:
    # Apple puts how opaque it is behind, which few understand.
    return (
        text[:7].lower()
        if text.startswith("#") and _COLOUR.fullmatch(text)
        else (text.lower() if _COLOUR.fullmatch(text) else None)
    )


def _rest(text: str) -> timedelta | None:
    try:
        days, seconds = length(text)
        rest = timedelta(days=days, seconds=seconds)
    except (ValueError, OverflowError):
        return None
    return min(max(rest, _SHORTEST_REST), _LONGEST_REST) if rest else None
