"""How well titles are sorted: by facet, by side, by source, and rule by rule."""

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from time import perf_counter

from tightrope.core.balance import Item, Verdict, classify, default_rules

ROOT = Path(__file__).resolve().parents[1]
TRAIN = ROOT.parent / "shared" / "data" / "titles" / "train.csv"
RESULTS = ROOT / "bench" / "results"
TUNED = (
    "Whoever wrote the rules had read the titles of train.csv, so its accuracy "
    "flatters. Leaving a source out changes how sure a rule is, never its words."
)
UNSEEN, WEIGHT = 0.77, 4
"""What rules reached on titles of organisations never seen, and what it weighs."""
FEW = 8
"""A source with fewer titles says nothing by itself."""


Scores = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Sorted:
    """A labelled title and its verdict."""

    facet: str
    side: str
    source: str
    kind: str
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether the facet is the labelled one."""
        return self.verdict.facet == self.facet

    @property
    def right_side(self) -> bool:
        """Whether the side is the labelled one."""
        return self.verdict.side == self.side

    @property
    def rule(self) -> str:
        """The rule that decided."""
        return self.verdict.because.partition(":")[0].removeprefix("rule ")


def main(argv: Sequence[str]) -> int:
    """Print the scores as a table, or as JSON with `--json`; keep the JSON too."""
    parser = argparse.ArgumentParser(prog="bench titles", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=TRAIN, metavar="FILE.csv")
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    args = parser.parse_args(argv)
    if not args.file.is_file():
        sys.stderr.write(f"{args.file} is not there; name a CSV of labelled titles\n")
        return 2
    with args.file.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    scores = measured(rows)
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps({"note": TUNED, **scores}, indent=1)
    (RESULTS / "titles.json").write_text(text + "\n", encoding="utf-8")
    if args.json:
        print(text)
    else:
        show(scores)
    return 0


def measured(rows: Sequence[dict[str, str]]) -> Scores:
    """All scores of labelled titles, by what they are about."""
    default_rules()
    began = perf_counter()
    done = [decided(row) for row in rows]
    seconds = perf_counter() - began
    scores = {
        "all": scores_of(done),
        "confidence": brier(done),
        "timing": {"microseconds a title": 1e6 * seconds / max(1, len(done))},
    }
    for kind, group in grouped(done, lambda one: one.kind).items():
        scores[f"kind {kind}"] = scores_of(group)
    for source, group in grouped(done, lambda one: one.source).items():
        if len(group) >= FEW:
            scores[f"source {source}"] = scores_of(group)
    for rule, group in grouped(done, lambda one: one.rule).items():
        scores[f"rule {rule}"] = rule_scores(group)
    return scores


def decided(row: dict[str, str]) -> Sorted:
    """A row of the table with its verdict."""
    kind = row.get("kind") or "calendar"
    verdict = classify(Item(row["text"], kind))
    return Sorted(row["facet"], row["side"], row.get("source", ""), kind, verdict)


def scores_of(done: Sequence[Sorted]) -> dict[str, float]:
    """Shares that are right; `sure` are those with a confidence of 0.6 and more."""
    sure = [one for one in done if one.verdict.sure]
    return {
        "titles": len(done),
        "facet": share(one.right for one in done),
        "side": share(one.right_side for one in done),
        "sure": share(one.verdict.sure for one in done),
        "sure facet": share(one.right for one in sure),
        "sure side": share(one.right_side for one in sure),
    }


def rule_scores(group: Sequence[Sorted]) -> dict[str, float]:
    """Of a rule: how often it decided and was right, and how sure it may be and is."""
    return {
        "titles": len(group),
        "sources": len({one.source for one in group}),
        "right": share(one.right for one in group),
        "at most": round(at_most(group), 4),
        "says": group[0].verdict.confidence,
    }


def at_most(group: Sequence[Sorted]) -> float:
    """How sure these titles allow a rule to be: its accuracy, drawn to `UNSEEN`."""
    right = sum(one.right for one in group)
    return (right + WEIGHT * UNSEEN) / (len(group) + WEIGHT)


def brier(done: Sequence[Sorted]) -> dict[str, float]:
    """Mean squared error of the confidence; 0 is perfect, always saying half is 0.25.

    `left out` lets each rule be as sure as the titles of all other sources allow.
    """
    by_rule = grouped(done, lambda one: one.rule)
    left_out = [
        at_most([other for other in by_rule[one.rule] if other.source != one.source])
        for one in done
    ]
    return {
        "says": fmean((one.verdict.confidence - one.right) ** 2 for one in done),
        "left out": fmean(
            (sure - one.right) ** 2 for sure, one in zip(left_out, done, strict=True)
        ),
    }


def grouped(
    done: Iterable[Sorted], key: Callable[[Sorted], str]
) -> dict[str, list[Sorted]]:
    """The titles by what `key` says of them."""
    groups: defaultdict[str, list[Sorted]] = defaultdict(list)
    for one in done:
        groups[key(one)].append(one)
    return dict(groups)


def share(right: Iterable[bool]) -> float:
    """How many of them are true, 0 to 1; 0 of none."""
    found = list(right)
    return round(sum(found) / len(found), 4) if found else 0.0


def show(scores: Scores) -> None:
    """Print a line for each score."""
    print(TUNED)
    for name, values in scores.items():
        said = "  ".join(f"{what} {value:g}" for what, value in values.items())
        print(f"{name:<24} {said}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
