"""Meetings that may stand elsewhere: moved where that gains more than it costs.

Each try is weighed by the exact program around it, so a move is never a guess about its
own worth; which moves are tried is a search, and only the bound says how far it is from
the best there may be.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from tightrope.core.planner.answer import Plan, Shifted
from tightrope.core.planner.clock import GRAIN, minute_from, minute_of, span_between
from tightrope.core.planner.dynamic import Program
from tightrope.core.planner.frame import framed
from tightrope.core.planner.freeing import gain_without
from tightrope.core.planner.grid import THOUSAND
from tightrope.core.planner.problem import Busy, Problem
from tightrope.core.planner.rearranged import rearranged
from tightrope.core.timeline import Span, day_of, gaps, union

TRIES = 200
"""So many arrangements are weighed, at most."""

PLACES, PLACES_A_DAY = 10, 3
"""So many places are tried for one meeting, and of one day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """A problem with its meetings where the plan wants them.

    Attributes:
        program: all plans around them, weighed.
        shifted: the meetings that stand elsewhere than before.
        bound: thousandths of points that no arrangement exceeds.
    """

    program: Program
    shifted: tuple[Shifted, ...] = ()
    bound: int

    @property
    def cost(self) -> int:
        """What the moves cost, in thousandths."""
        return sum(_cost(one.cost) for one in self.shifted)

    @property
    def points(self) -> int:
        """The points of the best plan, moves paid."""
        return self.program.points - self.cost


def arranged(problem: Problem, previous: Plan | None) -> Arranged:
    """The best arrangement that is found; where nothing may move, the one there is."""
    program = Program(framed(problem, previous))
    named = Counter((busy.id, busy.span) for busy in problem.busy)
    movable = [
        busy
        for busy in problem.busy
        if _may_move(busy, problem) and named[busy.id, busy.span] == 1
    ]
    if not movable:
        return Arranged(program=program, bound=program.points)
    return _Search(previous, _bound(problem, previous)).improved(program, movable)


class _Search:
    """Moves one meeting after another, each at most once."""

    def __init__(self, previous: Plan | None, bound: int) -> None:
        self.previous, self.bound, self.left = previous, bound, TRIES

    def improved(self, program: Program, movable: Sequence[Busy]) -> Arranged:
        found = Arranged(program=program, bound=self.bound)
        waiting = list(movable)
        while self.left and (step := self._step(found, waiting)):
            busy, found = step
            waiting.remove(busy)
        return found

    def _step(
        self, found: Arranged, waiting: Sequence[Busy]
    ) -> tuple[Busy, Arranged] | None:
        """The first move that gains, of the meetings that promise most."""
        for busy in _promising(found, waiting):
            best = max(
                self._tries(found, busy), key=lambda one: one.points, default=found
            )
            if best.points > found.points:
                return busy, best
        return None

    def _tries(self, found: Arranged, busy: Busy) -> Iterator[Arranged]:
        problem = found.program.frame.problem
        for span in _places(busy, found):
            if not self.left:
                return
            self.left -= 1
            moved = _shifted(busy, span)
            program = Program(framed(rearranged(problem, [moved]), self.previous))
            yield Arranged(
                program=program, shifted=(*found.shifted, moved), bound=self.bound
            )


def _may_move(busy: Busy, problem: Problem) -> bool:
    """Say whether a meeting lies ahead, and may stand elsewhere."""
    return (
        busy.movable is not None
        and busy.span.start >= problem.now
        and busy.span.within(problem.window)
        and busy.span.length > timedelta()
    )


def _bound(problem: Problem, previous: Plan | None) -> int:
    """The points of the best plan when no meeting that may move stood anywhere."""
    without = [busy for busy in problem.busy if not _may_move(busy, problem)]
    return Program(framed(replace(problem, busy=tuple(without)), previous)).points


def _promising(found: Arranged, waiting: Sequence[Busy]) -> list[Busy]:
    """The meetings without which the plan gains more than their move costs."""
    gains = [
        (gain_without(busy, found.program) - _cost(_price(busy)), busy)
        for busy in waiting
    ]
    ranked = sorted(gains, key=lambda gain: (-gain[0], gain[1].span, gain[1].id))
    return [busy for gain, busy in ranked if gain > 0]


def _places(busy: Busy, found: Arranged) -> list[Span]:
    """Where a meeting could go, those first that leave most room for blocks."""
    problem = found.program.frame.problem
    ranked = sorted(
        _possible(busy, found),
        key=lambda one: (one[0], abs(one[1].start - busy.span.start), one[1]),
    )
    by_day: Counter[object] = Counter()
    places = []
    for _, span in ranked:
        day = day_of(span.start, problem.zone)
        by_day[day] += 1
        if by_day[day] <= PLACES_A_DAY:
            places.append(span)
    return places[:PLACES]


def _possible(busy: Busy, found: Arranged) -> Iterator[tuple[int, Span]]:
    """Each free place in a meeting's window, and the places for blocks it costs."""
    frame, movable = found.program.frame, busy.movable
    problem = frame.problem
    assert movable  # noqa: S101 - only such meetings come here
    taken = [one.span for one in problem.busy if one is not busy]
    taken += [block.span for block in frame.standing.fixed]
    first = max(movable.earliest, problem.now, problem.window.start)
    last = min(movable.latest, problem.window.end)
    shortest = problem.policy.shortest
    for working in union(problem.working):
        for gap in gaps(working, taken):
            before = _room(gap.length, shortest)
            for span in _starts(gap, busy.span.length):
                if first <= span.start and span.end <= last and span != busy.span:
                    left = _room(span.start - gap.start, shortest)
                    left += _room(gap.end - span.end, shortest)
                    yield before - left, span


def _starts(gap: Span, length: timedelta) -> Iterator[Span]:
    """The places of a length in a gap that begin on a quarter-hour."""
    lasts = minute_from(gap.start + length) - minute_from(gap.start)
    start = -(-minute_from(gap.start) // GRAIN) * GRAIN
    while start + lasts <= minute_of(gap.end):
        yield Span.lasting(span_between(start, start).start, length)
        start += GRAIN


def _room(length: timedelta, shortest: timedelta) -> int:
    """How many places the shortest block has in a free time."""
    return max(0, (length - shortest) // timedelta(minutes=GRAIN) + 1)


def _shifted(busy: Busy, span: Span) -> Shifted:
    return Shifted(
        id=busy.id, title=busy.title, before=busy.span, after=span, cost=_price(busy)
    )


def _price(busy: Busy) -> float:
    return max(0.0, busy.movable.cost) if busy.movable else 0.0


def _cost(points: float) -> int:
    return round(points * THOUSAND)
