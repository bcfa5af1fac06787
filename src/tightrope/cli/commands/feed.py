"""`tightrope feed`: blocks where any calendar program can subscribe to them."""

import argparse
import sys
from pathlib import Path

from tightrope.cli import options
from tightrope.cli.answers.feeds import feed_json
from tightrope.cli.output import answer, plain, tell
from tightrope.cli.state import lasting, opened
from tightrope.core.errors import InputError
from tightrope.flows.feed import make_feed, published, revoke_feed, standing_feeds
from tightrope.flows.ports import Feed, Store
from tightrope.outputs import write_whole
from tightrope.wiring import publish

EXAMPLES = """\
  tightrope feed make partner               a secret address of your blocks
  tightrope feed list
  tightrope feed revoke partner             it answers nobody any more
  tightrope feed write focus.ics            the same once, in a file

Blocks that you accepted are in it, without proposals, and say 'Focus' alone unless you
ask for --titles. 'tightrope serve' answers for the addresses while it runs.
"""
BASE = "http://127.0.0.1:8017"
ENDING = ".ics"


class FeedOfWhom(InputError):
    """A feed, or a file, has to be named."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"name it: tightrope feed {what} NAME")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `feed` takes."""
    parser.add_argument(
        "what",
        choices=("make", "list", "revoke", "write"),
        help="make an address, list them, take one back, or write a file once",
    )
    parser.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help="for whom it is, so that it can be taken back alone; of write, the file",
    )
    parser.add_argument(
        "--titles",
        action="store_true",
        help="show what each block is for, not 'Focus' alone",
    )
    parser.add_argument(
        "--base",
        metavar="URL",
        default=BASE,
        help=f"where 'tightrope serve' is reached from outside (default: {BASE})",
    )
    lasting(parser)


def run(args: argparse.Namespace) -> None:
    """Make, list, take back or write.

    Raises:
        FeedOfWhom: nothing was named.
    """
    if args.what != "list" and not args.name:
        raise FeedOfWhom(args.what)
    store = opened(args)
    now = options.now_of(args.now)
    match args.what:
        case "make":
            feed = make_feed(store, args.name, now=now, titles=args.titles)
            _told(args, [feed], "anybody who knows the address can read your blocks")
        case "list":
            _told(args, standing_feeds(store), "")
        case "revoke":
            revoked = revoke_feed(store, args.name, now=now)
            if args.json:
                answer({"revoked": revoked.name})
            else:
                sys.stdout.write(f"{plain(revoked.name)} answers nobody any more\n")
        case _:
            _written(args, store)


def _told(
    args: argparse.Namespace, feeds: "tuple[Feed, ...] | list[Feed]", note: str
) -> None:
    if args.json:
        answer(
            {"feeds": [feed_json(feed, address_of(feed, args.base)) for feed in feeds]}
        )
        return
    for feed in feeds:
        sys.stdout.write(f"{plain(feed.name)}  {address_of(feed, args.base)}\n")
    if note:
        tell(note)
    if not feeds:
        tell("there is no feed; tightrope feed make NAME makes one")


def address_of(feed: Feed, base: str) -> str:
    """Where a feed is read."""
    return f"{base.rstrip('/')}/feed/{feed.key}{ENDING}"


def _written(args: argparse.Namespace, store: Store) -> None:
    now = options.now_of(args.now)
    content = published(store, publish, now=now, titles=args.titles)
    write_whole(Path(args.name), content.data)
    if args.json:
        answer({"file": args.name, "bytes": len(content.data)})
    else:
        sys.stdout.write(f"written: {args.name}\n")
