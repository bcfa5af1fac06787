"""What `today` and `week` say of blocks, and of what is open."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from rich.text import Text

from tightrope.cli.output import plain
from tightrope.core.timeline import spoken_clock, spoken_hours, spoken_span
from tightrope.flows.look import Looked
from tightrope.flows.ports import Kept

ASKED = {
    "deleted": "it was deleted elsewhere; accept ID puts it back, skip ID agrees",
    "lost": "it vanished with its calendar; accept ID puts it back, skip ID agrees",
    "moved": "it was moved elsewhere",
}


def block_line(kept: Kept, id_: str, zone: ZoneInfo) -> Text:
    """A block in a line: when, what for, how far along, and the id to name it by."""
    block = kept.block
    line = Text(spoken_span(block.span, zone), style="sky")
    if block.purpose:
        line.append(f"  {plain(block.purpose)}", style="head")
    state = "gone" if kept.gone else block.state.replace("_", " ")
    line.append(f"  {spoken_hours(block.span.length)}, {state}", style="quiet")
    return line.append(f"  {id_}", style="head")


def remarks(kept: Kept, zone: ZoneInfo) -> Iterator[str]:
    """What is open about a block, a sentence each."""
    if kept.change:
        placed = kept.change.placed
        where = spoken_span(placed.block.span, zone) if placed else "nowhere"
        yield f"Suggested: {where}. {plain(kept.change.because)}."
    if kept.asked:
        what = ASKED.get(kept.asked.what, plain(kept.asked.what))
        yield f"It stood {spoken_span(kept.asked.before, zone)}; {what}."


def open_ends(looked: Looked, zone: ZoneInfo) -> Iterator[str]:
    """What is open in all, a sentence each."""
    if looked.waiting:
        many = (
            f"{looked.waiting} blocks wait" if looked.waiting > 1 else "1 block waits"
        )
        yield f"{many} for your word: tightrope accept --all, or accept ID."
    if looked.unsent:
        many = f"{looked.unsent} writes have" if looked.unsent > 1 else "1 write has"
        yield f"{many} not reached the calendar yet: tightrope sync sends them."
    for one in looked.faulty:
        since = f" since {spoken_clock(one.synced, zone)}" if one.synced else ""
        yield f"{one.name} could not be read{since}: {plain(one.fault or '')}."
