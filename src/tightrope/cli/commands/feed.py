"""`tightrope feed`: addresses at which the person's blocks can be subscribed to."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from tightrope.cli.output import answer, iso, plain, tell
from tightrope.cli.state import clock_of, lasting, opened, zone_in
from tightrope.core.errors import InputError
from tightrope.flows.feed import (
    PORT,
    feed_named,
    make_feed,
    path_of,
    published,
    revoke_feed,
    standing_feeds,
)
from tightrope.flows.ports import Feed
from tightrope.outputs import write_whole
from tightrope.wiring import publish

EXAMPLES = """\
  tightrope feed                            those that there are
  tightrope feed add desk --titles          make one, with purposes and reasons
  tightrope feed add team                   make one that says 'Focus' alone
  tightrope feed show team                  its address again
  tightrope feed revoke team                its address answers nobody any more
  tightrope feed write ~/web/8f3a….ics      the same into a file, to put on the web

Whoever knows its address reads a feed. 'tightrope serve' answers there.
"""
HERE = f"http://127.0.0.1:{PORT}"


DEEDS = ("list", "add", "show", "revoke", "write")


class NoFeedNamed(InputError):
    """What should be done to a feed needs its name, or the name of a file."""

    def __init__(self, deed: str) -> None:
        self.deed = deed
        what = "a file" if deed == "write" else "a name"
        super().__init__(f"feed {deed} needs {what}; see 'tightrope feed --help'")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `feed` takes."""
    parser.add_argument(
        "deed",
        nargs="?",
        choices=DEEDS,
        default=DEEDS[0],
        help="what to do: list (default), add, show, revoke, write",
    )
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="for whom the feed is; or the file"
    )
    parser.add_argument(
        "--titles",
        action="store_true",
        help="with purposes and reasons (default: 'Focus' alone)",
    )
    lasting(parser)


def run(args: argparse.Namespace) -> None:
    """Make, tell, take back or write a feed, or list them.

    Raises:
        NoFeedNamed: the call does not say which.
    """
    if args.deed != "list" and not args.name:
        raise NoFeedNamed(args.deed)
    match args.deed:
        case "add":
            _add(args)
        case "show":
            _show(args)
        case "revoke":
            _revoke(args)
        case "write":
            _write(args)
        case _:
            _list(args)


def _add(args: argparse.Namespace) -> None:
    store = opened(args)
    made = make_feed(store, args.name, now=clock_of(args)(), titles=args.titles)
    _say(args, made)
    tell("'tightrope serve' answers there; whoever knows the address can read it")


def _show(args: argparse.Namespace) -> None:
    _say(args, feed_named(opened(args), args.name))


def _say(args: argparse.Namespace, feed: Feed) -> None:
    address = f"{HERE}{path_of(feed)}"
    if args.json:
        answer({"name": feed.name, "titles": feed.titles, "address": address})
    else:
        sys.stdout.write(f"{address}\n")


def _revoke(args: argparse.Namespace) -> None:
    revoked = revoke_feed(opened(args), args.name, now=clock_of(args)())
    if args.json:
        answer({"name": revoked.name, "revoked": True})
    else:
        sys.stdout.write(f"{plain(revoked.name)} answers nobody any more.\n")


def _write(args: argparse.Namespace) -> None:
    store = opened(args)
    now = clock_of(args)()
    content = published(store, publish, now=now, titles=args.titles)
    write_whole(Path(args.name), content.data)
    if args.json:
        answer({"file": args.name, "titles": args.titles})
    else:
        sys.stdout.write(f"written: {plain(args.name)}\n")


def _list(args: argparse.Namespace) -> None:
    store = opened(args)
    zone = zone_in(args, store)
    standing = standing_feeds(store)
    if args.json:

        def facts(feed: Feed) -> Mapping[str, object]:
            return {
                "name": feed.name,
                "titles": feed.titles,
                "made": iso(feed.made, zone),
                "read": iso(feed.read, zone) if feed.read else None,
            }

        answer({"feeds": [facts(feed) for feed in standing]})
        return
    if not standing:
        sys.stdout.write("There is no feed yet; make one with tightrope feed add.\n")
    for feed in standing:
        shows = "purposes" if feed.titles else "'Focus' alone"
        read = f"read {iso(feed.read, zone)}" if feed.read else "never read"
        sys.stdout.write(f"{plain(feed.name)}: shows {shows}, {read}\n")
