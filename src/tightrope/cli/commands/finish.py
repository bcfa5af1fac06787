"""`tightrope finish`: a block took place, all of it or until now."""

import argparse

from tightrope.cli.changing import change, changing
from tightrope.flows.finish import finishing

EXAMPLES = """\
  tightrope finish 3f2a                     a block that is over: it was kept
  tightrope finish 3f2a --dry-run           see first what would be entered

Of a block in progress the rest is owed, and its event ends now.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `finish` takes."""
    parser.add_argument(
        "id",
        metavar="ID",
        help="a block that has begun; the beginning of its id is enough",
    )
    changing(parser)


def run(args: argparse.Namespace) -> None:
    """Enter the block as kept."""
    change(args, lambda store, deed, _: [finishing(store, args.id, deed)])
