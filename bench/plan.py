"""A whole plan in a cold process, beside other packages that only read the file."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._calendars import NOW, write_calendar  # noqa: E402 - after the path is set
from bench._processes import Bench, Cost, Costs  # noqa: E402 - the same

RESULTS = ROOT / "bench" / "results"
INSIDE = ROOT / "bench" / "_inside.py"
SECONDS, MEGABYTES = 2.0, 200.0
"""What a plan of a calendar with 5,000 events may take."""
PARTS = "imports", "read", "sort titles", "weigh", "cycle", "plan", "say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What was measured.

    Attributes:
        events: how many the calendar has.
        megabytes: how large its file is.
        found: occurrences in the time that a plan looks at, and blocks placed.
        plan: what a cold `tightrope plan FILE --json` costs.
        pair: what a cold process costs in which `icalendar` and
            `recurring_ical_events` read one year of the same file.
        faster: how often the plan fits into the time of the pair, by the wall.
        parts: seconds of the CPU by part of the plan, in one process.
    """

    events: int
    megabytes: float
    found: Mapping[str, float]
    plan: Mapping[str, float]
    pair: Mapping[str, float]
    faster: float
    parts: Mapping[str, float]


def main(argv: Sequence[str]) -> int:
    """Print the costs as a table, or as JSON with `--json`; keep the JSON too."""
    parser = argparse.ArgumentParser(prog="bench plan", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--quick", action="store_true", help="few events, few runs")
    parser.add_argument("--events", type=int, default=5000, metavar="N")
    parser.add_argument("--runs", type=int, default=7, metavar="N")
    asked = parser.parse_args(argv)
    events, runs = (100, 1) if asked.quick else (asked.events, asked.runs)
    scores = measured(events, runs)
    targets = {"seconds": SECONDS, "megabytes": MEGABYTES}
    facts = {"schema": 1, "targets": targets, **asdict(scores)}
    text = json.dumps(facts, indent=1)
    RESULTS.mkdir(exist_ok=True, parents=True)
    (RESULTS / "plan.json").write_text(f"{text}\n")
    if asked.json:
        print(text)
    else:
        show(scores)
    return 0


def measured(events: int, runs: int) -> Scores:
    """Plan a made-up calendar of so many events in so many cold processes."""
    with TemporaryDirectory() as made:
        path = write_calendar(Path(made, "work.ics"), events)
        size = path.stat().st_size / 1e6
        bench = Bench(Path(made, "compiled"))
        bench.in_turn(calls(path), 1)
        costs = bench.in_turn(calls(path), runs)
        inside = [bench.run(INSIDE, "parts", path) for _ in range(runs)]
    parts = parts_of(inside)
    return Scores(
        events=events,
        megabytes=round(size, 1),
        found={name: parts[name] for name in ("events", "blocks")},
        plan=costs["plan"].said(),
        pair=costs["pair"].said(),
        faster=faster(costs),
        parts={name: round(parts[name], 4) for name in PARTS},
    )


def calls(path: Path) -> dict[str, Sequence[str | Path]]:
    """The two processes that stand beside each other."""
    words = ("-m", "tightrope", "plan", path, "--now", NOW.isoformat(), "--json")
    return {"plan": words, "pair": (INSIDE, "theirs", path)}


def parts_of(inside: Sequence[Cost]) -> dict[str, float]:
    """The median of each figure that the processes printed."""
    said: list[dict[str, float]] = [json.loads(run.printed) for run in inside]
    return {name: median(one[name] for one in said) for name in said[0]}


def faster(costs: Mapping[str, Costs]) -> float:
    """How often a plan fits into the time that the pair needs to read."""
    return round(costs["pair"].wall() / costs["plan"].wall(), 2)


def show(scores: Scores) -> None:
    """Print the costs, then the parts."""
    print(f"{scores.events} events, {scores.megabytes} MB; ", end="")
    print(f"{scores.found['events']:.0f} occurrences looked at, ", end="")
    print(f"{scores.found['blocks']:.0f} blocks placed\n")
    print(f"{'cold process':<44}{'median':>9}{'least':>9}{'CPU':>9}{'peak':>9}")
    rows = {
        "tightrope plan": scores.plan,
        "icalendar + recurring_ical_events, reading": scores.pair,
    }
    for name, found in rows.items():
        seconds = "".join(f"{found[key]:>7.2f} s" for key in ("wall", "least", "cpu"))
        print(f"{name:<44}{seconds}{found['peak_mb']:>6.0f} MB")
    print(f"\nThe whole plan fits {scores.faster:.1f} times into that reading.")
    print(f"It may take {SECONDS:g} s and {MEGABYTES:g} MB.\n")
    for name, part in scores.parts.items():
        print(f"  {name:<12}{part:>7.3f} s of the CPU")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
