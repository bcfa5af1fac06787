"""`tightrope serve`: answers those who subscribed to the person's blocks."""

import argparse
import importlib
import sys
from typing import Protocol, cast

from tightrope.cli import options
from tightrope.cli.answers.feeds import feed_json
from tightrope.cli.commands.feed import address_of
from tightrope.cli.output import answer, plain, tell
from tightrope.cli.state import opened
from tightrope.core.errors import InputError
from tightrope.flows.feed import standing_feeds
from tightrope.flows.ports import Store

EXAMPLES = """\
  tightrope serve                           for programs on this machine
  tightrope serve --port 8100

It answers for the addresses that 'tightrope feed make' gave out, and for nothing else
so far: the pages of the web application come later. Stop it with Ctrl-C.
"""
SERVING = "tightrope.web.serving"
"""Loaded by its name: the ways in do not know each other, this one starts that one."""
HOST, PORT = "127.0.0.1", 8017
LAST_PORT = 65_535


class BadPort(InputError):
    """That is no port."""

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(f"--port {given!r} must be a number from 0 to {LAST_PORT}")


class Serve(Protocol):
    """What `SERVING` has."""

    @staticmethod
    def serve_feed(  # noqa: D102 - its own module says
        opener: object, host: str, port: int, *, hosts: object, ready: object
    ) -> None: ...


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `serve` takes."""
    parser.add_argument(
        "--host",
        metavar="ADDRESS",
        default=HOST,
        help=f"the address it listens on (default: {HOST}, for this machine alone)",
    )
    parser.add_argument(
        "--port",
        metavar="N",
        type=port_of,
        default=PORT,
        help=f"the port it listens on; 0 for any that is free (default: {PORT})",
    )
    parser.add_argument(
        "--name",
        metavar="HOST",
        action="append",
        default=[],
        help="a name it is asked under from outside; may be given again",
    )
    options.data(parser)
    options.answers(parser)


def port_of(given: str) -> int:
    """The port.

    Raises:
        BadPort: it is none.
    """
    if not given.isascii() or not given.isdigit() or int(given) > LAST_PORT:
        raise BadPort(given)
    return int(given)


def run(args: argparse.Namespace) -> None:
    """Answer until Ctrl-C."""
    store = opened(args)
    web = cast("Serve", importlib.import_module(SERVING))
    web.serve_feed(
        lambda: store,
        args.host,
        args.port,
        hosts=args.name,
        ready=lambda port: ready(args, store, port),
    )


def ready(args: argparse.Namespace, store: Store, port: int) -> None:
    """Say where it listens, and the addresses of the feeds there."""
    host = f"[{args.host}]" if ":" in args.host else args.host
    base = f"http://{host}:{port}"
    feeds = standing_feeds(store)
    if args.json:
        told = [feed_json(feed, address_of(feed, base)) for feed in feeds]
        answer({"address": base, "feeds": told})
    else:
        sys.stdout.write(f"answering at {base} for feeds alone; stop with Ctrl-C\n")
        for feed in feeds:
            sys.stdout.write(f"{plain(feed.name)}  {address_of(feed, base)}\n")
    sys.stdout.flush()
    if not feeds:
        tell("there is no feed yet; tightrope feed make NAME makes one")
