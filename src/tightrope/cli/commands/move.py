"""`tightrope move`: a block goes where the person wants it."""

import argparse

from tightrope.cli import options
from tightrope.cli.changing import change, changing
from tightrope.flows.move import moving

EXAMPLES = """\
  tightrope move 3f2a 2026-11-19T10:00      its length stays
  tightrope move 3f2a 2026-11-19T10:00 --dry-run

A proposal that you move is accepted by that. What speaks against the place is said,
and does not stop you.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `move` takes."""
    parser.add_argument(
        "id", metavar="ID", help="the block; the beginning of its id is enough"
    )
    parser.add_argument(
        "start", metavar="START", help="when it is to begin, such as 2026-11-19T10:00"
    )
    changing(parser)


def run(args: argparse.Namespace) -> None:
    """Move the block here and on its calendar."""
    change(
        args,
        lambda store, deed, wanted: (
            moving(
                store,
                args.id,
                options.moment("START", args.start, deed.zone),
                deed,
                wanted,
            ),
        ),
    )
