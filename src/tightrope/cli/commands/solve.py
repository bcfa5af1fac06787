"""`tightrope solve`: the planner alone, for other programs."""

import argparse
import sys

from tightrope.core.planner.wire import solve

EXAMPLES = """\
  tightrope solve < problems.jsonl > plans.jsonl
  printf '{"now": "2026-11-16T08:00+00:00", "start": "2026-11-16T08:00+00:00",
    "end": "2026-11-20T18:00+00:00", "working": []}' | tr -d '\\n' | tightrope solve

One JSON object a line in, one out, until standard input ends; a wrong line is
answered by {"error": {"where", "what"}} and the next one is read.
docs/reference/solve.md says what a problem and a plan hold.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take nothing: problems come through standard input."""
    parser.add_argument(
        "--json", action="store_true", help="as always here: the answers are JSON lines"
    )


def run(args: argparse.Namespace) -> None:
    """Answer each line as soon as it is read."""
    del args
    # broken UTF-8 must not end the process: the line is answered as no JSON
    lines = (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
    for line in solve(lines):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
