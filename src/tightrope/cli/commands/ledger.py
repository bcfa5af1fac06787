"""`tightrope ledger`: what was promised, kept and owed."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tightrope.cli import options
from tightrope.cli.output import answer, tell
from tightrope.cli.pictures.ledger import draw_ledger
from tightrope.cli.pictures.terminal import terminal
from tightrope.cli.state import lasting, opened, zone_in
from tightrope.core.errors import InputError
from tightrope.core.ledger import as_beancount, as_csv, as_json
from tightrope.core.timeline import Span
from tightrope.flows.ledger import Asked, ledger
from tightrope.outputs import write_whole

EXAMPLES = """\
  tightrope ledger                          balances, debts, and how well promises hold
  tightrope ledger --from 2026-11-01 --because incident
  tightrope ledger --csv ledger.csv --beancount focus.beancount
"""
FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2201, 1, 1, tzinfo=UTC)


class OneFileForBoth(InputError):
    """The table and the beancount should go to one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"--csv and --beancount both name {path}; give two files")


class EndsBefore(InputError):
    """`--to` does not come after `--from`."""

    def __init__(self) -> None:
        super().__init__("--to must come after --from")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `ledger` takes."""
    options.window(parser, "the first entry", "the last one")
    parser.add_argument("--purpose", metavar="TEXT", help="only time for this purpose")
    parser.add_argument(
        "--because", metavar="REASON", help="only what gave way for this reason"
    )
    parser.add_argument(
        "--csv", metavar="FILE", type=Path, help="write the entries as a table"
    )
    parser.add_argument(
        "--beancount", metavar="FILE", type=Path, help="write them as beancount"
    )
    lasting(parser)


def run(args: argparse.Namespace) -> None:
    """Show the ledger, and write what the call asks to be written.

    Raises:
        OneFileForBoth: two files have the same name.
        EndsBefore: the window is none.
    """
    if args.csv and args.beancount and args.csv.resolve() == args.beancount.resolve():
        raise OneFileForBoth(args.csv)
    store = opened(args)
    zone, now = zone_in(args, store), options.now_of(args.now)
    told = ledger(store, now, zone, asked=asked_of(args, zone))
    for path, written in ((args.csv, as_csv), (args.beancount, as_beancount)):
        if path:
            write_whole(path, written(told.entries).encode())
    if args.json:
        answer(as_json(told.entries))
    else:
        draw_ledger(terminal(), told, now, zone)
    tell(*(f"written: {path}" for path in (args.csv, args.beancount) if path))


def asked_of(args: argparse.Namespace, zone: ZoneInfo) -> Asked:
    """Which entries a call asks for.

    Raises:
        EndsBefore: the window is none.
    """
    window = None
    if args.start or args.end:
        start = options.moment("--from", args.start, zone) if args.start else FIRST
        end = options.moment("--to", args.end, zone) if args.end else LAST
        if end <= start:
            raise EndsBefore
        window = Span(start, end)
    return Asked(window=window, purpose=args.purpose, because=args.because)
