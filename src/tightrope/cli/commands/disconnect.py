"""`tightrope disconnect`: a calendar is forgotten; nothing on it changes."""

import argparse
import sys

from tightrope.cli.output import answer
from tightrope.cli.state import lasting, opened
from tightrope.flows.disconnect import disconnect

EXAMPLES = """\
  tightrope disconnect work

What was read of it is forgotten here, password and all. Nothing is deleted on its
server: blocks that were written there stay.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `disconnect` takes."""
    parser.add_argument("name", metavar="NAME", help="a connection")
    lasting(parser)


def run(args: argparse.Namespace) -> None:
    """Forget the connection."""
    done = disconnect(opened(args), args.name)
    if args.json:
        answer({"name": done.name, "blocks": done.blocks, "dropped": done.dropped})
        return
    sys.stdout.write(f"{done.name} is disconnected.\n")
    if done.blocks:
        many = "one block" if done.blocks == 1 else f"{done.blocks} blocks"
        sys.stdout.write(
            f"{many} of yours stay on its calendar, and are known here without it.\n"
        )
    if done.dropped:
        sys.stdout.write(f"{done.dropped} writes that waited were dropped.\n")
