"""The parts of a plan, timed inside one fresh process: `_inside.py PART FILE`.

Prints one JSON object: seconds of the CPU by part, and how much was found.
"""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._calendars import NOW  # noqa: E402 - after the path is set
from bench._lines import ZONES  # noqa: E402 - the same
from tightrope.core.timeline import Span  # noqa: E402 - the same

ZONE = ZoneInfo(ZONES[0])
YEAR = Span(NOW - timedelta(days=365), NOW)

Found = dict[str, float]


class Laps:
    """Seconds of the CPU since the last lap."""

    def __init__(self, found: Found | None = None) -> None:
        self.found: Found = found or {}
        self._at = process_time()

    def lap(self, name: str) -> None:
        """Note what was done since the last lap."""
        now = process_time()
        self.found[name] = now - self._at
        self._at = process_time()


def ours(path: Path) -> Found:
    """Our reader: the components of a file, then one year of it."""
    from tightrope.calendars import ical  # noqa: PLC0415 - only what is measured

    laps = Laps()
    components, problems = ical.read(path.read_bytes(), source="")
    laps.lap("components")
    found = ical.occurrences(
        components, YEAR, zone=ZONE, me=(), problems=problems, source=""
    )
    events = len(list(found))
    laps.lap("occurrences")
    return {**laps.found, "events": events, "problems": len(problems)}


def theirs(path: Path) -> Found:
    """The pair of packages that most programs read calendars with, the same year."""
    import icalendar  # noqa: PLC0415 - only what is measured
    import recurring_ical_events  # noqa: PLC0415 - the same

    laps = Laps()
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    laps.lap("components")
    events = recurring_ical_events.of(calendar).between(YEAR.start, YEAR.end)
    laps.lap("occurrences")
    return {**laps.found, "events": len(events), "problems": 0}


def parts(path: Path) -> Found:
    """What a plan spends its time on, from reading the file to the answer."""
    laps = Laps()
    from tightrope.calendars.ics import IcsFile  # noqa: PLC0415 - timed by itself
    from tightrope.cli.answers.plan import planned_json  # noqa: PLC0415 - the same
    from tightrope.core.balance import verdicts  # noqa: PLC0415 - the same
    from tightrope.core.planner import plan  # noqa: PLC0415 - the same
    from tightrope.flows import plan as flow  # noqa: PLC0415 - the same
    from tightrope.flows.cycle import cycle_of_events  # noqa: PLC0415 - the same
    from tightrope.flows.read import read  # noqa: PLC0415 - the same
    from tightrope.flows.weigh import weigh_events  # noqa: PLC0415 - the same

    wanted = flow.Wanted(now=NOW, zone=ZONE)
    laps.lap("imports")
    reading = read([IcsFile(path)], flow.plan_window(NOW, ZONE, wanted.weeks))
    laps.lap("read")
    verdict = verdicts()
    for event in reading.events:
        verdict(event)
    laps.lap("sort titles")
    weeks = flow.balance_window(NOW, ZONE)
    weigh_events(reading.events, weeks, ZONE, working=wanted.working, verdict=verdict)
    laps.lap("weigh")
    told = cycle_of_events(reading.events, NOW, ZONE, verdict=verdict)
    laps.lap("cycle")
    plan(flow.problem_of(reading.events, wanted, told.cycle, verdict=verdict))
    laps.lap("plan")
    planned = flow.plan_blocks(reading.events, wanted)
    laps.lap("all again")
    json.dumps(planned_json(planned))
    laps.lap("say")
    blocks = len(planned.plan.blocks)
    return {**laps.found, "events": len(reading.events), "blocks": blocks}


PARTS: dict[str, Callable[[Path], Found]] = {
    "ours": ours,
    "theirs": theirs,
    "parts": parts,
}


if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](Path(sys.argv[2]))))
