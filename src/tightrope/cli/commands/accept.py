"""`tightrope accept`: what was proposed stands, and goes to the calendar."""

import argparse

from tightrope.cli.changing import change, changing
from tightrope.core.errors import InputError
from tightrope.flows.accept import accepting

EXAMPLES = """\
  tightrope accept --all                    everything that waits for your word
  tightrope accept 3f2a 91c0                these two; 'tightrope week' has the ids
  tightrope accept --all --dry-run          see first what would be written
"""


class WhichBlocks(InputError):
    """Neither ids nor `--all` were given, or both."""

    def __init__(self) -> None:
        super().__init__(
            "name the blocks to accept by their ids, or all of them by --all"
        )


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `accept` takes."""
    parser.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="a block that waits; the beginning of its id is enough",
    )
    parser.add_argument(
        "--all", action="store_true", help="all that wait, and have not begun"
    )
    changing(parser)


def run(args: argparse.Namespace) -> None:
    """Accept the blocks, and write them to the calendar that takes them."""
    if bool(args.ids) == args.all:
        raise WhichBlocks
    ids = None if args.all else args.ids
    change(args, lambda store, deed, wanted: accepting(store, ids, deed, wanted))
