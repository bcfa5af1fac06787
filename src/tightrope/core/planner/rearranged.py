"""A problem whose meetings stand where a plan would have them."""

from collections.abc import Sequence
from dataclasses import replace

from tightrope.core.planner.answer import Shifted
from tightrope.core.planner.problem import Problem


def rearranged(problem: Problem, shifted: Sequence[Shifted]) -> Problem:
    """The problem with some meetings elsewhere."""
    places = {(one.id, one.before): one.after for one in shifted}
    return replace(
        problem,
        busy=tuple(
            replace(busy, span=places[busy.id, busy.span])
            if (busy.id, busy.span) in places
            else busy
            for busy in problem.busy
        ),
    )
