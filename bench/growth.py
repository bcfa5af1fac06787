"""How time grows with a calendar: per event, from 1,000 to 50,000 of them."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._calendars import NOW, write_calendar  # noqa: E402 - after the path is set
from bench._plot import Line, growth_picture  # noqa: E402 - the same
from bench._processes import Bench  # noqa: E402 - the same
from tightrope.charts import standalone  # noqa: E402 - the same

RESULTS = ROOT / "bench" / "results"
INSIDE = ROOT / "bench" / "_inside.py"
SIZES, FEW = (1000, 10_000, 50_000), (50, 100)
WITHIN = 1.2
"""So much more may one event cost when there are more of them."""
READING, PLAN, PAIR = "reading", "whole plan", "pair"
LABELS = {
    READING: ("Tightrope, reading a year", "quiet"),
    PLAN: ("Tightrope, the whole plan", "intense"),
    PAIR: ("icalendar + recurring-ical-events", "normal"),
}

Growth = Mapping[str, float | None]
Seconds = dict[str, dict[int, float]]
"""Seconds of the CPU by what was done and number of events."""


def main(argv: Sequence[str]) -> int:
    """Print the times as a table, or as JSON with `--json`; keep the JSON too."""
    asked = words(argv)
    sizes = FEW if asked.quick else SIZES
    seconds, peaks = measured(sizes, 1 if asked.quick else 3, full=asked.full)
    found = {name: worst(by_size) for name, by_size in seconds.items()}
    added = {name: of_added(by_size) for name, by_size in seconds.items()}
    facts = {
        "schema": 1,
        "within": WITHIN,
        "seconds_of_cpu": seconds,
        "microseconds_per_event": per_event(seconds),
        "worst_growth_per_event": found,
        "growth_per_added_event": added,
        "peak_mb_of_plan": peaks,
    }
    RESULTS.mkdir(exist_ok=True, parents=True)
    text = json.dumps(facts, indent=1)
    (RESULTS / "growth.json").write_text(f"{text}\n")
    picture = asked.picture or RESULTS / "growth.svg"
    picture.write_text(drawn(seconds), encoding="utf-8")
    if asked.json:
        print(text)
    else:
        show(seconds, added, peaks)
    return 0


def words(argv: Sequence[str]) -> argparse.Namespace:
    """What the call asks for."""
    parser = argparse.ArgumentParser(prog="bench growth", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--quick", action="store_true", help="few events, one run")
    parser.add_argument("--full", action="store_true", help="the pair at 10,000 too")
    parser.add_argument("--picture", type=Path, metavar="FILE.svg", help="drawn there")
    return parser.parse_args(argv)


def measured(
    sizes: Sequence[int], runs: int, *, full: bool = False
) -> tuple[Seconds, dict[int, float]]:
    """Seconds of the CPU by size, and the most memory that a plan held."""
    seconds: Seconds = {READING: {}, PLAN: {}, PAIR: {}}
    peaks: dict[int, float] = {}
    with TemporaryDirectory() as made:
        bench = Bench(Path(made, "compiled"))
        for number, size in enumerate(sizes):
            path = write_calendar(Path(made, f"{size}.ics"), size)
            if not number:
                planned(bench, path)
            seconds[READING][size] = median(
                inside(bench, "ours", path) for _ in range(runs)
            )
            plans = [planned(bench, path) for _ in range(runs)]
            seconds[PLAN][size] = round(median(cpu for cpu, _ in plans), 4)
            peaks[size] = round(max(peak for _, peak in plans), 1)
            if number < 1 + full:
                seconds[PAIR][size] = inside(bench, "theirs", path)
    return seconds, peaks


def inside(bench: Bench, part: str, path: Path) -> float:
    """Seconds of the CPU that reading one year took, after the imports."""
    found: dict[str, float] = json.loads(bench.run(INSIDE, part, path).printed)
    return round(found["components"] + found["occurrences"], 4)


def planned(bench: Bench, path: Path) -> tuple[float, float]:
    """Seconds of the CPU and megabytes that a cold plan took."""
    now = NOW.isoformat()
    cost = bench.run("-m", "tightrope", "plan", path, "--now", now, "--json")
    return cost.cpu, cost.peak


def per_event(seconds: Seconds) -> dict[str, dict[int, float]]:
    """Microseconds for each event."""
    return {
        name: {size: round(1e6 * found / size, 1) for size, found in by_size.items()}
        for name, by_size in seconds.items()
    }


def worst(by_size: Mapping[int, float]) -> float:
    """How many times as much an event costs in a larger calendar, at worst.

    Below 1 where each larger calendar costs less per event: what a start costs is
    shared by more of them.
    """
    each = [by_size[size] / size for size in sorted(by_size)]
    return round(max((b / a for a, b in combinations(each, 2)), default=1.0), 3)


def of_added(by_size: Mapping[int, float]) -> float | None:
    """How many times as much the last added events cost as the first added ones.

    What a start costs is out of it. Nothing where there are fewer than three sizes.
    """
    sizes = sorted(by_size)
    each = [
        (by_size[more] - by_size[less]) / (more - less)
        for less, more in pairwise(sizes)
    ]
    return round(each[-1] / each[0], 3) if len(each) > 1 else None


def drawn(seconds: Seconds) -> str:
    """The picture, as SVG."""
    lines = [
        Line(label=label, look=look, points=tuple(sorted(seconds[name].items())))
        for name, (label, look) in LABELS.items()
    ]
    times = max(worst(seconds[name]) for name in (READING, PLAN))
    says = (
        "Time of the CPU. Dashed: in proportion to the largest calendar. "
        f"An event of a larger one costs at most {times:.2f} times as much."
    )
    return standalone(growth_picture(lines, says))


def show(seconds: Seconds, added: Growth, peaks: Mapping[int, float]) -> None:
    """Print a line for each size, then the growth."""
    each = per_event(seconds)
    print(f"{'events':>8}" + "".join(f"{name:>26}" for name in seconds), end="")
    print(f"{'peak of a plan':>20}")
    for size, peak in peaks.items():
        print(f"{size:>8,}" + "".join(cells(seconds, each, size)), end="")
        print(f"{peak:>17.0f} MB")
    print()
    for name, by_size in seconds.items():
        print(f"{name}: per event at worst {worst(by_size):.2f} times as much", end="")
        times = added[name]
        print(f"; per added event {times:.2f} times" if times else "")
    print(f"\nLinear is what stays below {WITHIN}. All times are of the CPU.")


def cells(seconds: Seconds, each: Seconds, size: int) -> Iterator[str]:
    """What stands in the row of one size."""
    for name, by_size in seconds.items():
        if size in by_size:
            yield f"{by_size[size]:>10.3f} s{each[name][size]:>8.0f} µs each"
        else:
            yield f"{'':>26}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
