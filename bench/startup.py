"""How long the program takes to start, beside a Python that does nothing."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._processes import Bench, Costs  # noqa: E402 - after the path is set

RESULTS = ROOT / "bench" / "results"
TARGET = 0.3
"""Seconds that `tightrope --help` may take."""
NOTHING = "python -c pass"
CALLS: dict[str, tuple[str, ...]] = {
    NOTHING: ("-c", "pass"),
    "tightrope --help": ("-m", "tightrope", "--help"),
    "tightrope --version": ("-m", "tightrope", "--version"),
    "tightrope plan --help": ("-m", "tightrope", "plan", "--help"),
}
_RUNS, _FEW = 15, 2

Scores = dict[str, dict[str, float]]


def main(argv: Sequence[str]) -> int:
    """Print the times as a table, or as JSON with `--json`; keep the JSON too."""
    parser = argparse.ArgumentParser(prog="bench startup", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--quick", action="store_true", help="few runs")
    asked = parser.parse_args(argv)
    scores = measured(_FEW if asked.quick else _RUNS)
    facts = {"schema": 1, "target_seconds": TARGET, "calls": scores}
    text = json.dumps(facts, indent=1)
    RESULTS.mkdir(exist_ok=True, parents=True)
    (RESULTS / "startup.json").write_text(f"{text}\n")
    if asked.json:
        print(text)
    else:
        show(scores)
    return 0


def measured(times: int) -> Scores:
    """Each call's costs, `first` that of its very first run, and its ratio."""
    first = {name: first_run(words) for name, words in CALLS.items()}
    with TemporaryDirectory() as compiled:
        bench = Bench(Path(compiled))
        bench.in_turn(CALLS, 1)
        costs = bench.in_turn(CALLS, times)
    return {name: scored(costs, name, first[name]) for name in CALLS}


def first_run(words: Sequence[str]) -> float:
    """Seconds of a run before anything is compiled, Python's own library neither."""
    with TemporaryDirectory() as compiled:
        return Bench(Path(compiled)).run(*words).wall


def scored(costs: dict[str, Costs], name: str, first: float) -> dict[str, float]:
    """The figures of one call."""
    ratio = costs[name].cpu() / costs[NOTHING].cpu()
    return {
        **costs[name].said(),
        "first": round(first, 4),
        "times_nothing": round(ratio, 2),
    }


def show(scores: Scores) -> None:
    """Print a line for each call."""
    print(f"{'':<24}{'median':>9}{'least':>9}{'first':>9}{'× nothing':>11}{'peak':>10}")
    for name, found in scores.items():
        seconds = "".join(f"{found[key]:>7.3f} s" for key in ("wall", "least", "first"))
        print(f"{name:<24}{seconds}{found['times_nothing']:>11.2f}", end="")
        print(f"{found['peak_mb']:>7.0f} MB")
    print(f"\n--help may take {TARGET} s. × nothing: time of the CPU, medians.")
    print("first: with nothing compiled yet, not even Python's own library.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
