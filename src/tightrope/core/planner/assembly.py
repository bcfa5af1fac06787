"""From a problem to its plan: laid out, weighed, named and explained."""

from collections.abc import Iterator

from tightrope.core.planner.answer import Placed, Plan, Reason, Score
from tightrope.core.planner.explain import explained
from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import THOUSAND, Place
from tightrope.core.planner.identity import named
from tightrope.core.planner.meetings import Arranged, arranged
from tightrope.core.planner.missing import unplaced
from tightrope.core.planner.moves import moved
from tightrope.core.planner.problem import Problem
from tightrope.core.planner.route import best_of
from tightrope.core.planner.rules.soft import by_rule


def best_plan(problem: Problem, previous: Plan | None) -> Plan:
    """The plan with the most points, and why."""
    arrangement = arranged(problem, previous)
    program = arrangement.program
    best = best_of(program)
    blocks = named(best.places, program.frame)
    placed = [*explained(blocks, best, program), *_aside(program.frame)]
    return Plan(
        blocks=tuple(sorted(placed, key=lambda one: (one.block.span, one.block.id))),
        unplaced=tuple(unplaced(best.places, program)),
        moved=moved(blocks, program),
        shifted=arrangement.shifted,
        score=_score(best.places, arrangement),
    )


def _score(chosen: tuple[Place, ...], arrangement: Arranged) -> Score:
    """The points, counted from the finished plan, against the most there can be."""
    rules = by_rule(chosen, arrangement.program.frame)
    if arrangement.shifted:
        rules["moved meetings"] = -arrangement.cost
    points = sum(rules.values())
    return Score(
        points=points / THOUSAND,
        bound=arrangement.bound / THOUSAND,
        proven=points == arrangement.bound,
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
