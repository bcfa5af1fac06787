"""`tightrope events`: what stands on a calendar."""

import argparse
import sys
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.cli import options
from tightrope.cli.answers.events import event_json
from tightrope.cli.output import answer, plain, problems_json, tell, tell_problems
from tightrope.cli.sources import asked_window, read_sources
from tightrope.core.timeline import (
    Event,
    Span,
    day_of,
    midnight,
    monday,
    spoken_clock,
    spoken_day,
)

EXAMPLES = """\
  tightrope events work.ics
  tightrope events work.ics private/ --from 2026-11-16 --to 2026-11-23
  tightrope events https://example.org/team.ics --json
"""
WEEKS = 4


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `events` takes."""
    options.sources(parser)
    options.window(parser, "Monday of this week", "four weeks later")
    options.clock(parser)


def run(args: argparse.Namespace) -> None:
    """List the occurrences that overlap the window, by start, then UID."""
    now = options.now_of(args.now)
    began = time.perf_counter()

    def window_in(zone: ZoneInfo) -> Span:
        first = midnight(monday(day_of(now, zone)), zone)
        if args.start:
            first = options.moment("--from", args.start, zone)
        return asked_window(args, zone, first, first + timedelta(weeks=WEEKS))

    read = read_sources(args, window_in)
    took = time.perf_counter() - began
    if args.json:
        events = [event_json(event, read.zone) for event in read.events]
        answer(
            {
                "zone": read.zone.key,
                "from": read.window.start.astimezone(read.zone).isoformat(),
                "to": read.window.end.astimezone(read.zone).isoformat(),
                "events": events,
                "problems": problems_json(read.reading.problems),
                "timing": {"seconds": round(took, 3), "occurrences": len(events)},
            }
        )
    else:
        listed(read.events, read.zone)
        if not read.events:
            tell(f"nothing stands there {between(read.window, read.zone)}")
    tell_problems(read.reading.problems)


def listed(events: tuple[Event, ...], zone: ZoneInfo) -> None:
    """Print one line an event under a line for each day."""
    shown = None
    for event in events:
        day = event.days[0] if event.days else day_of(event.span.start, zone)
        if day != shown:
            sys.stdout.write(f"{spoken_day(day)} {day.year}\n")
            shown = day
        sys.stdout.write(f"  {hours_of(event, zone)}  {remark(event)}\n")


def hours_of(event: Event, zone: ZoneInfo) -> str:
    """`09:15–12:45`, or the words for a whole day, in eleven places."""
    if event.all_day:
        return "all day".ljust(11)
    start, end = (spoken_clock(at, zone) for at in (event.span.start, event.span.end))
    return f"{start}–{end}"


def remark(event: Event) -> str:
    """The title on one line, and in brackets what is unusual about the event."""
    title = plain(event.title) or "(without a title)"
    notes = [
        word
        for word, holds in (
            ("cancelled", event.cancelled),
            ("free", not event.busy and not event.cancelled),
            ("away", event.away),
        )
        if holds
    ]
    return f"{title} [{', '.join(notes)}]" if notes else title


def between(window: Span, zone: ZoneInfo) -> str:
    """The window in words."""

    def said(moment: datetime) -> str:
        day = day_of(moment, zone)
        return f"{spoken_day(day)} {day.year}"

    return f"from {said(window.start)} to {said(window.end)}"
