"""What moving meetings gains, by how many may move: points, their bound, seconds."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import mean, median
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._problems import some_problem  # noqa: E402 - after the path is set
from tightrope.core.planner import (  # noqa: E402 - the same
    Busy,
    Movable,
    Problem,
    broken_by,
    plan,
)

RESULTS = ROOT / "bench" / "results"
WEEKS, SEEDS, FEW = 6, 10, 2
MANY = (20, 60)
DAY = timedelta(days=1)


def main(argv: Sequence[str]) -> int:
    """Print a line for each number of meetings that may move; keep the JSON too."""
    parser = argparse.ArgumentParser(prog="bench moves", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--quick", action="store_true", help="two problems only")
    asked = parser.parse_args(argv)
    seeds = FEW if asked.quick else SEEDS
    facts = {
        "schema": 1,
        "weeks": WEEKS,
        "problems": seeds,
        "rows": {many: measured(many, seeds) for many in MANY},
    }
    text = json.dumps(facts, indent=1)
    RESULTS.mkdir(exist_ok=True, parents=True)
    (RESULTS / "moves.json").write_text(f"{text}\n")
    if asked.json:
        print(text)
    else:
        show(json.loads(text)["rows"])
    return 0


def measured(many: int, seeds: int) -> dict[str, float]:
    """Means over the problems, and the worst share of the bound."""
    rows = list(weighed(many, seeds))
    return {
        "points_without_moves": round(mean(row["without"] for row in rows), 1),
        "points": round(mean(row["points"] for row in rows), 1),
        "bound": round(mean(row["bound"] for row in rows), 1),
        "least_share_of_bound": round(
            min(row["points"] / row["bound"] for row in rows), 3
        ),
        "moves": round(mean(row["moves"] for row in rows), 1),
        "seconds": round(median(row["seconds"] for row in rows), 3),
        "most_seconds": round(max(row["seconds"] for row in rows), 3),
        "broken_rules": sum(row["broken"] for row in rows),
    }


def weighed(many: int, seeds: int) -> Iterator[dict[str, float]]:
    """What each problem came to."""
    for seed in range(seeds):
        fixed = some_problem(WEEKS, seed)
        problem = movable(fixed, many)
        before = process_time()
        found = plan(problem)
        yield {
            "seconds": process_time() - before,
            "without": plan(fixed).score.points,
            "points": found.score.points,
            "bound": found.score.bound,
            "moves": len(found.shifted),
            "broken": len(broken_by(found, problem)),
        }


def movable(problem: Problem, many: int) -> Problem:
    """The same, so many meetings free to go a day back or forth."""
    step = max(1, len(problem.busy) // many)
    free = range(0, step * many, step)
    return replace(
        problem,
        busy=tuple(
            freed(busy, problem) if number in free else busy
            for number, busy in enumerate(problem.busy)
        ),
    )


def freed(busy: Busy, problem: Problem) -> Busy:
    """The same meeting, free to stand between the day before and the day after."""
    start = busy.span.start.astimezone(problem.zone)
    return replace(
        busy,
        movable=Movable(
            earliest=start.replace(hour=9, minute=0) - DAY,
            latest=start.replace(hour=18, minute=0) + DAY,
        ),
    )


def show(rows: dict[str, dict[str, float]]) -> None:
    """Print the rows."""
    print(f"{'may move':>9}{'without':>9}{'points':>9}{'bound':>9}{'least':>8}", end="")
    print(f"{'moves':>8}{'seconds':>9}{'most':>7}{'broken':>8}")
    for many, row in rows.items():
        print(
            f"{many:>9}{row['points_without_moves']:>9.0f}{row['points']:>9.0f}"
            f"{row['bound']:>9.0f}{row['least_share_of_bound']:>8.2f}"
            f"{row['moves']:>8.1f}{row['seconds']:>9.2f}{row['most_seconds']:>7.2f}"
            f"{row['broken_rules']:>8.0f}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
