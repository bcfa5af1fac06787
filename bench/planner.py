"""How long the planner takes by weeks: the blocks alone, then with all that is said."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._problems import some_problem  # noqa: E402 - after the path is set
from bench._processes import Bench  # noqa: E402 - the same
from tightrope.core.planner import Problem, broken_by, plan  # noqa: E402 - the same

RESULTS = ROOT / "bench" / "results"
WEEKS, FEW = (2, 4, 6, 13, 26), (2, 4)
SEEDS = 20
USUAL = 6
SECONDS, MEGABYTES = 0.15, 60.0
"""What 19 of 20 plans of six weeks may take, and the most memory of one."""
SOLVERS = ("highspy", "ortools", "pandas")
NUMPY = "import numpy"
PLAN = """
import sys
sys.path.insert(0, sys.argv[1])
from bench._problems import some_problem
from tightrope.core.planner import plan
plan(some_problem(int(sys.argv[2]), 0))
"""
PEAK = """
import json, sys
status = open("/proc/self/status").read().split()
peak = int(status[status.index("VmHWM:") + 1])
print(json.dumps([peak, [name for name in sys.argv[3:] if name in sys.modules]]))
"""
"""The most memory of a process in KB, as Linux tells it, and solvers that came in. What
its parent held before it does not count here, as it would in the figures of `wait`."""

Row = dict[str, float]


def main(argv: Sequence[str]) -> int:
    """Print the times as a table, or as JSON with `--json`; keep the JSON too."""
    parser = argparse.ArgumentParser(prog="bench planner", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--quick", action="store_true", help="few weeks, few problems")
    parser.add_argument("--seeds", type=int, default=SEEDS, metavar="N")
    asked = parser.parse_args(argv)
    weeks, seeds = (FEW, 2) if asked.quick else (WEEKS, asked.seeds)
    facts = measured(weeks, seeds)
    text = json.dumps(facts, indent=1)
    RESULTS.mkdir(exist_ok=True, parents=True)
    (RESULTS / "planner.json").write_text(f"{text}\n")
    if asked.json:
        print(text)
    else:
        show(facts)
    return 0


def measured(weeks: Sequence[int], seeds: int) -> dict[str, object]:
    """All that is printed."""
    plan(some_problem(2, 0))  # numpy and the rest come in once
    rows = {many: timed(many, seeds) for many in weeks}
    return {
        "schema": 1,
        "targets": {"weeks": USUAL, "seconds": SECONDS, "megabytes": MEGABYTES},
        "seeds": seeds,
        "rows": rows,
        "worst_growth_per_week": {
            name: growth({many: row[name] for many, row in rows.items()})
            for name in ("placed", "whole")
        },
        "cold": cold(USUAL),
    }


def timed(weeks: int, seeds: int) -> Row:
    """Seconds of the CPU for problems of so many weeks, and how well they went."""
    problems = [some_problem(weeks, seed) for seed in range(seeds)]
    placed = [seconds(place, problem) for problem in problems]
    whole = [seconds(plan, problem) for problem in problems]
    plans = [(plan(problem), problem) for problem in problems]
    return {
        "placed": round(median(placed), 5),
        "whole": round(median(whole), 5),
        "whole_p95": round(quantiles(whole, n=20, method="inclusive")[-1], 5),
        "blocks": median(len(found.blocks) for found, _ in plans),
        "proven": sum(found.score.proven for found, _ in plans) / seeds,
        "broken_rules": sum(len(broken_by(*pair)) for pair in plans),
    }


def place(problem: Problem) -> object:
    """The best places, without a word about them."""
    from tightrope.core.planner.dynamic import Program  # noqa: PLC0415 - numpy is slow
    from tightrope.core.planner.frame import framed  # noqa: PLC0415 - the same
    from tightrope.core.planner.route import best_of  # noqa: PLC0415 - the same

    return best_of(Program(framed(problem)))


def seconds(answer: Callable[[Problem], object], problem: Problem) -> float:
    """Seconds of the CPU that an answer takes."""
    start = process_time()
    answer(problem)
    return process_time() - start


def growth(by_weeks: Mapping[int, float]) -> float:
    """How many times as much a week costs among more of them, at worst."""
    each = [by_weeks[weeks] / weeks for weeks in sorted(by_weeks)]
    return round(max((b / a for a, b in combinations(each, 2)), default=1.0), 2)


def cold(weeks: int) -> dict[str, object]:
    """What one plan costs in a process of its own, with all that it imports."""
    with TemporaryDirectory() as compiled:
        bench = Bench(Path(compiled))
        words = (ROOT, str(weeks), *SOLVERS)
        bench.run("-c", PLAN + PEAK, *words)
        cost = bench.run("-c", PLAN + PEAK, *words)
        nothing = bench.run("-c", NUMPY + PEAK, *words)
    peak, solvers = json.loads(cost.printed)
    return {
        "seconds": round(cost.wall, 3),
        "peak_mb": megabytes(peak),
        "peak_mb_of_numpy_alone": megabytes(json.loads(nothing.printed)[0]),
        "solvers": solvers,
    }


def megabytes(kilobytes: int) -> float:
    """Memory as Linux counts it, in megabytes."""
    return round(kilobytes * 1024 / 1e6, 1)


def show(facts: dict[str, object]) -> None:
    """Print a line for each number of weeks."""
    rows = json.loads(json.dumps(facts["rows"]))
    print(f"{'weeks':>6}{'placed':>12}{'whole plan':>12}{'19 of 20':>12}", end="")
    print(f"{'a week':>12}{'blocks':>8}{'proven':>8}")
    for weeks, row in rows.items():
        times = (
            row["placed"],
            row["whole"],
            row["whole_p95"],
            row["whole"] / int(weeks),
        )
        print(f"{weeks:>6}", *(f"{1000 * one:>8.1f} ms" for one in times), end="")
        print(f"{row['blocks']:>8.0f}{row['proven']:>8.0%}")
    print(f"\nA week among more of them, at worst: {facts['worst_growth_per_week']}")
    print(f"A cold process for {USUAL} weeks: {facts['cold']}")
    print(f"Allowed: {SECONDS} s for 19 of 20 plans, {MEGABYTES:.0f} MB, no solver.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
