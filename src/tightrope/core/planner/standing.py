"""What stands already: what is done, what cannot move, what may."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from tightrope.core.planner.answer import Moved, Plan
from tightrope.core.planner.block import Block, State
from tightrope.core.planner.problem import Happened, Problem
from tightrope.core.planner.states import FIXED, SETTLED, state_of
from tightrope.core.planner.workdays import WorkingDays
from tightrope.core.timeline import Span, day_of, gaps, spoken_hours, union


@dataclass(slots=True, kw_only=True)
class Standing:
    """The standing blocks, sorted by what may become of them.

    Attributes:
        done: focus time that has passed, each once.
        fixed: locked and in progress, cut to what is left of them.
        movable: free to be elsewhere, at a price.
        aside: outside the window: they stay, and are not weighed.
        moved: what became of fixed blocks that something landed on.
        lost: the time that was locked and is lost; it is owed.
    """

    done: list[Span] = field(default_factory=list)
    fixed: list[Block] = field(default_factory=list)
    movable: list[Block] = field(default_factory=list)
    aside: list[Block] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    lost: timedelta = timedelta()

    @property
    def ids(self) -> set[str]:
        """The ids that are taken."""
        kept = {block.id for block in (*self.fixed, *self.movable, *self.aside)}
        return kept | {moved.id for moved in self.moved}


def standing_of(
    problem: Problem, previous: Plan | None, working: WorkingDays
) -> Standing:
    """Sort the standing blocks of a problem and of the plan before it."""
    standing = Standing()
    for block in stood(problem, previous):
        _sort(
            replace(block, state=state_of(block, problem, working)), standing, problem
        )
    standing.done += _kept_before(problem, standing.done)
    standing.done.sort()
    return standing


def stood(problem: Problem, previous: Plan | None) -> list[Block]:
    """Every standing block once, in order of time; `problem.blocks` knows better."""
    blocks = (
        {placed.block.id: placed.block for placed in previous.blocks}
        if previous
        else {}
    )
    blocks |= {block.id: block for block in problem.blocks}
    return sorted(blocks.values(), key=lambda block: (block.span, block.id))


def _sort(block: Block, standing: Standing, problem: Problem) -> None:
    now, span = problem.now, block.span
    if block.state is State.OVERRIDDEN:
        return
    if span.end <= now or block.state in SETTLED:
        if block.state is not State.PROPOSED:
            standing.done.append(span)
    elif block.state is State.PROPOSED and span.start < now:
        standing.moved.append(_gone(block, "It began before anyone accepted it"))
    elif block.state in FIXED:
        _fix(block, standing, problem)
    elif span.within(problem.window):
        standing.movable.append(block)
    else:
        standing.aside.append(block)


def _fix(block: Block, standing: Standing, problem: Problem) -> None:
    """Keep a fixed block, or the longest part that is left of it."""
    taken = [block.span for block in standing.fixed]
    landed = [busy.span for busy in problem.busy if busy.span.overlaps(block.span)]
    off = _day_is_off(block, problem)
    parts = [] if off else gaps(block.span, landed + taken)
    if parts == [block.span]:
        standing.fixed.append(block)
        return
    part = max(parts, key=lambda part: part.length, default=None)
    if part and part.length >= problem.policy.shortest:
        standing.fixed.append(replace(block, span=part))
        lost = block.span.length - part.length
        because = f"{_what(block, problem, off=off)}; {spoken_hours(lost)} are owed"
        standing.moved.append(
            Moved(id=block.id, before=block.span, after=part, because=because)
        )
    else:
        lost = block.span.length - _spent(parts, problem)
        because = f"{_what(block, problem, off=off)}; {spoken_hours(lost)} are owed"
        standing.moved.append(_gone(block, because))
    standing.lost += lost


def _day_is_off(block: Block, problem: Problem) -> bool:
    """Say whether a locked day holds no working time any more."""
    if block.state is State.IN_PROGRESS:
        return False
    day = day_of(block.span.start, problem.zone)
    return all(day_of(span.start, problem.zone) != day for span in problem.working)


def _what(block: Block, problem: Problem, *, off: bool) -> str:
    if off:
        return "That day is off now"
    for busy in problem.busy:
        if busy.span.overlaps(block.span):
            return landed_on(busy.title)
    return "Another block stands there"


def landed_on(title: str) -> str:
    """Say that an event took the place of a block."""
    return f"“{title}” now takes its time" if title else "An event now takes its time"


def _spent(parts: Iterable[Span], problem: Problem) -> timedelta:
    """How much of a block was worked before it broke."""
    before = (
        min(part.end, problem.now) - min(part.start, problem.now) for part in parts
    )
    return sum(before, timedelta())


def _gone(block: Block, because: str) -> Moved:
    return Moved(id=block.id, before=block.span, after=None, because=because)


def _kept_before(problem: Problem, done: list[Span]) -> list[Span]:
    """Kept focus time of the history that no passed block tells of."""
    kept = (
        happening.span
        for happening in problem.history
        if happening.kind is Happened.KEPT and happening.span.end <= problem.now
    )
    return [
        span for span in union(kept) if not any(span.overlaps(other) for other in done)
    ]
