"""From a problem to its plan: laid out, weighed, named and explained."""

from collections.abc import Iterator

from tightrope.core.planner.answer import Placed, Plan, Reason, Score
from tightrope.core.planner.dynamic import Program
from tightrope.core.planner.explain import explained
from tightrope.core.planner.frame import Frame, framed
from tightrope.core.planner.grid import THOUSAND, Place
from tightrope.core.planner.identity import named
from tightrope.core.planner.missing import unplaced
from tightrope.core.planner.moves import moved
from tightrope.core.planner.problem import Problem
from tightrope.core.planner.route import best_of
from tightrope.core.planner.rules.soft import by_rule


def best_plan(problem: Problem, previous: Plan | None) -> Plan:
    """The plan with the most points, and why."""
    program = Program(framed(problem, previous))
    best = best_of(program)
    blocks = named(best.places, program.frame)
    placed = [*explained(blocks, best, program), *_aside(program.frame)]
    return Plan(
        blocks=tuple(sorted(placed, key=lambda one: (one.block.span, one.block.id))),
        unplaced=tuple(unplaced(best.places, program)),
        moved=moved(blocks, program),
        score=_score(best.places, program),
    )


def _score(chosen: tuple[Place, ...], program: Program) -> Score:
    """The points, counted from the finished plan, against the most there can be."""
    rules = by_rule(chosen, program.frame)
    points = sum(rules.values())
    fixed = not any(busy.movable for busy in program.frame.problem.busy)
    return Score(
        points=points / THOUSAND,
        bound=program.points / THOUSAND,
        # with a meeting that may move, better plans than these may be possible
        proven=fixed and points == program.points,
        by_rule={name: given / THOUSAND for name, given in rules.items()},
    )


def _aside(frame: Frame) -> Iterator[Placed]:
    """Standing blocks outside the window, as they are."""
    for block in frame.standing.aside:
        rates = frame.grid.rates
        day = block.span.start.astimezone(frame.problem.zone)
        yield Placed(
            block=block,
            survival=rates.at(day),
            why=(Reason(rule="stability", points=0.0, text="Beyond the days planned"),),
        )
