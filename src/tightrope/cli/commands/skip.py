"""`tightrope skip`: a block goes, and none is proposed in its place again."""

import argparse

from tightrope.cli.changing import change, changing
from tightrope.flows.skip import skipping

EXAMPLES = """\
  tightrope skip 3f2a                       a proposal, or a block that you accepted
  tightrope skip 3f2a --dry-run             see first what would be deleted
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `skip` takes."""
    parser.add_argument(
        "ids",
        nargs="+",
        metavar="ID",
        help="a block; the beginning of its id is enough",
    )
    changing(parser)


def run(args: argparse.Namespace) -> None:
    """Take the blocks away, from their calendar too."""
    change(args, lambda store, deed, _: skipping(store, args.ids, deed))
