"""Why a standing block is elsewhere, or nowhere."""

from collections.abc import Iterator, Mapping

from tightrope.core.planner.answer import Moved
from tightrope.core.planner.block import Block
from tightrope.core.planner.clock import minutes
from tightrope.core.planner.dynamic import Program
from tightrope.core.planner.frame import Frame, place_of
from tightrope.core.planner.grid import THOUSAND, Day, Place
from tightrope.core.planner.menu import menu
from tightrope.core.planner.shape import holding
from tightrope.core.planner.standing import landed_on
from tightrope.core.planner.table import tabled
from tightrope.core.timeline import day_of, spoken_clock, spoken_hours


def moved(blocks: Mapping[Place, Block], program: Program) -> tuple[Moved, ...]:
    """Each standing block that is not where it stood, in order of where it was."""
    frame = program.frame
    now = {block.id: block for block in blocks.values()}
    found = list(frame.standing.moved)
    for block in frame.standing.movable:
        after = now[block.id].span if block.id in now else None
        if after != block.span:
            because = _because(block, program)
            found.append(
                Moved(id=block.id, before=block.span, after=after, because=because)
            )
    return tuple(sorted(found, key=lambda one: (one.before, one.id)))


def _because(block: Block, program: Program) -> str:
    frame = program.frame
    for busy in frame.problem.busy:
        if busy.span.overlaps(block.span):
            return landed_on(busy.title)
    date = day_of(block.span.start, frame.problem.zone)
    day = next((day for day in frame.days if day.date == date), None)
    if day is None:
        return "That day is off now"
    place = place_of(block.span, day.index)
    return next(_obstacles(place, day, frame), None) or _gain(place, day, program)


def _obstacles(place: Place, day: Day, frame: Frame) -> Iterator[str]:
    """What forbids a place that no event takes."""
    policy, zone = frame.problem.policy, frame.problem.zone
    first, last = max(place.start - day.base, 0), place.end - day.base
    if last > len(day.free) or not day.free[first:last].all():
        yield "It lies outside working hours now"
    length = place.end - place.start
    if not minutes(policy.shortest) <= length <= minutes(policy.longest):
        shortest, longest = spoken_hours(policy.shortest), spoken_hours(policy.longest)
        yield f"Blocks last {shortest} to {longest} now"
    hours = policy.reachable
    open_left = int(day.open[-1]) - day.between(day.open, place)
    if hours and open_left < minutes(hours.least):
        least = spoken_hours(hours.least)
        yield (
            f"Others could not reach you for {least} between "
            f"{hours.start:%H:%M} and {hours.end:%H:%M} that day"
        )
    if day.fixed:
        at = frame.places[day.fixed[0]].span.start
        yield f"The block at {spoken_clock(at, zone)} of that day cannot move"


def _gain(place: Place, day: Day, program: Program) -> str:
    """How much better the plan is than the best one that leaves the block alone."""
    frame = program.frame
    week = frame.week_of(place.day)
    at = place.day - week.days.start
    menus = list(program.tables[week.index].menus)
    menus[at] = menu(day, frame, only=place)[1:]
    shape = holding(program.shapes[week.index], at)
    points, way = program.best_with(week.index, tabled(shape, menus))
    if way is None:
        return "Its week holds no further block"
    gain = round((program.points - points) / THOUSAND)
    return f"The plan as a whole gains {gain} points by it, the change counted"
