"""There are no more blocks in a day and in a week than the policy says."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tightrope.core.planner.rules.hard import Checked
from tightrope.core.timeline import day_of, monday, spoken_day


@dataclass(frozen=True, slots=True)
class CountRule:
    """There are no more blocks in a day and in a week than the policy says."""

    name: str = "count"

    def broken_by(self, checked: Checked) -> Iterator[str]:
        """Name each day and week with too many blocks.

        What has passed counts. Blocks that cannot move may be more, alone.
        """
        zone, policy = checked.problem.zone, checked.problem.policy

        def day(moment: datetime) -> date:
            return day_of(moment, zone)

        def week(moment: datetime) -> date:
            return monday(day_of(moment, zone))

        for first in _crowded(checked, day, policy.per_day):
            yield f"{spoken_day(first)} has more than {policy.per_day} blocks"
        for first in _crowded(checked, week, policy.per_week):
            weekly = f"{policy.per_week} blocks"
            yield f"the week of {spoken_day(first)} has more than {weekly}"


def _crowded(
    checked: Checked, stretch: Callable[[datetime], date], most: int
) -> Iterator[date]:
    """The stretches with more blocks than `most`, new ones among them."""
    new = Counter(stretch(block.span.start) for block in checked.new())
    at_all = Counter(
        stretch(block.span.start)
        for block in checked.blocks
        if not checked.beyond(block)
    )
    done = Counter(stretch(span.start) for span in checked.done)
    for first in sorted(new):
        if at_all[first] + done[first] > most:
            yield first
