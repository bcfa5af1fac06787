"""Planning problems as the tests of this room tell them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tightrope.core.planner import Block, Busy, Plan, Policy, Problem, State
from tightrope.core.timeline import Span, WorkingHours, midnight

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 16)
HOURS = WorkingHours(lunch=None)


def at(clock: str, minutes: int, *, days: int = 0) -> Span:
    """So many minutes from a time of Monday 16 November 2026 on, or of a later day."""
    start = datetime.combine(
        MONDAY + timedelta(days=days), time.fromisoformat(clock), tzinfo=BERLIN
    )
    return Span.lasting(start, timedelta(minutes=minutes))


def busy(*spans: Span) -> tuple[Busy, ...]:
    """Meetings at these times."""
    return tuple(
        Busy(id=f"meeting-{number}", span=span, title=f"Meeting {number}")
        for number, span in enumerate(spans)
    )


def block(
    span: Span,
    *,
    name: str = "b-1",
    state: State = State.PENCILLED,
    purpose: str | None = None,
) -> Block:
    """A standing block."""
    return Block(id=name, span=span, state=state, purpose=purpose)


def problem(
    *,
    now: str = "08:00",
    days: int = 5,
    hours: WorkingHours = HOURS,
    policy: Mapping[str, Any] | None = None,
    **given: Any,
) -> Problem:
    """A week from Monday on, working from 9 to 18 without a break."""
    first = midnight(MONDAY, BERLIN)
    window = Span(first, midnight(MONDAY + timedelta(days=days), BERLIN))
    return Problem(
        now=at(now, 0).start.astimezone(BERLIN),
        zone=BERLIN,
        window=window,
        working=tuple(hours.spans(window, BERLIN)),
        policy=replace(Policy(), **(policy or {})),
        **given,
    )


def spans(plan: Plan) -> list[Span]:
    """Where the blocks of a plan are."""
    return [placed.block.span for placed in plan.blocks]


def ids(plan: Plan) -> list[str]:
    """Which blocks a plan has."""
    return [placed.block.id for placed in plan.blocks]


def hours_of(blocks: Iterable[Span]) -> float:
    """How many hours they are together."""
    return sum(span.hours for span in blocks)
