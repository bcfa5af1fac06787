"""What a block says of itself on a calendar: its title and its description."""

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from tightrope.core.planner.answer import Placed
from tightrope.core.planner.block import Block
from tightrope.core.timeline import spoken_clock, spoken_hours

FOCUS = "Focus"
UNNAMED = "long-term work"

UNSAID = frozenset({"stability", "survival"})
"""Rules whose say is left out of the reasons: that a block stays where it was is no
reason to change its event, and how safe it is stands in a sentence of its own."""

# C0, DEL, C1, what Unicode and many programs take as a line end, lone surrogates.
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def clean(text: str) -> str:
    """The same text on one line: without controls, lone surrogates and outer blanks."""
    return _NO_TEXT.sub(" ", text).strip()


def said(purpose: str | None) -> str | None:
    """A purpose as a calendar gives it back: clean, and nothing where nothing is said.

    `long-term work` is what a block without purpose is called, so it is none either.
    """
    text = clean(purpose or "")
    return None if text in {"", UNNAMED} else text


def title_of(block: Block) -> str:
    """The SUMMARY: `Focus: hiring plan`, or `Focus: long-term work`."""
    return f"{FOCUS}: {said(block.purpose) or UNNAMED}"


def purpose_in(title: str) -> str | None:
    """The purpose that a SUMMARY names, whoever wrote it; nothing for none."""
    text = clean(title)
    return None if text == FOCUS else said(text.removeprefix(f"{FOCUS}:"))


def description_of(placed: Placed, zone: ZoneInfo) -> str:
    """The DESCRIPTION: what for, why here, how safe, who may interrupt, what it repays.

    Lines end in a line feed; none of them holds a control character.
    """
    return "\n".join(_lines(placed, zone))


def _lines(placed: Placed, zone: ZoneInfo) -> Iterator[str]:
    yield f"For: {said(placed.block.purpose) or UNNAMED}"
    reasons = [
        text
        for reason in placed.why
        if reason.rule not in UNSAID and (text := clean(reason.text))
    ]
    if reasons:
        yield from ("", "Why here:")
        yield from (f"- {text}" for text in reasons)
    yield ""
    yield survival_in_words(placed.survival)
    yield (
        "Incidents and people who are stuck may interrupt; everything else waits "
        f"until {spoken_clock(placed.block.span.end, zone)}."
    )
    if placed.repays:
        yield f"It repays {spoken_hours(placed.repays)} of owed time."


def survival_in_words(rate: float) -> str:
    """A probability, 0 to 1, as a sentence: `About 8 in 10 blocks like this …`."""
    tenths = round(rate * 10)
    many = {0: "Hardly any", 10: "Nearly all"}.get(tenths, f"About {tenths} in 10")
    return f"{many} blocks like this are kept whole."
