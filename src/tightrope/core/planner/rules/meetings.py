"""A meeting moves only where it may, and onto nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from tightrope.core.planner.answer import Shifted
from tightrope.core.planner.rules.hard import Checked
from tightrope.core.timeline import gaps, spoken_span


@dataclass(frozen=True, slots=True)
class MeetingRule:
    """A meeting moves only where it may, and onto nothing else."""

    name: str = "meetings"

    def broken_by(self, checked: Checked) -> Iterator[str]:
        """Name each moved meeting that may not stand where it does.

        `checked.problem` has the meetings where the plan moved them.
        """
        for one in checked.plan.shifted:
            place = spoken_span(one.after, checked.problem.zone)
            for what in _wrong(one, checked):
                yield f"a meeting moved to {place} {what}"


def _wrong(one: Shifted, checked: Checked) -> Iterator[str]:
    problem = checked.problem
    found = [
        busy for busy in problem.busy if (busy.id, busy.span) == (one.id, one.after)
    ]
    if not found or found[0].movable is None:
        yield "is none that may move"
        return
    movable = found[0].movable
    if one.before.start < problem.now or one.after.start < problem.now:
        yield "moves from or into the past"
    if one.after.start < movable.earliest or movable.latest < one.after.end:
        yield "leaves its window"
    if one.after.length != one.before.length:
        yield "changes its length"
    if gaps(one.after, problem.working):
        yield "leaves working time"
    others = [busy.span for busy in problem.busy if busy is not found[0]]
    if any(one.after.overlaps(span) for span in others):
        yield "overlaps an event"
