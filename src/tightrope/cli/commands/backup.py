"""`tightrope backup`: a copy of the data in one file."""

import argparse
import sys
from pathlib import Path

from tightrope.cli import options
from tightrope.cli.output import answer, tell
from tightrope.wiring import back_up, data_folder

EXAMPLES = """\
  tightrope backup tightrope-2026-11-17.sqlite3

It may run while another tightrope does. The key that your passwords are kept under is
not in the copy: keep the file 'key' of the data folder elsewhere, or connect anew.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `backup` takes."""
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="the file to make; none may be there"
    )
    options.data(parser)
    options.answers(parser)


def run(args: argparse.Namespace) -> None:
    """Copy the data."""
    back_up(data_folder(args.data), args.file)
    size = args.file.stat().st_size
    if args.json:
        answer({"file": str(args.file), "bytes": size})
        return
    sys.stdout.write(f"written: {args.file}, {size:,} bytes\n")
    tell("the key of your passwords is not in it; keep the file key elsewhere")
