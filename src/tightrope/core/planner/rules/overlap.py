"""A block overlaps no event and no other block."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from tightrope.core.planner.rules.hard import Checked


@dataclass(frozen=True, slots=True)
class OverlapRule:
    """A block overlaps no event and no other block."""

    name: str = "overlap"

    def broken_by(self, checked: Checked) -> Iterator[str]:
        """Name each block that shares time with something."""
        for block in checked.blocks:
            if checked.beyond(block):
                continue
            if any(block.span.overlaps(busy.span) for busy in checked.problem.busy):
                yield f"{checked.said(block)} overlaps an event"
        for one, other in combinations(checked.blocks, 2):
            if one.span.overlaps(other.span):
                yield f"{checked.said(one)} overlaps {checked.said(other)}"
