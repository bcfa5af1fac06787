"""`tightrope today`: what stands today."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.text import Text

from tightrope.cli import options
from tightrope.cli.answers.days import days_json
from tightrope.cli.looking import block_line, open_ends, questions, remarks
from tightrope.cli.output import answer, plain
from tightrope.cli.pictures.terminal import terminal
from tightrope.cli.state import lasting, opened, zone_in
from tightrope.core.timeline import (
    Event,
    Span,
    day_of,
    spoken_clock,
    spoken_day,
    spoken_span,
    whole_day,
)
from tightrope.flows.look import Looked, look
from tightrope.flows.named import can_be_named, short_ids
from tightrope.flows.ports import Kept

EXAMPLES = """\
  tightrope today                           meetings and blocks, as last synced
  tightrope today --json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `today` takes."""
    lasting(parser)


def run(args: argparse.Namespace) -> None:
    """Show the day."""
    store = opened(args)
    zone, now = zone_in(args, store), options.now_of(args.now)
    looked = look(store, whole_day(day_of(now, zone), zone), now)
    if args.json:
        answer(days_json(looked, store, now, zone))
        return
    console = terminal()
    short = short_ids([one.block.id for one in store.blocks.all() if can_be_named(one)])
    for line in lines(looked, short, now, zone):
        console.print(line)


def lines(
    looked: Looked, short: dict[str, str], now: datetime, zone: ZoneInfo
) -> Iterator[Text]:
    """The day in lines, in order of time."""
    yield Text(f"{spoken_day(day_of(now, zone))}", style="head")
    held: list[Event | Kept] = [*looked.events, *looked.blocks]
    for one in sorted(held, key=span_of):
        if isinstance(one, Event):
            yield event_line(one, zone)
            continue
        yield block_line(one, short.get(one.block.id, ""), zone)
        yield from (Text(f"    {words}") for words in remarks(one, zone))
    if not held:
        yield Text("Nothing stands today.")
    if looked.later and not looked.blocks:
        yield Text(f"The next block is {spoken_span(looked.later.block.span, zone)}.")
    asked = list(questions(looked, short, zone))
    if asked:
        yield Text()
        yield Text("To be settled", style="head")
    yield from (Text(words) for words in asked)
    ends = open_ends(replace(looked, unsettled=()), zone)
    yield from (Text(words, style="quiet") for words in ends)


def span_of(held: Event | Kept) -> Span:
    """When it is."""
    return held.span if isinstance(held, Event) else held.block.span


def event_line(event: Event, zone: ZoneInfo) -> Text:
    """An event in a line, quiet where it takes no time."""
    title = plain(event.title) or "(without a title)"
    if event.all_day:
        return Text(f"  all day      {title}", style="quiet")
    start, end = (spoken_clock(at, zone) for at in (event.span.start, event.span.end))
    return Text(f"  {start}–{end}  {title}", style="" if event.busy else "quiet")
