"""A block lies within working hours."""

from collections.abc import Iterator
from dataclasses import dataclass

from tightrope.core.planner.rules.hard import Checked
from tightrope.core.timeline import union


@dataclass(frozen=True, slots=True)
class WorkingRule:
    """A block lies within working hours."""

    name: str = "working hours"

    def broken_by(self, checked: Checked) -> Iterator[str]:
        """Name each block that lies outside working hours in part."""
        hours = union(checked.problem.working)
        for block in checked.new():
            if not any(block.span.within(span) for span in hours):
                yield f"{checked.said(block)} lies outside working hours"
