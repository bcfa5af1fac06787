"""From the words of a call to what was read."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Calendar, Reading
from tightrope.cli.options import WindowBackward, local_zone, moment
from tightrope.core.timeline import Event, Span
from tightrope.flows.read import read
from tightrope.wiring import calendars, data_folder, has_store, open_store, reach

SLACK = timedelta(days=1)
"""No two zones are farther apart: so much more is read until the zone is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a call asked to be read.

    Attributes:
        reading: the events that overlap the window, and what is wrong.
        window: the time that was asked for.
        zone: the person's: what `--tz` gives, else the calendar's, else this machine's.
    """

    reading: Reading
    window: Span
    zone: ZoneInfo

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, by start, then UID."""
        return self.reading.events


def read_sources(
    args: argparse.Namespace, window_in: Callable[[ZoneInfo], Span]
) -> Read:
    """Read the SOURCEs of a call.

    Args:
        args: the call, with `sources`, `tz` and `me`.
        window_in: the window that is asked for, once the zone is known.

    Raises:
        InputError: a source is not there, or is no calendar.
        OutsideError: a source cannot be read.
    """
    otherwise = local_zone()
    guess = window_in(args.tz or otherwise)
    wide = Span(guess.start - SLACK, guess.end + SLACK)
    reading = read(
        calendars(args.sources, sys.stdin.buffer, connected=named(args)),
        wide,
        zone=args.tz,
        otherwise=otherwise,
        me=args.me,
    )
    zone = args.tz or reading.zone or otherwise
    window = window_in(zone)
    inside = tuple(event for event in reading.events if _in(event.span, window))
    return Read(reading=replace(reading, events=inside), window=window, zone=zone)


def named(args: argparse.Namespace) -> Callable[[str], Calendar | None]:
    """What finds the connection of a name; nothing where there is none.

    The store is opened when the first SOURCE is asked for that is nothing else.
    """

    def connected(name: str) -> Calendar | None:
        folder = data_folder(args.data)
        if not has_store(folder):
            return None
        store = open_store(folder)
        if all(one.name != name for one in store.connections.all()):
            return None
        from tightrope.flows.mirrored import (  # noqa: PLC0415 - for a connection only
            Mirrored,
        )

        return Mirrored(store, reach(), name)

    return connected


def _in(span: Span, window: Span) -> bool:
    """Whether they share time; a moment without length is in where it lies in."""
    return span.overlaps(window) or window.holds(span.start)


def asked_window(
    args: argparse.Namespace, zone: ZoneInfo, start: datetime, end: datetime
) -> Span:
    """The window of `--from` and `--to`, with `start` and `end` where they are silent.

    Raises:
        BadTime: one of them is no time.
        WindowBackward: it ends before it starts.
    """
    first = moment("--from", args.start, zone) if args.start else start
    last = moment("--to", args.end, zone) if args.end else end
    if last <= first:
        raise WindowBackward(first, last)
    return Span(first, last)
