"""`tightrope connect`: a calendar is reached from now on, without naming it again."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from tightrope.cli.answers.connections import connected_json
from tightrope.cli.output import answer, plain, tell
from tightrope.cli.progress import progress_on
from tightrope.cli.state import clock_of, lasting, opened, zone_in
from tightrope.cli.syncing import refuse_faults, say_synced
from tightrope.cli.texts import text
from tightrope.core.errors import InputError
from tightrope.flows.connect import Choice, Connected, checked, connect
from tightrope.flows.ports import Connection, Store
from tightrope.flows.sync import Synced, sync
from tightrope.wiring import reach, wait

EXAMPLES = """\
  tightrope connect caldav work --url https://dav.example.org/ --user noor
  tightrope connect caldav work --address noor@example.org --write-to Focus
  tightrope connect ics team -                      the secret address is asked for
  tightrope connect folder private ~/.calendars/private
  tightrope connect file holidays holidays.ics

'tightrope connect KIND --help' tells the options of each kind.
"""
OF_CALDAV = """\
examples:
  tightrope connect caldav work --url https://dav.example.org/ --user noor
  tightrope connect caldav work --address noor@example.org --calendar Work

The password is asked for, or comes from --password-file or TIGHTROPE_SECRET. Where
your provider has app passwords (iCloud, Fastmail, Nextcloud), make one for Tightrope.
"""
OF_ICS = """\
examples:
  tightrope connect ics team https://example.org/team.ics
  tightrope connect ics team -                      the secret address is asked for

Whoever knows the secret address of a calendar can read it: with '-' it is asked for,
or read from standard input, and stands in no history of your shell.
"""
OF_FOLDER = """\
examples:
  tightrope connect folder private ~/.calendars/private

A folder with one event in each .ics file, as vdirsyncer and khal keep it.
"""
OF_FILE = """\
examples:
  tightrope connect file holidays holidays.ics
"""
SECRET = "TIGHTROPE_SECRET"  # noqa: S105 - the name of a variable, no secret
AUTH = ("basic", "digest", "bearer")


class NoSecret(InputError):
    """A password is needed, and nobody can be asked for it."""

    def __init__(self) -> None:
        super().__init__(
            f"a password is needed; give it by --password-file or {SECRET}, or call "
            "this from a terminal and be asked for it"
        )


class NoAddress(InputError):
    """The address of a calendar should have been said and was not."""

    def __init__(self) -> None:
        super().__init__("no address was given; write it on the line, or after -")


class OneWay(InputError):
    """A server is to be found in two ways, or in none."""

    def __init__(self) -> None:
        super().__init__(
            "say where the server is: either --url, as your provider names it for "
            "CalDAV, or --address, your mail address there"
        )


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add a parser for each kind."""
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    _caldav(_kind(kinds, "caldav", "a CalDAV server", OF_CALDAV))
    ics = _kind(kinds, "ics", "a calendar at an address on the web", OF_ICS)
    ics.add_argument("where", metavar="ADDRESS", help="the address, or - to be asked")
    folder = _kind(kinds, "folder", "a folder of .ics files (a vdir)", OF_FOLDER)
    folder.add_argument("where", metavar="PATH", help="the folder")
    _writing(folder)
    file = _kind(kinds, "file", "an .ics file, to read", OF_FILE)
    file.add_argument("where", metavar="PATH", help="the file")


def _kind(
    kinds: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    what: str,
    examples: str,
) -> argparse.ArgumentParser:
    """The parser of one kind, with what all of them take."""
    parser = kinds.add_parser(
        name,
        help=what,
        description=f"Connect {what}.",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("name", metavar="NAME", help="what you call it, such as work")
    parser.add_argument(
        "--me",
        metavar="EMAIL",
        action="append",
        default=[],
        help="your mail address in its invitations; may be given again",
    )
    parser.add_argument(
        "--no-sync",
        action="store_true",
        help="do not read its events yet; tightrope sync does",
    )
    lasting(parser)
    return parser


def _caldav(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--url", metavar="URL", help="what your provider names for CalDAV"
    )
    parser.add_argument(
        "--address", metavar="EMAIL", help="your mail address, to find the server by"
    )
    parser.add_argument("--user", metavar="NAME", help="the name you sign in with")
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        help=f"a file with the password; else {SECRET}, else you are asked",
    )
    parser.add_argument(
        "--auth",
        choices=AUTH,
        default=AUTH[0],
        help="how you sign in (default: basic)",
    )
    parser.add_argument(
        "--calendar",
        metavar="TITLE",
        action="append",
        default=[],
        help="count this calendar only; may be given again (default: all)",
    )
    _writing(parser)


