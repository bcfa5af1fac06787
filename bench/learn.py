"""Learn the words that Tightrope ships from labelled titles, and write them down.

Only counts are kept, of tokens that stood in titles of two sources or more: nobody's
title can be read out of them again.
"""

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from tightrope.core.balance import Facet, Item  # noqa: E402 - after the path is set
from tightrope.core.balance.counts import SORTED, WORDS  # noqa: E402 - the same
from tightrope.core.balance.tokens import tokens  # noqa: E402 - the same

TABLES = (
    ROOT.parent / "shared" / "data" / "titles" / "train.csv",
    ROOT / "bench" / "labelled" / "seen.csv",
)
INTO = ROOT / "src" / "tightrope" / "core" / "balance" / WORDS
NOTE = (
    "Made by bench/learn.py: how many labelled titles of public calendars and trackers "
    "held a token, by facet. Tokens of one source alone are left out."
)
SOURCES = 2

Row = dict[str, str]


def main(argv: Sequence[str]) -> int:
    """Write the counts of the tables that are there."""
    parser = argparse.ArgumentParser(prog="bench learn", description=__doc__)
    parser.add_argument("tables", nargs="*", type=Path, metavar="FILE.csv")
    parser.add_argument("--into", type=Path, default=INTO, metavar="FILE.json")
    asked = parser.parse_args(argv)
    tables = asked.tables or TABLES
    for table in tables:
        if not table.is_file():
            sys.stderr.write(f"{table} is not there; nothing was learnt\n")
            return 2
    rows = [row for table in tables for row in rows_of(table)]
    asked.into.write_text(written(counted(rows)), encoding="utf-8")
    print(f"{len(rows)} titles")
    return 0


def rows_of(table: Path) -> list[Row]:
    """The rows of a table of labelled titles."""
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted(rows: Iterable[Row]) -> dict[str, object]:
    """The counts by token and by kind, as `counts.learnt` reads them."""
    sources: defaultdict[str, set[str]] = defaultdict(set)
    by_token: defaultdict[str, Counter[Facet]] = defaultdict(Counter)
    by_kind: defaultdict[str, Counter[Facet]] = defaultdict(Counter)
    for row in rows:
        facet = Facet(row["facet"])
        by_kind[row["kind"]][facet] += 1
        for token in tokens(Item(row["text"], row["kind"])):
            by_token[token][facet] += 1
            sources[token].add(row["source"])
    return {
        "note": NOTE,
        "facets": [facet.value for facet in SORTED],
        "titles": {kind: listed(by_kind[kind]) for kind in sorted(by_kind)},
        "tokens": {
            token: listed(by_token[token])
            for token in sorted(by_token)
            if len(sources[token]) >= SOURCES
        },
    }


def listed(found: Counter[Facet]) -> list[int]:
    """A number for each facet, in their order."""
    return [found[facet] for facet in SORTED]


def written(document: dict[str, object]) -> str:
    """The document as JSON with a line for each token."""
    lines = []
    for name, value in document.items():
        if isinstance(value, dict):
            inner = ",\n".join(
                f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(numbers)}"
                for key, numbers in value.items()
            )
            lines.append(f" {json.dumps(name)}: {{\n{inner}\n }}")
        else:
            lines.append(f" {json.dumps(name)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
