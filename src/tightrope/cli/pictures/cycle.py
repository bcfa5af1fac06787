"""A cycle in the terminal: weeks as bars, the phase below, and what comes."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from tightrope.cli.output import plain
from tightrope.core.balance import (
    Cycle,
    Floor,
    Phase,
    Range,
    evidence_words,
    floor_words,
    forecast_words,
    says,
    temporary,
)
from tightrope.core.timeline import spoken_day, spoken_hours
from tightrope.flows.cycle import CycleTold, WeekTold, weeks_told

BARS = " ▁▂▃▄▅▆▇█"
HEIGHT = 3
STYLE = {Phase.INTENSE: "earth", Phase.NORMAL: "calm", Phase.QUIET: "sky"}
LETTER = {Phase.INTENSE: "i", Phase.NORMAL: "-", Phase.QUIET: "q"}


def draw_cycle(console: Console, told: CycleTold) -> None:
    """Draw the weeks that fit, and say what they mean."""
    weeks = weeks_told(told, max(8, (console.width - 4) // 2))
    if weeks:
        _draw_bars(console, weeks)
    say_cycle(console, told.cycle)


def _draw_bars(console: Console, weeks: Sequence[WeekTold]) -> None:
    top = max((week.hours or 0.0 for week in weeks), default=0.0) or 1.0
    for row in range(HEIGHT, 0, -1):
        line = Text("  ")
        for week in weeks:
            filled = (week.hours or 0.0) / top * HEIGHT - (row - 1)
            bar = BARS[round(max(0.0, min(1.0, filled)) * (len(BARS) - 1))]
            line.append(f"{bar} ", style=STYLE[week.phase] if week.phase else "")
        console.print(line)
    letters = "".join(f"{LETTER[week.phase] if week.phase else '.'} " for week in weeks)
    console.print(Text(f"  {letters}", style="quiet"))
    first, last = (spoken_day(week.monday) for week in (weeks[0], weeks[-1]))
    room = max(1, 2 * len(weeks) - len(first) - len(last) - 1)
    console.print(Text(f"  {first}{' ' * room}{last}", style="quiet"))
    console.print(
        Text("  i intense, - in between, q quiet; a column a week", style="quiet")
    )
    console.print()


def say_cycle(console: Console, cycle: Cycle) -> None:
    """What time it is, what that rests on, and what the coming weeks look like."""
    console.print(Text(says(cycle), style="head"))
    if cycle.today and cycle.today.enough_history:
        console.print(Text(evidence_words(cycle.today)))
        if cycle.today.phase is not Phase.INTENSE and not cycle.today.unclear:
            console.print(Text(temporary(cycle.today)))
        if cycle.today.maybe_new_normal:
            console.print(Text("It has lasted eight weeks: is this the new normal?"))
    if cycle.forecast:
        console.print()
        for week in cycle.forecast:
            console.print(Text(_range_words(week)))
    if left_out := forecast_words(cycle):
        console.print(Text(left_out, style="quiet"))


def say_floor(console: Console, floor: Floor | None, zone: ZoneInfo) -> None:
    """How the floor of this week stands, and what would save it."""
    if floor is not None:
        console.print()
        console.print(Text(plain(floor_words(floor, zone))))


def _range_words(week: Range) -> str:
    said = (
        f"Week of {spoken_day(week.week)}: about {spoken_hours(round(week.p50))}, "
        f"between {spoken_hours(round(week.p10))} and {spoken_hours(round(week.p90))}"
    )
    if week.booked is None:
        return f"{said}."
    return f"{said}; {spoken_hours(week.booked)} are booked."