def _writing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--write-to",
        metavar="TITLE",
        help="the calendar that blocks go to (default: the main one, or the only one)",
    )
    parser.add_argument(
        "--read-only", action="store_true", help="never write a block there"
    )


def run(args: argparse.Namespace) -> None:
    """Ask what is there, keep it, and read it for the first time."""
    store = opened(args)
    checked(store, args.name)
    choice = Choice(
        read=getattr(args, "calendar", ()),
        write_to=getattr(args, "write_to", None),
        read_only=getattr(args, "read_only", True),
    )
    done = connect(store, reach(), _connection(args), choice)
    if not args.json:
        say(done)
    synced = () if args.no_sync else _read(args, store)
    zone = zone_in(args, store)
    if args.json:
        answer(connected_json(done, synced, zone))
    else:
        say_synced(synced, zone)
        say_target(done)
    refuse_faults(synced)


def _read(args: argparse.Namespace, store: Store) -> tuple[Synced, ...]:
    """What came of reading it for the first time."""
    return sync(
        store,
        reach(),
        names=[args.name],
        clock=clock_of(args),
        nap=wait,
        progress=progress_on(sys.stderr),
    )


def _connection(args: argparse.Namespace) -> Connection:
    """The connection that a call describes."""
    if args.kind == "caldav":
        return _caldav_connection(args)
    address = _asked_address() if args.where == "-" else args.where
    if args.kind != "ics":
        address = str(Path(address).expanduser().absolute())
    return Connection(
        name=args.name,
        kind=args.kind,
        address=address,
        addresses=_mine(args),
    )


def _caldav_connection(args: argparse.Namespace) -> Connection:
    if bool(args.url) == bool(args.address):
        raise OneWay
    user = args.user or args.address or ""
    return Connection(
        name=args.name,
        kind=args.kind,
        address=args.url or args.address,
        user=user,
        secret=_secret(args) if user or args.auth == "bearer" else "",
        options={"auth": args.auth},
        addresses=_mine(args) | ({args.address.lower()} if args.address else set()),
    )


def _mine(args: argparse.Namespace) -> frozenset[str]:
    return frozenset(address.lower() for address in args.me)


def _asked_address() -> str:
    """The secret address, from whoever can say it.

    Raises:
        NoAddress: nobody did.
    """
    if sys.stdin.isatty():
        said = getpass.getpass("Address (not shown): ", stream=sys.stderr)
    else:
        said = sys.stdin.readline()
    if not said.strip():
        raise NoAddress
    return said.strip()


def _secret(args: argparse.Namespace) -> str:
    """The password: from a file, the environment, or the person.

    Raises:
        NoSecret: nobody can be asked.
    """
    if args.password_file:
        return text(args.password_file, "a file with the password").rstrip("\r\n")
    if said := os.environ.get(SECRET):
        return said
    if not sys.stdin.isatty():
        raise NoSecret
    return getpass.getpass("Password (not shown): ", stream=sys.stderr)


def say(done: Connected) -> None:
    """Say what was found there, and where blocks go."""
    server = f" ({plain(done.server)})" if done.server != done.connection.name else ""
    sys.stdout.write(f"{done.connection.name}{server} is connected:\n")
    for one in done.collections:
        notes = ", ".join(
            word
            for word, holds in (
                ("blocks go here", one.target),
                ("not counted", not one.read),
                ("to read only", not one.writable),
            )
            if holds
        )
        title = plain(one.title) or "(without a title)"
        sys.stdout.write(f"  {title}{f' [{notes}]' if notes else ''}\n")
    sys.stdout.flush()


def say_target(done: Connected) -> None:
    """Say so where no calendar takes the blocks."""
    if done.target is None:
        tell(
            "no calendar takes your blocks yet: --write-to names one when you connect; "
            "until then accepted blocks can be had by tightrope feed"
        )
