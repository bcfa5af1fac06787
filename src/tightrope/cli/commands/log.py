"""`tightrope log`: what was written to calendars, and what waits to be."""

import argparse
import sys
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from tightrope.cli.answers.writes import waiting_json, write_json
from tightrope.cli.output import answer, plain, tell
from tightrope.cli.state import lasting, opened, zone_in
from tightrope.core.errors import InputError
from tightrope.core.timeline import Span, spoken_clock, spoken_day, spoken_span
from tightrope.flows.log import Entry, Waiting, logged, unsent
from tightrope.wiring import reach

EXAMPLES = """\
  tightrope log                             the last twenty writes, newest last
  tightrope log --last 100 --json
"""
LAST = 20
MOST = 10_000


class BadLast(InputError):
    """That many writes cannot be shown."""

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(f"--last {given!r} must be a number from 1 to {MOST}")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `log` takes."""
    parser.add_argument(
        "--last",
        metavar="N",
        type=many_of,
        default=LAST,
        help=f"how many writes (default: {LAST})",
    )
    lasting(parser)


def many_of(given: str) -> int:
    """How many writes are shown.

    Raises:
        BadLast: it is no such number.
    """
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= MOST:
        raise BadLast(given)
    return int(given)


def run(args: argparse.Namespace) -> None:
    """List the writes, and those that wait."""
    store = opened(args)
    zone = zone_in(args, store)
    entries = logged(store, reach())[-args.last :]
    waiting = unsent(store, reach())
    if args.json:
        answer(
            {
                "writes": [write_json(one, zone) for one in entries],
                "waiting": [waiting_json(one, zone) for one in waiting],
            }
        )
        return
    for line in (*lines(entries, zone), *waiting_lines(waiting, zone)):
        sys.stdout.write(f"{line}\n")
    if not entries and not waiting:
        tell("nothing was ever written to a calendar")


def lines(entries: tuple[Entry, ...], zone: ZoneInfo) -> Iterator[str]:
    """A line a write: when, by which command, on which calendar, what changed."""
    for one in entries:
        write = one.write
        day = spoken_day(write.at.astimezone(zone).date())
        yield (
            f"{day} {spoken_clock(write.at, zone)}  {write.group}  {write.verb:<8}  "
            f"{plain(write.calendar)}  {from_to(one.before, one.after, zone)}"
        )


def waiting_lines(waiting: tuple[Waiting, ...], zone: ZoneInfo) -> Iterator[str]:
    """A line for each write that has not reached its calendar."""
    for one in waiting:
        fault = f": {plain(one.outgoing.fault)}" if one.outgoing.fault else ""
        yield (
            f"waits  {one.outgoing.group}  {one.outgoing.verb:<8}  "
            f"{from_to(one.before, one.after, zone)}{fault}"
        )


def from_to(before: Span | None, after: Span | None, zone: ZoneInfo) -> str:
    """From where to where, in words."""
    then, now = (spoken_span(one, zone) if one else None for one in (before, after))
    if then == now:
        return f"{now}, other words" if now else "nothing there"
    if then and now:
        return f"{then} → {now}"
    return f"new: {now}" if now else f"deleted: {then}"
