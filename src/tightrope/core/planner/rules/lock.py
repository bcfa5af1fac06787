"""A block that is locked or in progress stays, unless something landed on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from tightrope.core.planner.block import Block, State
from tightrope.core.planner.rules.hard import Checked
from tightrope.core.timeline import day_of


@dataclass(frozen=True, slots=True)
class LockRule:
    """A block that is locked or in progress stays, unless something landed on it."""

    name: str = "lock"

    def broken_by(self, checked: Checked) -> Iterator[str]:
        """Name each locked block that is elsewhere, and each id that stands twice."""
        now = {block.id: block for block in checked.blocks}
        for block in checked.stood.values():
            if not _holds(block, checked) or _hit(block, checked):
                continue
            if block.id not in now:
                yield f"{checked.said(block)} was locked and is gone"
            elif now[block.id].span != block.span:
                yield f"{checked.said(block)} was locked and is elsewhere"
        if len(now) < len(checked.blocks):
            yield "two blocks share one id"


def _holds(block: Block, checked: Checked) -> bool:
    """Say whether a standing block may not be moved."""
    settled = {State.PROPOSED, State.KEPT, State.OVERRIDDEN}
    ahead = block.span.end > checked.problem.now
    return block.state not in settled and ahead and checked.locked(block)


def _hit(block: Block, checked: Checked) -> bool:
    """Say whether something took its place: an event, another block, a day off."""
    others = [
        other.span
        for other in checked.stood.values()
        if other.id != block.id and _holds(other, checked)
    ]
    taken = [*others, *(busy.span for busy in checked.problem.busy)]
    if any(block.span.overlaps(span) for span in taken):
        return True
    begun = block.state is State.IN_PROGRESS or block.span.start <= checked.problem.now
    day = day_of(block.span.start, checked.problem.zone)
    return not begun and day not in checked.working_days
