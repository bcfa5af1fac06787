"""`tightrope override`: something else takes a block, or the rest of it."""

import argparse

from tightrope.cli import options
from tightrope.cli.changing import change, changing
from tightrope.cli.replanning import replanned
from tightrope.core.errors import InputError
from tightrope.core.ledger import Reason
from tightrope.flows.override import overriding
from tightrope.flows.settle import Because

EXAMPLES = """\
  tightrope override 3f2a --because incident
  tightrope override 3f2a --because customer --note "renewal call" --then owe
  tightrope override 3f2a --because stuck --then let-go --note "the idea is dead"
  tightrope override 3f2a --because tired --at 10:30   it was left then
  tightrope override 3f2a --because incident --dry-run

What was worked of the block is kept, the rest is owed. A block that is over counts as
not begun, unless --at says when it was left.
"""
REPLAN, OWE, LET_GO = "replan", "owe", "let-go"


class LetGoForWhat(InputError):
    """Time should be let go without a word why."""

    def __init__(self) -> None:
        super().__init__("say by --note why this time is let go; nothing goes silently")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `override` takes."""
    parser.add_argument(
        "id", metavar="ID", help="a block; the beginning of its id is enough"
    )
    parser.add_argument(
        "--because",
        required=True,
        choices=[reason.value for reason in Reason],
        help="what took it",
    )
    parser.add_argument("--note", metavar="TEXT", help="the same in your words")
    parser.add_argument(
        "--then",
        choices=[REPLAN, OWE, LET_GO],
        default=REPLAN,
        help="what becomes of the time: plan it anew at once (default), owe it for "
        "now, or let it go, which needs --note",
    )
    parser.add_argument(
        "--at", metavar="TIME", help="when it was left; until then it was worked"
    )
    changing(parser)


def run(args: argparse.Namespace) -> None:
    """Enter what is kept and owed, free the calendar, and plan anew.

    Raises:
        LetGoForWhat: time should be let go, and nobody says why.
    """
    lets_go = args.then == LET_GO
    if lets_go and not (args.note or "").strip():
        raise LetGoForWhat
    because = Because(
        reason=args.because,
        note=None if lets_go else args.note,
        let_go=args.note if lets_go else None,
    )
    change(
        args,
        lambda store, deed, _: [
            overriding(
                store,
                args.id,
                deed,
                because,
                since=options.time_of_day("--at", args.at, deed.at, deed.zone)
                if args.at
                else None,
            )
        ],
        then=replanned if args.then == REPLAN else None,
    )
