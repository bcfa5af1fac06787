"""`tightrope serve`: a small web server that answers those who subscribed."""

import argparse
import sys

from tightrope.cli.output import answer, tell
from tightrope.cli.state import clock_of, lasting, opened
from tightrope.core.errors import InputError
from tightrope.flows.feed import PORT
from tightrope.web.serving import HOST, LAST_PORT, serve_feed

EXAMPLES = """\
  tightrope serve                           for programs on this machine
  tightrope serve --port 9000
  tightrope serve --as cal.example.org      behind a proxy that is asked by that name

It answers on this machine alone, for the feeds that 'tightrope feed' made, until you
stop it with Ctrl-C. Nothing is written down of who asks.
"""


class BadPort(InputError):
    """A port is no number of one."""

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(f"--port {given!r} must be a number from 0 to {LAST_PORT}")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `serve` takes."""
    parser.add_argument(
        "--host",
        metavar="ADDRESS",
        default=HOST,
        help=f"the address that is listened on (default: {HOST}, this machine alone)",
    )
    parser.add_argument(
        "--port",
        metavar="N",
        type=port_of,
        default=PORT,
        help=f"the port (default: {PORT}; 0 for any that is free)",
    )
    parser.add_argument(
        "--as",
        dest="hosts",
        metavar="NAME",
        action="append",
        default=[],
        help="a name it is asked by, such as that of a proxy; may be given again",
    )
    lasting(parser)


def port_of(given: str) -> int:
    """The number of a port.

    Raises:
        BadPort: it is none.
    """
    if not (given.isascii() and given.isdigit()) or int(given) > LAST_PORT:
        raise BadPort(given)
    return int(given)


def run(args: argparse.Namespace) -> None:
    """Answer until Ctrl-C."""

    def ready(port: int) -> None:
        if args.json:
            answer({"host": args.host, "port": port})
            sys.stdout.flush()
        else:
            tell(f"answering on {args.host}:{port}; stop with Ctrl-C")

    serve_feed(
        lambda: opened(args),
        args.host,
        args.port,
        hosts=args.hosts,
        clock=clock_of(args),
        ready=ready,
    )
