"""What the planner answers: the blocks, why they are there, and what did not fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tightrope.core.planner.block import Block
from tightrope.core.timeline import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One rule's say about a place.

    Attributes:
        rule: the rule's name.
        points: what it gives, in minute-equivalents: 1 is a minute of undisturbed work
            at the best time of day.
        text: the same in words for a person.
    """

    rule: str
    points: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """The best other place for a block.

    Attributes:
        span: where it would be.
        points: how many points the whole plan would lose, 0 or more.
    """

    span: Span
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block with its reasons.

    Attributes:
        block: the block itself.
        survival: the probability that it is kept whole, 0 to 1.
        repays: how much owed time it pays back.
        why: each rule's say, largest first.
        runner_up: the best other place; nothing when there is none or it cannot move.
    """

    block: Block
    survival: float
    repays: timedelta = timedelta()
    why: tuple[Reason, ...] = ()
    runner_up: RunnerUp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeing:
    """A busy time whose removal would make room for a block."""

    uid: str
    title: str
    start: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Time that was asked for and found no place.

    Attributes:
        hours: how much, in hours.
        because: why, in words for a person.
        would_free: the busy times that cost most, the most costly first.
    """

    hours: float
    because: str
    would_free: tuple[Freeing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A standing block that is elsewhere, or nowhere, in the new plan.

    Attributes:
        id: the block's.
        before: where it stood.
        after: where it stands now; nothing when it was taken back.
        because: why, in words for a person.
    """

    id: str
    before: Span
    after: Span | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """A meeting that the plan would have elsewhere, if its people agree.

    Attributes:
        id: the meeting's.
        title: for the explanation only.
        before: where it stands.
        after: where it would be.
        cost: what moving it costs, in minute-equivalents.
    """

    id: str
    title: str
    before: Span
    after: Span
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a plan is worth.

    Attributes:
        points: in minute-equivalents.
        bound: no plan can have more.
        proven: whether `points` is known to be the most that is possible.
        by_rule: the points by rule name; they add up to `points`.
    """

    points: float
    bound: float
    proven: bool
    by_rule: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Focus blocks for the weeks ahead, in order of time.

    Its blocks stand around the meetings as `shifted` has them.
    """

    blocks: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...] = ()
    moved: tuple[Moved, ...] = ()
    shifted: tuple[Shifted, ...] = ()
    score: Score
