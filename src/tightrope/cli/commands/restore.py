"""`tightrope restore`: a copy takes the place of the data."""

import argparse
import sys
from pathlib import Path

from tightrope.cli import options
from tightrope.cli.output import answer
from tightrope.wiring import data_folder, put_back

EXAMPLES = """\
  tightrope restore tightrope-2026-11-17.sqlite3

What was there is kept beside it under another name. No calendar is written; the next
'tightrope sync' reads what changed since the copy was made.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `restore` takes."""
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="what 'tightrope backup' made"
    )
    options.data(parser)
    options.answers(parser)


def run(args: argparse.Namespace) -> None:
    """Put the copy in the place of the data."""
    folder = data_folder(args.data)
    before = put_back(args.file, folder)
    if args.json:
        answer({"folder": str(folder), "before": str(before) if before else None})
        return
    sys.stdout.write(f"restored: {folder}\n")
    if before:
        sys.stdout.write(f"what was there is kept as {before}\n")
