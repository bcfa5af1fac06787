"""A block is neither shorter nor longer than the policy says."""

from collections.abc import Iterator
from dataclasses import dataclass

from tightrope.core.planner.rules.hard import Checked
from tightrope.core.timeline import spoken_hours


@dataclass(frozen=True, slots=True)
class LengthRule:
    """A block is neither shorter nor longer than the policy says."""

    name: str = "length"

    def broken_by(self, checked: Checked) -> Iterator[str]:
        """Name each block that is too short or too long."""
        policy = checked.problem.policy
        for block in checked.new():
            lasting = spoken_hours(block.span.length)
            if block.span.length < policy.shortest:
                least = spoken_hours(policy.shortest)
                yield f"{checked.said(block)} lasts {lasting}, less than {least}"
            if block.span.length > policy.longest:
                most = spoken_hours(policy.longest)
                yield f"{checked.said(block)} lasts {lasting}, more than {most}"
