"""How fast a calendar is read: bytes to the occurrences of one year, beside others."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
# As a script it sees only its own folder, which has a name of the standard library.
sys.path[:] = [str(ROOT), *(one for one in sys.path if Path(one) != ROOT / "bench")]

from bench._calendars import NOW, write_calendar  # noqa: E402 - after the path is set
from bench._office import YEAR, write_office  # noqa: E402 - the same
from bench._processes import MB, Bench, Cost, Failed  # noqa: E402 - the same
from bench.growth import worst  # noqa: E402 - the same
from tightrope.core.timeline import Span  # noqa: E402 - the same

RESULTS = ROOT / "bench" / "results"
INSIDE = ROOT / "bench" / "_calendar_inside.py"
SIZES, FEW = (1000, 10_000, 50_000), (40, 80)
TIMES, MEGABYTES, WITHIN = 50.0, 100.0, 1.2
"""What is aimed at with 10,000 events: so many times faster than the pair, so much
memory, and per event at most so many times as much in a larger calendar."""
OURS, PAIR, FLOOR = "ours", "pair", "floor"
NAMES = {
    OURS: "Tightrope",
    PAIR: "icalendar + recurring-ical-events",
    "ical": "ical",
    "vobject": "vobject + dateutil",
    FLOOR: "one bytes.find over the file",
}
KINDS = {
    "office": (write_office, YEAR),
    "person": (write_calendar, Span(NOW - timedelta(days=365), NOW)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What it took one reader to read one calendar.

    Attributes:
        kind: an office's calendar or one person's.
        events: how many that has.
        reader: who read it.
        read: seconds of the CPU from bytes to components; the median of the runs.
        expand: from components to the occurrences of the year; likewise.
        seconds: both together.
        found: how many occurrences there are.
        peak_mb: the most memory of the whole process, in megabytes.
        month: seconds for one month of components that were read before, where asked.
    """

    kind: str
    events: int
    reader: str
    read: float
    expand: float
    seconds: float
    found: int
    peak_mb: float
    month: float | None = None


def main(argv: Sequence[str]) -> int:
    """Print the times as a table, or as JSON with `--json`; keep the JSON too."""
    asked = words(argv)
    sizes = FEW if asked.quick else SIZES
    with TemporaryDirectory() as made:
        measure = Measure(Path(made), asked.budget, runs=1 if asked.quick else 5)
        readings = list(measure.all(sizes, full=asked.full))
    facts = {
        "schema": 1,
        "targets": {"times": TIMES, "megabytes": MEGABYTES, "within": WITHIN},
        "readings": [asdict(one) for one in readings],
        "times_faster": [
            {"kind": one.kind, "events": one.events, "than": one.reader, "times": times}
            for one, times in faster(readings)
        ],
        "worst_growth_per_event": growth(readings),
        "times_the_limit": distances(readings),
    }
    RESULTS.mkdir(exist_ok=True, parents=True)
    text = json.dumps(facts, indent=1)
    (RESULTS / "calendar.json").write_text(f"{text}\n")
    if asked.json:
        print(text)
    else:
        show(readings)
    return 0


