"""How well titles are sorted: by facet, by side, by source, and rule by rule."""

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import fmean
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._sample_titles import sample_scores  # noqa: E402 - after the path is set
from bench.learn import counted, written  # noqa: E402 - the same
from tightrope.core.balance import (  # noqa: E402 - the same
    Blend,
    Corrected,
    Facet,
    Item,
    Judge,
    Verdict,
    classify,
    default_judge,
    default_rules,
    taught,
)
from tightrope.core.balance.counts import Learnt, learnt_from  # noqa: E402 - the same

TRAIN = ROOT.parent / "shared" / "data" / "titles" / "train.csv"
RESULTS = ROOT / "bench" / "results"
LABELLED = ROOT / "bench" / "labelled"
SEEN, UNSEEN_TITLES = LABELLED / "seen.csv", LABELLED / "unseen.csv"
TUNED = (
    "train.csv: whoever wrote the rules had read it, so its accuracy flatters. "
    "seen.csv: labelled after the rules were written; how the words are weighed was "
    "chosen on most of it, each source left out in turn, and some rules were added and "
    "made less sure with all of it in view. unseen.csv: from other sources, labelled "
    "before anything was run on it, and run once all that was done."
)
UNSEEN, WEIGHT = 0.77, 4
"""What rules reached on titles of organisations never seen, and what it weighs."""
RULES = {rule.id: rule.confidence for rule in default_rules().rules}
"""How sure each rule is by itself."""
FEW = 8
"""A source with fewer titles says nothing by itself."""


CORRECTIONS = (0, 1, 2, 4, 6)
SHUFFLES = 20

Row = dict[str, str]
Score = dict[str, float]
Scores = dict[str, Score]


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
        return self.verdict.rule or "words"


def main(argv: Sequence[str]) -> int:
    """Print the scores as a table, or as JSON with `--json`; keep the JSON too."""
    parser = argparse.ArgumentParser(prog="bench titles", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.csv")
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    args = parser.parse_args(argv)
    files = args.files or [one for one in (TRAIN, SEEN, UNSEEN_TITLES) if one.is_file()]
    for file in files:
        if not file.is_file():
            sys.stderr.write(f"{file} is not there; name a CSV of labelled titles\n")
            return 2
    tables = {file.name: rows_of(file) for file in files}
    scores: Scores = {}
    for name, rows in tables.items():
        head = f"{name} " if len(tables) > 1 else ""
        scores |= {f"{head}{what}": one for what, one in measured(rows).items()}
    scores |= all_left_out(tables)
    if not args.files:
        scores |= sample_scores()
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps({"note": TUNED, **scores}, indent=1)
    (RESULTS / "titles.json").write_text(text + "\n", encoding="utf-8")
    if args.json:
        print(text)
    else:
        show(scores)
    return 0


def rows_of(file: Path) -> list[Row]:
    """The rows of a table of labelled titles."""
    with file.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def all_left_out(tables: Mapping[str, Sequence[Row]]) -> Scores:
    """Scores of what knows nothing of a title's source, and by corrections made there.

    The words are learnt anew from all other sources of all tables; the rules are as
    they are.
    """
    every = [row for rows in tables.values() for row in rows if row.get("source")]
    if len({row["source"] for row in every}) < FEW:
        return {}
    scores: Scores = {}
    for name, rows in tables.items():
        by_source = grouped_rows(rows)
        done = [
            decided(row, judge)
            for source, group in by_source.items()
            for judge in [Blend(default_rules(), words=words_without(source, every))]
            for row in group
        ]
        scores[f"{name} source left out"] = scores_of(done)
        curve = learning(by_source, every)
        if curve:
            scores[f"{name} by corrections"] = curve
    return scores


def words_without(source: str, rows: Iterable[Row]) -> Learnt:
    """What is learnt from the titles of every other source."""
    return learnt_from(written(counted(row for row in rows if row["source"] != source)))


def learning(by_source: Mapping[str, Sequence[Row]], every: Sequence[Row]) -> Score:
    """The share of right facets of titles that were not corrected, by corrections.

    Of each source with enough titles some are corrected, in an order of chance, and
    the same others are judged each time; the mean of `SHUFFLES`.
    """
    right: defaultdict[int, list[bool]] = defaultdict(list)
    for source, rows in by_source.items():
        if len(rows) < 2 * max(CORRECTIONS):
            continue
        words = words_without(source, every)
        for shuffle in range(SHUFFLES):
            order = list(rows)
            Random(shuffle).shuffle(order)  # noqa: S311 - an order, no secret
            for count in CORRECTIONS:
                judge = corrected_by(order[:count], words)
                others = order[max(CORRECTIONS) :]
                right[count] += (decided(row, judge).right for row in others)
    return {f"after {count}": share(found) for count, found in right.items()}


def corrected_by(rows: Sequence[Row], words: Learnt) -> Blend:
    """A judge that was told where these titles belong."""
    log = [
        Corrected(
            id=str(number),
            at=datetime(2026, 1, 1, tzinfo=UTC),
            item=Item(row["text"], row["kind"]),
            facet=Facet(row["facet"]),
        )
        for number, row in enumerate(rows)
    ]
    rules = default_rules()
    return Blend(rules, taught(log, rules), words)


def grouped_rows(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows by their source."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.get("source", "")].append(row)
    return dict(groups)


def measured(rows: Sequence[Row]) -> Scores:
    """All scores of labelled titles, by what they are about."""
    judge = default_judge()
    began = process_time()
    done = [decided(row, judge) for row in rows]
    seconds = process_time() - began
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


def decided(row: Row, judge: Judge) -> Sorted:
    """A row of the table with its verdict."""
    kind = row.get("kind") or "calendar"
    verdict = classify(Item(row["text"], kind), judge)
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
        "says": RULES.get(group[0].rule, group[0].verdict.confidence),
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
