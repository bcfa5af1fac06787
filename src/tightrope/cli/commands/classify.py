"""`tightrope classify`: titles into facets."""

import argparse
import csv
import sys
from datetime import UTC, datetime

from tightrope.cli import options
from tightrope.cli.judging import judge_for, judging
from tightrope.cli.output import answer, plain, problems_json, tell_problems
from tightrope.cli.texts import contents
from tightrope.flows.classify import Sorted, classify_table

EXAMPLES = """\
  tightrope classify titles.csv             a line a title
  tightrope classify titles.csv --csv       the same table with four columns more
  tightrope classify titles.csv --corrections mine.csv
  printf 'text\\nSprint planning\\n' | tightrope classify - --json
"""
ADDED = ("side", "facet", "confidence", "because")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `classify` takes."""
    parser.add_argument(
        "file",
        metavar="FILE.csv",
        help="a table with a column text, and optionally kind "
        "(calendar|commit|issue|pr), attendees, minutes, recurring and "
        "organizer_is_me; - for standard input",
    )
    judging(parser)
    how = parser.add_mutually_exclusive_group()
    options.answers(how)
    how.add_argument("--csv", action="store_true", help="answer with a CSV table")


def run(args: argparse.Namespace) -> None:
    """Say of each title on which side it is, which facet, how sure, and why."""
    judge = judge_for(args, datetime.now(UTC))
    done = classify_table(contents(args.file, "a CSV file"), args.file, judge)
    if args.json:
        answer({"rows": rows(done), "problems": problems_json(done.problems)})
    elif args.csv:
        table = csv.DictWriter(sys.stdout, [*done.columns, *ADDED], lineterminator="\n")
        table.writeheader()
        table.writerows(rows(done))
    else:
        for row in rows(done):
            sys.stdout.write(
                f"{row['side']:<8}  {row['facet']:<15}  {row['confidence']:.2f}  "
                f"{plain(str(row['text']))}  ({plain(str(row['because']))})\n"
            )
    tell_problems(done.problems)


def rows(done: Sorted) -> list[dict[str, object]]:
    """The rows as they were, each with its verdict."""
    return [
        {
            **row,
            "side": verdict.side.value,
            "facet": verdict.facet.value,
            "confidence": round(verdict.confidence, 2),
            "because": verdict.because,
        }
        for row, verdict in done.rows
    ]
