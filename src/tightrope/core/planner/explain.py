"""Why a block is where it is."""

from collections.abc import Iterator, Mapping, Sequence

from tightrope.core.planner.answer import Placed, Reason, RunnerUp
from tightrope.core.planner.block import Block
from tightrope.core.planner.clock import MINUTE
from tightrope.core.planner.dynamic import Program
from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import THOUSAND, Place
from tightrope.core.planner.identity import span_of
from tightrope.core.planner.menu import menu
from tightrope.core.planner.route import Best, places_of, rerouted
from tightrope.core.planner.rules.owed import repaid
from tightrope.core.planner.rules.rule import Case
from tightrope.core.planner.rules.soft import SOFT, by_rule
from tightrope.core.planner.table import tabled


def explained(
    blocks: Mapping[Place, Block], best: Best, program: Program
) -> Iterator[Placed]:
    """Each block with its reasons, its runner-up and its risk."""
    frame, chosen = program.frame, best.places
    paid = repaid(chosen, frame)
    at_all = by_rule(chosen, frame)
    for place, block, repays in zip(chosen, blocks.values(), paid, strict=True):
        yield Placed(
            block=block,
            survival=frame.days[place.day].survival(place) / THOUSAND,
            repays=repays * MINUTE,
            why=_why(place, chosen, at_all, frame),
            runner_up=runner_up(place, best, program),
        )


def _why(
    place: Place, chosen: Sequence[Place], at_all: Mapping[str, int], frame: Frame
) -> tuple[Reason, ...]:
    """What the plan would lose by each rule without a place, the most first."""
    others = [other for other in chosen if other != place]
    reasons: list[Reason] = []
    for rule in SOFT:
        points = at_all[rule.name] - rule.points(others, frame)
        case = Case(place=place, points=points, chosen=chosen, frame=frame)
        if text := rule.words(case):
            reasons.append(Reason(rule=rule.name, points=points / THOUSAND, text=text))
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.points)))


def runner_up(place: Place, best: Best, program: Program) -> RunnerUp | None:
    """Where the block would be in the best plan in which nothing overlaps its place."""
    frame = program.frame
    day = frame.days[place.day]
    if place in day.fixed:
        return None
    week = frame.week_of(place.day)
    menus = list(program.tables[week.index].menus)
    menus[place.day - week.days.start] = menu(day, frame, without=place)
    table = tabled(program.shapes[week.index], menus)
    points, way = program.best_with(week.index, table)
    places = set(places_of(table, *way)) if way else set()
    if not places - set(best.places):
        places = set(rerouted(program, best, week.index, table))
    span = _nearest(place, places - set(best.places))
    if span is None:
        return None
    loss = (program.points - points) / THOUSAND
    return RunnerUp(span=span_of(span), points=loss)


def _nearest(place: Place, others: set[Place]) -> Place | None:
    """The place that stands in for another: the same day first, then the closest."""
    return min(
        others,
        key=lambda other: (
            abs(other.day - place.day),
            abs(other.start - place.start),
            other.start,
            other.end,
        ),
        default=None,
    )
