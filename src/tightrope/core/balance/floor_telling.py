"""The floor in words: whether it holds, when it breaks, what would save it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from tightrope.core.balance.floor import Floor
from tightrope.core.timeline import spoken_day, spoken_hours, spoken_span

_NAMED = 2


def floor_words(floor: Floor, zone: ZoneInfo) -> str:
    """One or two sentences on the floor of this week.

    Args:
        floor: how it stands.
        zone: the person's.
    """
    hours = spoken_hours(floor.hours)
    if floor.kept >= floor.hours:
        return f"The floor of this week, {hours} of vision, is kept.{_taken(floor)}"
    if floor.breaks is None:
        return (
            f"The floor of this week is {hours} of vision; "
            f"{spoken_hours(floor.kept)} are kept, and at this pace it comes to "
            f"{_rough(floor.likely)}.{_taken(floor)}"
        )
    return (
        f"At this pace the floor of this week, {hours} of vision, breaks on "
        f"{spoken_day(floor.breaks)}: {_rough(floor.likely)} are likely."
        f"{_taken(floor)}{_saved(floor, zone)}"
    )


def _taken(floor: Floor) -> str:
    if not floor.taken:
        return ""
    return f" Urgent work took {spoken_hours(floor.taken)} that were held for it."


def _saved(floor: Floor, zone: ZoneInfo) -> str:
    ways = list(_ways(floor, zone))
    return f" What would save it: {'; or '.join(ways)}." if ways else ""


def _ways(floor: Floor, zone: ZoneInfo) -> Iterator[str]:
    for gap in floor.gaps[:_NAMED]:
        yield f"{spoken_span(gap, zone)} is free"
    if not floor.gaps:
        for move in floor.moves:
            day = spoken_day(move.event.span.start.astimezone(zone).date())
            won = spoken_hours(move.focus_hours)
            yield f"move '{move.event.title}' of {day}, which would free {won} more"


def _rough(hours: float) -> str:
    """Hours to the half: a forecast is no finer."""
    return spoken_hours(round(2 * hours) / 2)
