"""What `today` and `week` say of blocks, and of what is open."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from rich.text import Text

from tightrope.cli.output import plain
from tightrope.core.timeline import spoken_clock, spoken_day, spoken_hours, spoken_span
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


def questions(
    looked: Looked, short: Mapping[str, str], zone: ZoneInfo
) -> Iterator[str]:
    """What became of blocks that are over: asked once, with how to answer."""
    for one in looked.unsettled:
        span, id_ = one.kept.block.span, short.get(one.kept.block.id, "")
        taken = [
            f"{spoken_clock(busy.start, zone)}–{spoken_clock(busy.end, zone)}"
            for busy in one.busy
        ]
        yield f"{spoken_span(span, zone)}  {id_}"
        if one.kept.gone is not None:
            yield "    It was deleted elsewhere. What took it?"
        elif taken:
            many = "Another event takes" if len(taken) == 1 else "Other events take"
            yield f"    It is over. {many} {', '.join(taken)} of it. Was it kept?"
        else:
            yield "    It is over. Was it kept?"
        if one.kept.gone is None:
            yield f"    yes: tightrope finish {id_}"
            yield f"    no:  tightrope override {id_} --because incident"
        else:
            yield f"    it is owed:  tightrope override {id_} --because incident"
            yield (
                f"    let it go:   tightrope override {id_} --because other --then "
                "let-go --note WHY"
            )


def open_ends(looked: Looked, zone: ZoneInfo) -> Iterator[str]:
    """What is open in all, a sentence each."""
    if looked.waiting:
        many = (
            f"{looked.waiting} blocks wait" if looked.waiting > 1 else "1 block waits"
        )
        yield f"{many} for your word: tightrope accept --all, or accept ID."
    if looked.unsettled:
        count = len(looked.unsettled)
        are = f"{count} blocks are" if count > 1 else "1 block is"
        yield f"{are} over and not settled: tightrope today asks."
    if looked.debts:
        since = spoken_day(looked.debts[0].entry.start.astimezone(zone).date())
        yield (
            f"{spoken_hours(looked.owed)} are owed, the oldest of {since}: tightrope "
            "ledger."
        )
    if looked.unsent:
        many = f"{looked.unsent} writes have" if looked.unsent > 1 else "1 write has"
        yield f"{many} not reached the calendar yet: tightrope sync sends them."
    for one in looked.faulty:
        since = f" since {spoken_clock(one.synced, zone)}" if one.synced else ""
        yield f"{one.name} could not be read{since}: {plain(one.fault or '')}."
