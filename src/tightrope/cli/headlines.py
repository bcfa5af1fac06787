"""The sentences above a plan: what is true now, and what follows from it."""

from datetime import timedelta

from tightrope.core.balance import Cycle, Phase, quiet_words, says
from tightrope.core.timeline import (
    Span,
    spoken_clock,
    spoken_day,
    spoken_hours,
    whole_week,
)
from tightrope.flows.plan import Planned

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven")


def headline(planned: Planned) -> str:
    """The answer in one sentence: what this week holds."""
    wanted = planned.wanted
    week = whole_week(wanted.mondays[0], wanted.zone)
    spans = [placed.block.span for placed in planned.plan.blocks]
    running = next((span for span in spans if span.holds(wanted.now)), None)
    if running:
        return f"Long-term work until {spoken_clock(running.end, wanted.zone)}."
    this_week = [span for span in spans if week.holds(span.start)]
    if this_week:
        return f"{_blocks(len(this_week))} for the long view this week."
    if spans:
        return f"No block this week. The next is {_when(spans[0], planned)}."
    return f"No block fits in the next {wanted.weeks} weeks."


def _blocks(count: int) -> str:
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} block" if count == 1 else f"{number} blocks"


def _when(span: Span, planned: Planned) -> str:
    zone = planned.wanted.zone
    day = spoken_day(span.start.astimezone(zone).date())
    return f"{day} at {spoken_clock(span.start, zone)}"


def lede(planned: Planned) -> str:
    """How much is placed in all the weeks, and what kind of time it is."""
    return f"{placed_words(planned)} {says(planned.told.cycle)}"


def placed_words(planned: Planned) -> str:
    """How much is placed in all the weeks."""
    spans = [placed.block.span for placed in planned.plan.blocks]
    hours = sum((span.length for span in spans), timedelta())
    weeks = planned.wanted.weeks
    ahead = "this week" if weeks == 1 else f"the next {weeks} weeks"
    if not spans:
        return f"No long-term work is placed in {ahead}."
    many = "one block" if len(spans) == 1 else f"{len(spans)} blocks"
    return f"{spoken_hours(hours)} of long-term work in {ahead}, in {many}."


def phase_chip(cycle: Cycle) -> str:
    """The phase and its week, as `Intense, week 3`; nothing while learning."""
    today = cycle.today
    if today is None or not today.enough_history:
        return ""
    if today.unclear:
        return "Unclear"
    word = "In between" if today.phase is Phase.NORMAL else today.phase.capitalize()
    return f"{word}, week {today.weeks}"


def quiet_line(cycle: Cycle) -> str:
    """When it is quiet next, as a sentence; nothing while nobody can say."""
    words = quiet_words(cycle.next_quiet)
    return f"{words[:1].upper()}{words[1:]}." if words else ""
