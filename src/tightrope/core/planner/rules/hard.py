"""What a hard rule is, and what one may know of a plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Protocol

from tightrope.core.planner.answer import Plan
from tightrope.core.planner.block import Block, State
from tightrope.core.planner.problem import Happened, Problem
from tightrope.core.timeline import Span, day_of, spoken_span


class HardRule(Protocol):
    """Something that every plan keeps to.

    It is checked on the finished plan with the records alone: nothing of how the plan
    was found is asked.
    """

    @property
    def name(self) -> str:
        """Its name."""
        ...

    def broken_by(self, checked: "Checked") -> Iterator[str]:
        """Name each thing that breaks it, in words."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A plan and what it answers.

    Attributes:
        plan: the plan.
        problem: what it answers.
        previous: the plan before it, whose blocks stood.
    """

    plan: Plan
    problem: Problem
    previous: Plan | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the plan."""
        return tuple(placed.block for placed in self.plan.blocks)

    @property
    def stood(self) -> dict[str, Block]:
        """The blocks that stood before, by id."""
        before = self.previous.blocks if self.previous else ()
        blocks = {placed.block.id: placed.block for placed in before}
        return blocks | {block.id: block for block in self.problem.blocks}

    @property
    def done(self) -> list[Span]:
        """Focus time that has passed, each block once."""
        past = [
            block.span
            for block in self.stood.values()
            if block.state not in {State.PROPOSED, State.OVERRIDDEN}
            and (block.span.end <= self.problem.now or block.state is State.KEPT)
        ]
        for one in sorted(self.problem.history, key=lambda one: one.span):
            if (
                one.kind is Happened.KEPT
                and one.span.end <= self.problem.now
                and not any(one.span.overlaps(span) for span in past)
            ):
                past.append(one.span)
        return past

    def fixed(self, block: Block) -> bool:
        """Say whether a block stands where it was locked, or in what is left of it."""
        before = self.stood.get(block.id)
        return (
            before is not None
            and before.state not in {State.PROPOSED, State.OVERRIDDEN, State.KEPT}
            and block.span.within(before.span)
            and self.locked(before)
        )

    def beyond(self, block: Block) -> bool:
        """Say whether a block stands unchanged outside the window."""
        before = self.stood.get(block.id)
        return (
            before is not None
            and before.span == block.span
            and not block.span.within(self.problem.window)
        )

    def locked(self, block: Block) -> bool:
        """Say whether an accepted block may no longer be moved by us."""
        if block.state in {State.LOCKED, State.IN_PROGRESS}:
            return True
        now, zone = self.problem.now, self.problem.zone
        if block.span.start <= now:
            return True
        today, day = day_of(now, zone), day_of(block.span.start, zone)
        if day == today:
            return True
        between = {one for one in self.working_days if today < one < day}
        return len(between) < self.problem.policy.lock_days

    @property
    def working_days(self) -> set[date]:
        """The days with working time."""
        return {day_of(span.start, self.problem.zone) for span in self.problem.working}

    def new(self) -> tuple[Block, ...]:
        """The blocks that the planner was free to place."""
        return tuple(
            block
            for block in self.blocks
            if not self.fixed(block) and not self.beyond(block)
        )

    def by_day(self) -> Iterator[tuple[date, list[Block]]]:
        """The blocks of each day."""
        zone = self.problem.zone

        def day(block: Block) -> date:
            return day_of(block.span.start, zone)

        for date_, blocks in groupby(sorted(self.blocks, key=day), key=day):
            yield date_, list(blocks)

    def said(self, block: Block) -> str:
        """A block as a person says it."""
        return f"the block of {spoken_span(block.span, self.problem.zone)}"
