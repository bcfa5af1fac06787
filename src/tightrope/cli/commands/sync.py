"""`tightrope sync`: read what changed, take over what was moved, send what waits."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tightrope.cli.answers.connections import synced_json
from tightrope.cli.output import answer, tell
from tightrope.cli.progress import progress_on
from tightrope.cli.state import clock_of, lasting, opened, zone_in
from tightrope.cli.syncing import refuse_faults, refuse_unsent, say_synced
from tightrope.core.errors import InputError
from tightrope.flows.ports import Store
from tightrope.flows.sync import Synced, sync
from tightrope.wiring import reach, wait, watch

EXAMPLES = """\
  tightrope sync                            all connections
  tightrope sync work                       one of them
  tightrope sync --watch                    again and again, until you stop it

A block that you moved or deleted in your calendar program is taken over: that is your
word. No event of anybody else is ever changed.
"""
EVERY = 15
"""Minutes between two rounds of `--watch`, where nothing is said."""
MOST = 24 * 60
LOOK = 2.0
"""Seconds between two looks at files and folders, which cost some milliseconds."""


class BadEvery(InputError):
    """The pause between two rounds cannot be that long."""

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            f"--every {given!r} must be a number of minutes from 1 to {MOST}"
        )


class NothingToSync(InputError):
    """No calendar is connected."""

    def __init__(self) -> None:
        super().__init__("no calendar is connected; connect one with tightrope connect")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `sync` takes."""
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="a connection (default: all)"
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="ask a server also while it wants to be left alone",
    )
    parser.add_argument(
        "--watch",
        action="store_true",
        help="go on until stopped, a round every few minutes",
    )
    parser.add_argument(
        "--every",
        metavar="MINUTES",
        type=minutes_of,
        default=EVERY,
        help=f"the pause between two rounds of --watch (default: {EVERY})",
    )
    lasting(parser)


def minutes_of(given: str) -> int:
    """The minutes between two rounds.

    Raises:
        BadEvery: it is no such number.
    """
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= MOST:
        raise BadEvery(given)
    return int(given)


def run(args: argparse.Namespace) -> None:
    """Sync once, or until stopped."""
    store = opened(args)
    if not store.connections.all():
        raise NothingToSync
    if not args.watch:
        synced = round_of(args, store)
        refuse_faults(synced)
        refuse_unsent([sent for one in synced for sent in one.sent])
        return
    tell(f"syncing every {args.every} min; stop with Ctrl-C")
    changed = watch(
        Path(one.address)
        for one in store.connections.all()
        if one.kind in {"file", "folder"}
    )
    while True:
        round_of(args, store)
        pause(args.every * 60, changed)


def pause(seconds: float, changed: Callable[[], tuple[Path, ...]]) -> None:
    """Wait, but not on while a file or a folder changes."""
    for _ in range(round(seconds / LOOK)):
        wait(LOOK)
        if changed():
            return


def round_of(args: argparse.Namespace, store: Store) -> tuple[Synced, ...]:
    """Sync once, and say what came of it."""
    synced = sync(
        store,
        reach(),
        names=args.names,
        clock=clock_of(args),
        nap=wait,
        progress=progress_on(sys.stderr),
        insist=args.force,
    )
    zone = zone_in(args, store)
    if args.json:
        answer({"connections": [synced_json(one, zone) for one in synced]})
        sys.stdout.flush()
    else:
        say_synced(synced, zone)
    return synced
