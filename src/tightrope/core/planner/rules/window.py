"""A block lies inside the window, and does not begin before now."""

from collections.abc import Iterator
from dataclasses import dataclass

from tightrope.core.planner.rules.hard import Checked


@dataclass(frozen=True, slots=True)
class WindowRule:
    """A block lies inside the window, and does not begin before now."""

    name: str = "window"

    def broken_by(self, checked: Checked) -> Iterator[str]:
        """Name each block that was placed in the past or outside the window."""
        for block in checked.new():
            if block.span.start < checked.problem.now:
                yield f"{checked.said(block)} begins before now"
            if not block.span.within(checked.problem.window):
                yield f"{checked.said(block)} lies outside the window"
