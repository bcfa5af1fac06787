"""A plan in the terminal: the weeks drawn, a sentence a block, what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tightrope.cli.output import plain
from tightrope.cli.pictures.strips import LEGEND, Scene, scale, strip
from tightrope.core.planner import Placed, Plan, State, Unplaced
from tightrope.core.timeline import (
    Span,
    day_of,
    monday,
    spoken_clock,
    spoken_day,
    spoken_hours,
    spoken_span,
    whole_week,
)

QUARTER, HALF, HOUR = (timedelta(minutes=each) for each in (15, 30, 60))
LABEL = 12
"""Places before a strip: `Tue 17 Nov  `."""

OFTEN = (
    (0.95, "almost always kept"),
    (0.85, "kept about 9 times in 10"),
    (0.75, "kept about 8 times in 10"),
    (0.65, "kept about 7 times in 10"),
    (0.55, "kept about 6 times in 10"),
    (0.45, "kept about half the time"),
    (0.0, "seldom kept whole, so a maybe"),
)


def draw_weeks(console: Console, scene: Scene, weeks: Sequence[date]) -> None:
    """Draw this week day by day and the next ones a line each.

    Args:
        console: where to; its width decides how finely it is drawn.
        scene: what stands on the days.
        weeks: the Mondays, this week's first.
    """
    first, last = scene.range()
    cell = _cell(console.width - LABEL, last - first)
    console.print(Text(" " * LABEL + scale(scene, cell), style="quiet"))
    for day in _days(scene, weeks[0]):
        console.print(_labelled(spoken_day(day), strip(scene, day, cell), scene, day))
    console.print()
    _draw_next(console, scene, weeks[1:])
    console.print(Text("  ").join([Text(*part) for part in LEGEND]))


def _cell(room: int, hours: int) -> timedelta:
    """The finest cell that lets a day fit."""
    for cell in (QUARTER, HALF):
        if hours * (HOUR / cell) <= room:
            return cell
    return HOUR


def _labelled(label: str, drawn: Text, scene: Scene, day: date) -> Text:
    today = day == day_of(scene.now, scene.zone)
    return Text(label.ljust(LABEL), style="head" if today else "") + drawn


def _days(scene: Scene, week: date) -> Iterator[date]:
    """The days of a week that are worked, and those with a block on them."""
    held = {day_of(block.span.start, scene.zone) for block in scene.blocks}
    for number in range(7):
        day = week + timedelta(days=number)
        if day.weekday() in scene.working.by_weekday or day in held:
            yield day


def _draw_next(console: Console, scene: Scene, weeks: Sequence[date]) -> None:
    first, last = scene.range()
    worked = len(scene.working.by_weekday) or 1
    room = (console.width - LABEL) // worked - 1
    if not weeks or room < last - first:
        return
    cell = HOUR if room < 2 * (last - first) else HALF
    width = int((last - first) * (HOUR / cell)) + 1
    names = "".join(
        day.ljust(width)
        for number, day in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
        if number in scene.working.by_weekday
    )
    console.print(Text(" " * LABEL + names, style="quiet"))
    for week in weeks:
        line = Text(_of_week(week).ljust(LABEL))
        for day in _days(scene, week):
            line += strip(scene, day, cell) + Text(" ")
        console.print(line, no_wrap=True, overflow="crop")
    console.print()


def _of_week(week: date) -> str:
    return f"from {week.day} {spoken_day(week).split()[-1]}"


def say_blocks(
    console: Console,
    plan: Plan,
    zone: ZoneInfo,
    ids: Mapping[str, str] | None = None,
) -> None:
    """One sentence a block: when, how sure, why there, and what came second.

    Args:
        console: where to.
        plan: whose blocks.
        zone: the person's.
        ids: by which short id the person may name a block, where they may.
    """
    for placed in plan.blocks:
        head = Text(spoken_span(placed.block.span, zone), style="sky")
        if placed.block.purpose:
            head.append(f"  {placed.block.purpose}", style="head")
        head.append(f"  {_state(placed)}", style="quiet")
        if id_ := (ids or {}).get(placed.block.id):
            head.append(f"  {id_}", style="head")
        console.print(head)
        said = Padding(Text(sentence(placed, zone)), (0, 0, 0, 4), expand=False)
        console.print(said)


def _state(placed: Placed) -> str:
    words = [
        spoken_hours(placed.block.span.length),
        placed.block.state.replace("_", " "),
        often(placed.survival),
    ]
    return ", ".join(words)


def often(survival: float) -> str:
    """How often such a block is kept, in words."""
    return next(words for least, words in OFTEN if survival >= least)


def sentence(placed: Placed, zone: ZoneInfo) -> str:
    """Why it is there, and the best other place."""
    telling = [one for one in placed.why if one.rule not in SAID_ELSEWHERE]
    telling = [
        one for one in telling if abs(one.points) >= WORTH_SAYING or one.rule == EVENING
    ][:MOST]
    telling.sort(key=lambda one: -one.points)
    parts = [_ended(one.text) for one in telling if one.text]
    if placed.block.state is State.IN_PROGRESS:
        parts.insert(0, f"Under way until {spoken_clock(placed.block.span.end, zone)}.")
    if placed.runner_up:
        other = spoken_span(placed.runner_up.span, zone)
        worse = round(placed.runner_up.points)
        parts.append(
            f"Next best: {other}, {worse} min worse." if worse else f"As good: {other}."
        )
    return " ".join(parts)


MOST = 3
"""So many reasons are enough to follow."""
WORTH_SAYING = 1.0
"""Fewer points than a minute decide nothing."""
EVENING = "evening work"
"""Even none of it is worth saying."""
SAID_ELSEWHERE = {"survival"}
"""The line above each sentence tells it."""


def _ended(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


LEAST_MISSED = 0.5
"""Less than half an hour is not missed."""


def say_unplaced(
    console: Console, unplaced: Sequence[Unplaced], zone: ZoneInfo
) -> None:
    """What found no place, why, and which meeting would free it."""
    for one in unplaced:
        if one.hours < LEAST_MISSED:
            continue
        line = Text(f"{spoken_hours(one.hours)} found no place: ", style="head")
        line.append(_ended(one.because), style="")
        for freed in one.would_free[:1]:
            day = spoken_day(day_of(freed.start, zone))
            name = plain(freed.title) or "a meeting without a title"
            at = spoken_clock(freed.start, zone)
            line.append(f" Without “{name}” on {day} at {at} a block would fit.")
        console.print(line)


def say_moved(console: Console, plan: Plan, zone: ZoneInfo) -> None:
    """What became of the blocks that stood before."""
    for moved in plan.moved:
        before = spoken_span(moved.before, zone)
        after = f"now {spoken_span(moved.after, zone)}" if moved.after else "taken back"
        console.print(Text(f"{before}: {after}. {_ended(moved.because)}"))


def week_heading(plan: Plan, week: date, zone: ZoneInfo) -> str:
    """How much is placed in the week, as `7 h 30 of long-term work this week`."""
    span = whole_week(monday(week), zone)
    placed = [one.block.span for one in plan.blocks if _starts_in(one.block.span, span)]
    if not placed:
        return "No block this week."
    hours = sum((each.length for each in placed), timedelta())
    many = "one block" if len(placed) == 1 else f"{len(placed)} blocks"
    return f"{spoken_hours(hours)} of long-term work this week, in {many}."


def _starts_in(span: Span, week: Span) -> bool:
    return week.holds(span.start)
