"""A calendar as it stood week after week, from a log of what changed.

The log has one JSON object a line: `{"at": TIME, "ops": [...]}`, each op being
`["+" or "~", UID, RECURRENCE-ID, VEVENT]` or `["-", UID, RECURRENCE-ID]`.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from tightrope.core.errors import InputError
from tightrope.core.timeline import Event
from tightrope.rolling.replay import Sighting

Key = tuple[str, str | None, datetime]
"""An event at a time: where it moves, it is another one."""


class NoLog(InputError):
    """A line of the log of changes cannot be used."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line} of the log of changes is no such line")


def states(lines: Iterable[str], zones: str) -> Iterator[tuple[datetime, bytes]]:
    """The calendar after each line, as iCalendar.

    Args:
        lines: the log; lines without ops are left out.
        zones: the VTIMEZONEs that its events need.

    Raises:
        NoLog: a line is not as it should be.
    """
    there: dict[tuple[str, str], str] = {}
    for number, line in enumerate(lines, 1):
        try:
            raw = json.loads(line)
            for op, uid, instance, *component in raw.get("ops", []):
                if op == "-":
                    del there[uid, instance]
                else:
                    there[uid, instance] = component[0]
            if "ops" in raw:
                yield datetime.fromisoformat(raw["at"]), _calendar(there, zones)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError):
            raise NoLog(number) from None


def sighted(
    seen: Iterable[tuple[datetime, Iterable[Event]]],
) -> Iterator[Sighting]:
    """When each event was first seen and when it was gone.

    What stood there from the beginning has been known for ever, and what took place
    before is left out. A single event that says when it was booked, between the time it
    was seen and the one before, is believed.
    """
    known: dict[Key, Sighting] = {}
    before: datetime | None = None
    first: datetime | None = None
    there: set[Key] = set()
    for at, events in seen:
        here = {_key(event): event for event in events}
        for key, event in here.items():
            if key not in there:
                booked = _booked(event, before, at)
                known[key] = Sighting(event=event, known=booked, gone=None)
        for key in there - here.keys():
            old = known[key]
            known[key] = Sighting(event=old.event, known=old.known, gone=at)
        there, before, first = set(here), at, first or at
    for one in known.values():
        if first and one.event.span.start >= first:
            yield one


def read_in(
    log: Iterable[tuple[datetime, bytes]], read: Callable[[bytes], Iterable[Event]]
) -> Iterator[tuple[datetime, Iterable[Event]]]:
    """The events of each state."""
    for at, data in log:
        yield at, read(data)


def _booked(event: Event, before: datetime | None, at: datetime) -> datetime | None:
    if before is None:
        return None
    single = event.recurrence_id is None and event.created is not None
    if single and event.created and before <= event.created <= at:
        return event.created
    return at


def _key(event: Event) -> Key:
    return event.uid, event.recurrence_id, event.span.start


def zones_in(text: str) -> str:
    """The VTIMEZONEs of a calendar."""
    begin, end = text.find("BEGIN:VTIMEZONE"), text.rfind("END:VTIMEZONE")
    return text[begin:end] + "END:VTIMEZONE" if 0 <= begin < end else ""


def _calendar(there: dict[tuple[str, str], str], zones: str) -> bytes:
    parts = ["BEGIN:VCALENDAR\nVERSION:2.0", zones.strip(), *there.values()]
    text = "\n".join([part for part in parts if part] + ["END:VCALENDAR", ""])
    return text.encode()
