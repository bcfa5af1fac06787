"""What the planner is asked: the time there is, what takes it, and what is wanted."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from tightrope.core.planner.block import Block
from tightrope.core.planner.policy import Policy
from tightrope.core.timeline import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Movable:
    """A meeting may start anywhere from `earliest` on and end by `latest`.

    Attributes:
        earliest: it starts no earlier.
        latest: it ends no later.
        cost: what moving it costs, in minutes of focus.
    """

    earliest: datetime
    latest: datetime
    cost: float = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """Time that something else takes.

    Attributes:
        id: the event's UID, or any name; it may repeat for a series.
        span: when.
        title: for the explanation only.
        movable: where else it may be; nothing when it stays.
    """

    id: str
    span: Span
    title: str = ""
    movable: Movable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Work that is expected in a stretch of time and not on the calendar yet.

    Attributes:
        span: the stretch, as a rule a week.
        hours: how much is likely.
        spread: one standard deviation of it, in hours.
    """

    span: Span
    hours: float
    spread: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """How likely a block is kept whole that begins between two times of day.

    Attributes:
        weekday: 0 for Monday; nothing for every day.
        start: from this time of day on.
        end: up to, not including, this one.
        rate: the probability, 0 to 1.
    """

    weekday: int | None = None
    start: time
    end: time
    rate: float


class Happened(StrEnum):
    """What became of something on the calendar."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    OVERRIDE = "override"
    KEPT = "kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened, known since `at`, about the time of `span`."""

    kind: Happened
    at: datetime
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One planning problem.

    Attributes:
        now: nothing is placed before it.
        zone: the person's, for days, weeks and times of day.
        window: where blocks may be.
        working: working time, in order, without overlaps, lunch and days off cut out.
        busy: what takes time, blocks of ours apart.
        blocks: the standing plan.
        owed: focus time that is owed from overridden blocks.
        policy: what the person asks of every plan.
        loads: expected work that is not on the calendar yet; where nothing is said,
            `policy.daily_work` for each working day.
        survival: known rates; nothing to take them from `history`.
        history: what happened before, any order.
    """

    now: datetime
    zone: ZoneInfo
    window: Span
    working: tuple[Span, ...]
    busy: tuple[Busy, ...] = ()
    blocks: tuple[Block, ...] = ()
    owed: timedelta = timedelta()
    policy: Policy = field(default_factory=Policy)
    loads: tuple[Load, ...] = ()
    survival: tuple[Survival, ...] | None = None
    history: tuple[Happening, ...] = ()
