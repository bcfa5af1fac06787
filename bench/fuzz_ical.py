"""Feed the iCalendar reader with what atheris thinks of, until it is stopped.

Needs `pip install .[fuzz]`; then run
`python -P bench/fuzz_ical.py CORPUS tests/golden/ical`, CORPUS being a folder for what
it thinks of. What it finds becomes a test.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import atheris  # noqa: E402 - after the path is set

with atheris.instrument_imports(include=["tightrope.calendars"]):
    from tightrope.calendars.ical import occurrences, owner_of, read, zone_of
from tightrope.core.timeline import Span  # noqa: E402 - after the path is set

WINDOW = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def survive(data: bytes) -> None:
    """Read the bytes, alone and as the lines of an event; nothing may be raised."""
    for whole in (data, b"BEGIN:VEVENT\nDTSTART:20260302T090000Z\n" + data):
        components, problems = read(whole)
        zone_of(components)
        owner_of(components)
        for component in components:
            list(component.lines())
        for event in occurrences(components, WINDOW, problems=problems):
            if event.span.end < event.span.start:
                raise AssertionError(event.uid)


if __name__ == "__main__":
    atheris.Setup(sys.argv, survive)
    atheris.Fuzz()
