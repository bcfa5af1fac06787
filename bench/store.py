"""What the store costs: a month out of many occurrences, and renewing some of them."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._processes import Bench  # noqa: E402 - after the path is set

RESULTS = ROOT / "bench" / "results"
PROGRAM = ROOT / "bench" / "_store.py"
TARGET = 10
"""Milliseconds that a month out of all occurrences may take."""
_MANY, _FEW = 50_000, 500
WORDS = {
    "new_ms": "a new data folder, its tables made",
    "fill_ms": "all occurrences kept",
    "open_ms": "the store opened in a fresh process",
    "first_month_ms": "a month read first in a process",
    "month_ms": "a month read again",
    "rows_ms": "the same rows by SQLite alone",
    "held_ms": "the versions of all resources",
    "one_ms": "one resource renewed",
    "some_ms": "many resources renewed at once",
}


def main(argv: Sequence[str]) -> int:
    """Print the times as a table, or as JSON with `--json`; keep the JSON too."""
    parser = argparse.ArgumentParser(prog="bench store", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--quick", action="store_true", help="few occurrences")
    asked = parser.parse_args(argv)
    scores = measured(_FEW if asked.quick else _MANY)
    facts = {"schema": 1, "target_ms": TARGET, **scores}
    text = json.dumps(facts, indent=1)
    RESULTS.mkdir(exist_ok=True, parents=True)
    (RESULTS / "store.json").write_text(f"{text}\n")
    if asked.json:
        print(text)
    else:
        show(scores)
    return 0


def measured(occurrences: int) -> dict[str, float]:
    """What each thing took with so many occurrences kept."""
    with TemporaryDirectory() as compiled, TemporaryDirectory() as folder:
        bench = Bench(Path(compiled))
        scores: dict[str, float] = {"occurrences": occurrences}
        bench.run(PROGRAM, "measure", f"{folder}/first", "0")  # compiles it
        for part in ("fill", "measure"):
            cost = bench.run(PROGRAM, part, f"{folder}/data", str(occurrences))
            scores |= json.loads(cost.printed)
        return scores


def show(scores: dict[str, float]) -> None:
    """Print a line for each thing."""
    print(
        f"{scores['occurrences']:.0f} occurrences, {scores['events']:.0f} in a month\n"
    )
    for name, words in WORDS.items():
        print(f"{words:<38}{scores[name]:>10.2f} ms")
    print(f"\nOf the CPU, medians. A month may take {TARGET} ms.")
    print(f"Many are {scores['some']:.0f}, with ten occurrences each.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
