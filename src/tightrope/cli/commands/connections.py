"""`tightrope connections`: what is connected, and how it is."""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from tightrope.cli import options
from tightrope.cli.answers.connections import connection_json, target_json
from tightrope.cli.output import answer, plain, tell
from tightrope.cli.state import lasting, opened, zone_in
from tightrope.core.timeline import spoken_clock, spoken_day
from tightrope.flows.ports import Collection, Connection, Store

EXAMPLES = """\
  tightrope connections                     when each was read, and what went wrong
  tightrope connections --json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `connections` takes."""
    lasting(parser)


def run(args: argparse.Namespace) -> None:
    """List the connections with their calendars."""
    store = opened(args)
    zone = zone_in(args, store)
    known = store.connections.all()
    if args.json:
        answer(
            {
                "connections": [
                    connection_json(one, store.collections.all(one.name), zone)
                    for one in known
                ],
                "target": target_json(store.collections.target()),
            }
        )
        return
    for line in listed(store, zone, options.now_of(args.now)):
        sys.stdout.write(f"{line}\n")
    if not known:
        tell("nothing is connected yet; tightrope connect --help shows how")


def listed(store: Store, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    """Each connection with when it was read, and a line for each of its calendars."""
    for connection in store.connections.all():
        yield f"{connection.name} ({connection.kind}), {read(connection, zone, now)}"
        if connection.fault:
            yield f"  fault: {plain(connection.fault)}"
        for one in store.collections.all(connection.name):
            yield f"  {calendar_line(one)}"


def read(connection: Connection, zone: ZoneInfo, now: datetime) -> str:
    """When it was last read through, in words."""
    if connection.synced is None:
        return "not read yet"
    day = connection.synced.astimezone(zone).date()
    clock = spoken_clock(connection.synced, zone)
    if day == now.astimezone(zone).date():
        return f"read today at {clock}"
    return f"read on {spoken_day(day)} at {clock}"


def calendar_line(collection: Collection) -> str:
    """A calendar, and in brackets what is special about it."""
    notes = [
        word
        for word, holds in (
            ("blocks go here", collection.target),
            ("not counted", not collection.read),
            ("to read only", not collection.writable),
            (collection.colour or "", bool(collection.colour)),
        )
        if holds
    ]
    title = plain(collection.title) or "(without a title)"
    return f"{title} [{', '.join(notes)}]" if notes else title
