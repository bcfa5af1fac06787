"""A first sync from a real CalDAV server: what it costs us, and others."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._processes import Bench, Cost  # noqa: E402 - after the path is set
from tests.servers import Running, radicale  # noqa: E402 - the same

RESULTS = ROOT / "bench" / "results"
INSIDE = ROOT / "bench" / "_caldav_inside.py"
MANY, FEW, FEWEST = 5000, 1000, 20
TIMES = 3
SECONDS, MEGABYTES = 2.0, 150.0
"""What a first sync of 5,000 events may cost us."""

OURS, THEIRS, ALL, WIRE = "ours", "theirs", "theirs_all", "wire"
LABELS = {
    OURS: "Tightrope, token and fetch",
    THEIRS: "caldav, token and fetch",
    ALL: "caldav, fetch without token",
    WIRE: "the bytes alone, unread",
}

Row = dict[str, float]
Rows = dict[str, dict[int, Row]]


def main(argv: Sequence[str]) -> int:
    """Print the costs as a table, or as JSON with `--json`; keep the JSON too."""
    parser = argparse.ArgumentParser(prog="bench caldav", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--quick", action="store_true", help="few events, once")
    asked = parser.parse_args(argv)
    sizes = (FEWEST, FEWEST) if asked.quick else (MANY, FEW)
    rows = measured(*sizes, times=1 if asked.quick else TIMES)
    few = min(sizes)
    times = {
        name: rows[name][few]["cpu"] / rows[OURS][few]["cpu"] for name in (THEIRS, ALL)
    }
    facts = {
        "schema": 1,
        "target": {"seconds_of_cpu": SECONDS, "peak_mb": MEGABYTES},
        "rows": rows,
        "times_our_cpu": {name: round(found, 1) for name, found in times.items()},
    }
    text = json.dumps(facts, indent=1)
    RESULTS.mkdir(exist_ok=True, parents=True)
    (RESULTS / "caldav.json").write_text(f"{text}\n")
    if asked.json:
        print(text)
    else:
        show(rows, times)
    return 0


def measured(many: int, few: int, times: int) -> Rows:
    """What each way costs: ours and the bytes at both sizes, theirs at the few."""
    with TemporaryDirectory() as compiled, radicale() as running:
        bench = Bench(Path(compiled))
        rows: Rows = {name: {} for name in LABELS}
        for size in sorted({many, few}):
            names = LABELS if size == few else (OURS, WIRE)
            # in a process of its own, for this one has to stay small
            address = f"{running.home}bench-{size}/"
            bench.run(
                INSIDE, "fill", address, running.user, running.password, str(size)
            )
            for name in names:
                rows[name][size] = of(bench, name, running, address, times)
        return rows


def of(bench: Bench, name: str, running: Running, address: str, times: int) -> Row:
    """What one way costs: the medians, and the most memory."""
    runs: list[tuple[Cost, Row]] = []
    for _ in range(times):
        words = (INSIDE, name, address, running.user, running.password)
        cost = bench.run(*words)
        runs.append((cost, json.loads(cost.printed)))
    said = [row for _, row in runs]
    return {
        "cpu": round(median(row["list"] + row["fetch"] for row in said), 4),
        "list": round(median(row["list"] for row in said), 4),
        "fetch": round(median(row["fetch"] for row in said), 4),
        "peak_mb": round(max(cost.peak for cost, _ in runs), 1),
        "above_imports_mb": round(max(row["above_imports_mb"] for row in said), 1),
        "resources": said[0]["resources"],
        "bytes": said[0]["bytes"],
    }


def show(rows: Rows, times: Mapping[str, float]) -> None:
    """Print a line for each way and size."""
    print(f"{'':<28}{'events':>8}{'CPU':>10}{'peak':>9}{'above imports':>16}{'MB':>7}")
    for name, by_size in rows.items():
        for size, row in sorted(by_size.items()):
            print(
                f"{LABELS[name]:<28}{size:>8,}{row['cpu']:>8.2f} s"
                f"{row['peak_mb']:>6.0f} MB{row['above_imports_mb']:>13.0f} MB"
                f"{row['bytes'] / 1e6:>7.1f}"
            )
    print()
    for name, found in times.items():
        print(f"{LABELS[name]}: {found:.1f} times our time of the CPU")
    print(f"A first sync of {MANY:,} may take {SECONDS:g} s and {MEGABYTES:g} MB.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
