"""A calendar read in one fresh process: `_calendar_inside.py READER FILE START END`.

Prints one JSON object: seconds of the CPU by step, and how many occurrences were found.
"""

import json
import sys
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._inside import Found, Laps  # noqa: E402 - after the path is set
from tightrope.core.timeline import Span  # noqa: E402 - the same

MONTH = timedelta(days=30)
PASSES = 20


def ours(path: Path, window: Span) -> Found:
    """Our reader: the components of a file, the events of a window, then of a month."""
    from tightrope.calendars import ical  # noqa: PLC0415 - only what is measured

    laps = Laps()
    components, problems = ical.read(path.read_bytes())
    laps.lap("read")
    events = list(ical.occurrences(components, window, problems=problems))
    laps.lap("expand")
    found = len(events)
    del events
    month = Span(window.start, window.start + MONTH)
    laps = Laps(laps.found)
    events = list(ical.occurrences(components, month))
    laps.lap("month")
    return {**laps.found, "events": found, "in_month": len(events)}


def pair(path: Path, window: Span) -> Found:
    """The two packages that most programs read calendars with."""
    import icalendar  # noqa: PLC0415 - only what is measured
    import recurring_ical_events  # noqa: PLC0415 - the same

    laps = Laps()
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    laps.lap("read")
    events = recurring_ical_events.of(calendar).between(window.start, window.end)
    laps.lap("expand")
    return {**laps.found, "events": len(events)}


def ical(path: Path, window: Span) -> Found:
    """The package `ical`, which Home Assistant uses."""
    from ical.calendar_stream import IcsCalendarStream  # noqa: PLC0415 - as above

    laps = Laps()
    text = path.read_bytes().decode()
    calendar = IcsCalendarStream.calendar_from_ics(text)
    laps.lap("read")
    events = list(calendar.timeline_tz(UTC).overlapping(window.start, window.end))
    laps.lap("expand")
    return {**laps.found, "events": len(events)}


def vobject(path: Path, window: Span) -> Found:
    """The package `vobject`, with the rules of `dateutil`."""
    import vobject  # noqa: PLC0415 - as above

    laps = Laps()
    (calendar,) = vobject.readComponents(path.read_bytes().decode())
    laps.lap("read")
    found = sum(_starts(event, window) for event in calendar.vevent_list)
    laps.lap("expand")
    return {**laps.found, "events": found}


def _starts(event: object, window: Span) -> int:
    """How many times an event of vobject's begins in a window."""
    start: date = event.dtstart.value  # type: ignore[attr-defined]  # vobject has no types
    begin = start if isinstance(start, datetime) else datetime.combine(start, time())
    first, last = window.start, window.end
    if not begin.tzinfo:
        first, last = first.replace(tzinfo=None), last.replace(tzinfo=None)
    rules = event.getrruleset(addRDate=True)  # type: ignore[attr-defined]  # the same
    if rules is not None:
        return len(rules.between(first, last, inc=True))
    return first <= begin < last


def floor(path: Path, window: Span) -> Found:  # noqa: ARG001 - as the others
    """What no reader can be faster than: one look at each byte, in C."""
    data = path.read_bytes()
    began = process_time()
    for _ in range(PASSES):
        at = data.find(b"\nEND:VCALENDAR")
    return {"read": (process_time() - began) / PASSES, "expand": 0.0, "events": at}


READERS: dict[str, Callable[[Path, Span], Found]] = {
    "ours": ours,
    "pair": pair,
    "ical": ical,
    "vobject": vobject,
    "floor": floor,
}


def main(words: list[str]) -> None:
    """Read the file as is asked for, and print what it took."""
    reader, path, start, end = words
    warnings.simplefilter("ignore")
    window = Span(datetime.fromisoformat(start), datetime.fromisoformat(end))
    print(json.dumps(READERS[reader](Path(path), window)))


if __name__ == "__main__":
    main(sys.argv[1:])
