"""A balance in the terminal: grind and vision on the two sides of the rope."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from tightrope.cli.output import plain
from tightrope.core.balance import Hours, Week
from tightrope.core.timeline import spoken_day, spoken_hours
from tightrope.flows.weigh import Weighed

LABEL, NUMBER = 12, 8
LEAST_BAR = 6
MOST_FACETS = 6


def draw_balance(console: Console, weighed: Weighed) -> None:
    """Draw a line a week, and say what they add up to."""
    weeks = weighed.balance.weeks
    _draw_weeks(console, weeks)
    console.print()
    total = weighed.balance.total
    console.print(Text(headline(total), style="head"))
    for words in (_facets(total), _rest(total), _free(weighed, len(weeks))):
        if words:
            console.print(Text(words))


def say_urgent(console: Console, weighed: Weighed) -> None:
    """What urgent work took from vision, and which meetings are worth moving."""
    if weighed.taken_hours:
        taken, held = map(spoken_hours, (weighed.taken_hours, weighed.held_hours))
        console.print(
            Text(f"Urgent work took {taken} of {held} that were held for vision.")
        )
    for win in weighed.moves:
        day = spoken_day(win.event.span.start.date())
        won = spoken_hours(win.focus_hours)
        console.print(
            Text(
                f"Moving {plain(win.event.title)!r} of {day} would win {won} of focus."
            )
        )


def _draw_weeks(console: Console, weeks: Sequence[Week]) -> None:
    room = (console.width - LABEL - 2 * NUMBER - 5) // 2
    most = max((max(_down(week.hours), week.hours.vision) for week in weeks), default=0)
    names = f"{'':<{LABEL}}{'grind':>{NUMBER + max(0, room)}}  │  vision"
    console.print(Text(names, style="quiet"), no_wrap=True, overflow="crop")
    for week in weeks:
        grind, vision = _down(week.hours), week.hours.vision
        line = Text(f"{spoken_day(week.monday):<{LABEL}}")
        if room >= LEAST_BAR:
            line.append(f"{'█' * _length(grind, most, room):>{room}}", style="earth")
        line.append(f"{spoken_hours(grind):>{NUMBER}}  │  {spoken_hours(vision)} ")
        if room >= LEAST_BAR:
            line.append("█" * _length(vision, most, room), style="sky")
        console.print(line, no_wrap=True, overflow="crop")


def _down(hours: Hours) -> float:
    """What pulls down: grind, and what could not be sorted, mostly meetings."""
    return hours.grind + hours.unsorted


def _length(hours: float, most: float, room: int) -> int:
    return max(1, round(hours / most * room)) if hours > 0 else 0


def headline(total: Hours) -> str:
    """How the hours fell, in one sentence."""
    known = total.grind + total.vision
    if not known + total.unsorted:
        return "Nothing was weighed: no busy time stands there."
    share = round(100 * total.vision / known) if known else 0
    return (
        f"{spoken_hours(total.grind)} of grind and {spoken_hours(total.vision)} of "
        f"vision, {share} % of what could be sorted."
    )


def _facets(total: Hours) -> str:
    named = [
        f"{facet.value.replace('_', ' ')} {spoken_hours(hours)}"
        for facet, hours in total.by_facet().items()
        if facet.value != "unsorted"
    ]
    return f"Most of it: {', '.join(named[:MOST_FACETS])}." if named else ""


def _rest(total: Hours) -> str:
    parts = []
    if total.unsorted:
        parts.append(
            f"{spoken_hours(total.unsorted)} could not be sorted and are drawn as grind"
        )
    if total.off:
        parts.append(f"{spoken_hours(total.off)} were off")
    return f"{'; '.join(parts)}." if parts else ""


def _free(weighed: Weighed, weeks: int) -> str:
    if not weeks or not weighed.usable.free_hours:
        return ""
    a_week = (
        spoken_hours(hours / weeks)
        for hours in (
            weighed.usable.free_hours,
            weighed.usable.usable_hours,
            weighed.usable.fragmented_hours,
        )
    )
    free, usable, broken = a_week
    return (
        f"Of {free} free a week, {usable} can be used for deep work; {broken} lie in "
        "gaps under 2 h."
    )
