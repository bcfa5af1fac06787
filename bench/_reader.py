"""Read one file after the other with icalendar and recurring-ical-events.

A process of its own, since some files keep them busy for ever: a path a line comes in,
a line of JSON goes out for each.
"""

import json
import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import recurring_ical_events

FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


def answer(path: Path) -> dict[str, object]:
    """What they read of a file: occurrences, and errors that they kept, or why not."""
    try:
        calendars = icalendar.Calendar.from_ical(path.read_bytes(), multiple=True)
        errors = sum(len(part.errors) for one in calendars for part in one.walk())
        found = sum(
            len(recurring_ical_events.of(one).between(FIRST, LAST)) for one in calendars
        )
    except Exception as error:  # noqa: BLE001 - whatever they raise is the result
        return {"read": False, "why": type(error).__name__}
    return {"read": bool(calendars), "errors": errors, "found": found}


def main() -> None:
    """Answer for each path until the input ends."""
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        print(json.dumps(answer(Path(line.rstrip("\n")))), flush=True)


if __name__ == "__main__":
    main()
