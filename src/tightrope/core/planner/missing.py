"""What was asked for and found no place, and which meetings would make room."""

from collections.abc import Iterator, Sequence

from tightrope.core.planner.answer import Unplaced
from tightrope.core.planner.clock import GRAIN
from tightrope.core.planner.dynamic import Program
from tightrope.core.planner.frame import Week
from tightrope.core.planner.freeing import freeing
from tightrope.core.planner.grid import Place
from tightrope.core.planner.obstacles import obstacle
from tightrope.core.planner.rules.owed import repaid
from tightrope.core.planner.rules.pledge import grains_towards

HOUR = 60
MOST_SAID = 3
"""So many weeks are told one by one; the rest is counted."""


def unplaced(chosen: Sequence[Place], program: Program) -> Iterator[Unplaced]:
    """What is missing of each pledge, and of what is owed."""
    frame = program.frame
    towards = grains_towards(chosen, frame)
    for index, pledge in enumerate(frame.pledges):
        missing = pledge.target - pledge.done - towards[index] * GRAIN
        if missing > 0:
            days = [day for day, at in enumerate(frame.pledge_at) if at == index]
            yield _unplaced(missing, days, chosen, program)
    left = frame.owed - sum(repaid(chosen, frame))
    if left > 0:
        yield _unplaced(left, range(len(frame.days)), chosen, program)


def _unplaced(
    missing: int, days: Sequence[int], chosen: Sequence[Place], program: Program
) -> Unplaced:
    weeks = [
        (week, inside)
        for week in program.frame.weeks
        if (inside := [day for day in days if day in week.days])
    ]
    return Unplaced(
        hours=missing / HOUR,
        because=_because(weeks, chosen, program),
        would_free=freeing(weeks, chosen, program),
    )


def _because(
    weeks: Sequence[tuple[Week, Sequence[int]]],
    chosen: Sequence[Place],
    program: Program,
) -> str:
    """What stands in the way in each week, alike ones said once."""
    if not weeks:
        return "No working day of it is left"
    said = dict.fromkeys(
        obstacle(week, inside, chosen, program) for week, inside in weeks
    )
    clauses = list(said)[:MOST_SAID]
    if len(said) > MOST_SAID:
        clauses.append(f"and so on for {len(said) - MOST_SAID} more weeks")
    words = "; ".join(clauses)
    return words[:1].upper() + words[1:]
