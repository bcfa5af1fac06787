"""Which state a block is in: its acceptance, and then time alone, decide."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tightrope.core.planner.block import Block, State
from tightrope.core.planner.policy import Policy
from tightrope.core.planner.problem import Problem
from tightrope.core.planner.workdays import WorkingDays
from tightrope.core.timeline import Span, day_of

SETTLED = frozenset({State.KEPT, State.OVERRIDDEN})
FIXED = frozenset({State.LOCKED, State.IN_PROGRESS})


def state_of(block: Block, problem: Problem, working: WorkingDays) -> State:
    """The state of `block` at `problem.now`, where it stands.

    A proposal stays one until it is accepted, and what is settled stays settled. A
    block that was locked stays so, even when days off in between make it farther away.
    """
    if block.state in SETTLED or block.state is State.PROPOSED:
        return block.state
    stage = stage_of(block.span, problem, working)
    if stage is State.IN_PROGRESS or block.state not in FIXED:
        return stage
    return State.LOCKED


def accepted(block: Block, problem: Problem) -> Block:
    """The block, accepted at `problem.now`: as far along as its place says."""
    working = WorkingDays.of(problem.working, problem.zone)
    return replace(block, state=stage_of(block.span, problem, working))


def stage_of(span: Span, problem: Problem, working: WorkingDays) -> State:
    """How far an accepted block has come that stands at `span`."""
    if span.start <= problem.now:
        return State.IN_PROGRESS
    ahead = days_ahead(span.start, problem.now, problem.zone, working)
    return _by_distance(ahead, problem.policy)


def days_ahead(
    start: datetime, now: datetime, zone: ZoneInfo, working: WorkingDays
) -> int:
    """How many working days lie between now and a start, its own day counted."""
    return working.ahead(day_of(start, zone), today=day_of(now, zone))


def _by_distance(ahead: int, policy: Policy) -> State:
    if ahead <= policy.lock_days:
        return State.LOCKED
    if ahead <= policy.firm_days:
        return State.FIRM
    return State.PENCILLED
