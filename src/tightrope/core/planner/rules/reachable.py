"""On a day with a block, others can reach the person for some time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tightrope.core.planner.rules.hard import Checked
from tightrope.core.timeline import (
    Span,
    gaps,
    spoken_day,
    spoken_hours,
    total,
    union,
)


@dataclass(frozen=True, slots=True)
class ReachableRule:
    """On a day with a block, others can reach the person for some time."""

    name: str = "reachable"

    def broken_by(self, checked: Checked) -> Iterator[str]:
        """Name each day that a new block leaves with too little open time."""
        hours = checked.problem.policy.reachable
        if hours is None:
            return
        new = set(checked.new())
        for day, blocks in checked.by_day():
            if not new.intersection(blocks):
                continue
            taken = [block.span for block in blocks]
            left = open_time(day, checked, taken)
            if left < hours.least:
                yield (
                    f"{spoken_day(day)} leaves others {spoken_hours(left)} between "
                    f"{hours.start:%H:%M} and {hours.end:%H:%M}, less than "
                    f"{spoken_hours(hours.least)}"
                )


def open_time(day: date, checked: Checked, taken: list[Span]) -> timedelta:
    """The working time of a day in which nothing stands and others may come."""
    hours, zone = checked.problem.policy.reachable, checked.problem.zone
    if hours is None:
        return timedelta()
    start, end = (
        datetime.combine(day, at, tzinfo=zone) for at in (hours.start, hours.end)
    )
    if hours.end == time():
        end = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    if end <= start:
        return timedelta()
    taken = [*taken, *(busy.span for busy in checked.problem.busy)]
    open_hours = Span(start, end)
    return total(
        free
        for span in union(checked.problem.working)
        if (part := span.clipped(open_hours))
        for free in gaps(part, taken)
    )