def words(argv: Sequence[str]) -> argparse.Namespace:
    """What the call asks for."""
    parser = argparse.ArgumentParser(prog="bench calendar", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--quick", action="store_true", help="few events, one run")
    parser.add_argument("--full", action="store_true", help="all readers of all sizes")
    help_ = "a reader that will take longer for a size is left out there"
    parser.add_argument(
        "--budget", type=float, default=40.0, metavar="SECONDS", help=help_
    )
    return parser.parse_args(argv)


class Measure:
    """Has calendars read in fresh processes.

    Args:
        made: a folder for the calendars.
        budget: seconds of the CPU that one reading may be expected to take.
        runs: how often ours is measured; the others, which take long, are once.
    """

    def __init__(self, made: Path, budget: float, *, runs: int) -> None:
        self._made, self._budget, self._runs = made, budget, runs
        self._bench = Bench(made / "compiled")

    def all(self, sizes: Sequence[int], *, full: bool) -> Iterator[Reading]:
        """Each reader and size of the office; of a person's calendar two."""
        last: dict[str, Reading] = {}
        for size in sizes:
            for reader in NAMES:
                before = last.get(reader)
                if before and not full and not self.fits(before, size):
                    continue
                if found := self.one("office", size, reader):
                    last[reader] = found
                    yield found
        for reader in (OURS, PAIR, FLOOR):
            if found := self.one("person", sizes[1], reader):
                yield found

    def fits(self, before: Reading, size: int) -> bool:
        """Whether a reader of a smaller calendar may be expected to be done in time."""
        return before.seconds * size / before.events <= self._budget

    def one(self, kind: str, size: int, reader: str) -> Reading | None:
        """What a reader took for one calendar; nothing where it failed."""
        write, window = KINDS[kind]
        path = self._made / f"{kind}-{size}.ics"
        if not path.exists():
            write(path, size)
        ends = (window.start.isoformat(), window.end.isoformat())
        runs: list[Cost] = []
        while len(runs) < (self._runs if reader in {OURS, FLOOR} else 1):
            try:
                runs.append(self._bench.run(INSIDE, reader, path, *ends))
            except Failed as error:
                sys.stderr.write(f"{NAMES[reader]}, {size} events: {error}\n")
                return None
        return reading(kind, size, reader, runs)


def reading(kind: str, size: int, reader: str, runs: Sequence[Cost]) -> Reading:
    """The middle of several runs."""
    said = [json.loads(run.printed) for run in runs]
    steps = {step: median(one[step] for one in said) for step in ("read", "expand")}
    months = [one["month"] for one in said if "month" in one]
    return Reading(
        kind=kind,
        events=size,
        reader=reader,
        read=round(steps["read"], 5),
        expand=round(steps["expand"], 5),
        seconds=round(median(one["read"] + one["expand"] for one in said), 5),
        found=int(said[0]["events"]),
        peak_mb=round(max(run.peak for run in runs) * MB / 1e6, 1),
        month=round(median(months), 4) if months else None,
    )


def faster(readings: Sequence[Reading]) -> Iterator[tuple[Reading, float]]:
    """Each other reading, and how many times ours fits into it."""
    ours = {(one.kind, one.events): one for one in readings if one.reader == OURS}
    for one in readings:
        mine = ours.get((one.kind, one.events))
        if mine and one.reader not in {OURS, FLOOR}:
            yield one, round(one.seconds / mine.seconds, 1)


def distances(readings: Sequence[Reading]) -> dict[str, float]:
    """How many times the look at each byte our reading takes, by kind and size."""
    floors = {(one.kind, one.events): one for one in readings if one.reader == FLOOR}
    return {
        f"{one.kind} {one.events}": round(one.seconds / least.seconds, 1)
        for one in readings
        if one.reader == OURS and (least := floors.get((one.kind, one.events)))
    }


def growth(readings: Sequence[Reading]) -> Mapping[str, float]:
    """How many times as much one event costs in a larger calendar, at worst."""
    by_reader: dict[str, dict[int, float]] = {}
    for one in readings:
        if one.kind == "office" and one.reader != FLOOR:
            by_reader.setdefault(one.reader, {})[one.events] = one.seconds
    return {reader: worst(by_size) for reader, by_size in by_reader.items()}


def show(readings: Sequence[Reading]) -> None:
    """Print a line for each reading, then what it comes to."""
    times = {
        (one.kind, one.events, one.reader): ratio for one, ratio in faster(readings)
    }
    print(f"{'':>22}{'':<36}{'read':>9}{'expand':>9}{'both':>9}", end="")
    print(f"{'found':>10}{'peak':>10}{'ours is':>12}")
    for one in readings:
        name = f"{one.kind}, {one.events:,}"
        ratio = times.get((one.kind, one.events, one.reader))
        print(f"{name:>20}  {NAMES[one.reader]:<36}", end="")
        print(
            "".join(f"{s:>7.3f} s" for s in (one.read, one.expand, one.seconds)), end=""
        )
        found = f"{one.found:>10,}" if one.reader != FLOOR else f"{'':>10}"
        print(f"{found}{one.peak_mb:>7.0f} MB", end="")
        print(f"{ratio:>7.1f} × as fast" if ratio else "")
    print()
    for one in readings:
        if one.month is not None:
            print(
                f"{one.kind}, {one.events:,}: a month of it, once it is read: ", end=""
            )
            print(f"{one.month * 1000:.0f} ms")
    print("\nper event, a larger calendar costs at worst (× a smaller one): ", end="")
    print(
        ", ".join(
            f"{NAMES[key]} {value:.2f}" for key, value in growth(readings).items()
        )
    )
    for key, value in distances(readings).items():
        print(f"{key}: ours takes {value:.0f} times one look at each byte")
    print(f"\nAimed at with 10,000 events: {TIMES:.0f} × as fast as the pair, ", end="")
    print(f"{MEGABYTES:.0f} MB, growth within {WITHIN}. All times are of the CPU.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
