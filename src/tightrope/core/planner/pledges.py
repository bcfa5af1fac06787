"""What the weeks ahead pledge, by how intense they are expected to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tightrope.core.planner.policy import FLOOR_HOURS, TARGET_HOURS, Target

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekAhead:
    """A coming week.

    Attributes:
        monday: its first day.
        phase: intense, normal or quiet, as it is expected.
        share: how much of a full working week is left in it, 0 to 1.
        held: hours of long-term work that the person has put there already.
    """

    monday: date
    phase: str
    share: float
    held: float = 0.0


def pledges(
    weeks: Sequence[WeekAhead],
    *,
    targets: Mapping[str, float] | None = None,
    floors: Mapping[str, float] | None = None,
) -> tuple[Target, ...]:
    """One pledge for each run of weeks of the same phase, in order.

    A pledge belongs to a run, not to a week: a good week may carry a bad one.

    Args:
        weeks: the coming weeks in order, without gaps.
        targets: hours hoped for in a full week, by phase.
        floors: hours that must not be lost in a full week, by phase.
    """
    hoped, least = targets or TARGET_HOURS, floors or FLOOR_HOURS
    runs: list[Target] = []
    for week in weeks:
        one = Target(
            first=week.monday,
            last=week.monday + WEEK,
            hours=_left(hoped[week.phase], week),
            floor=_left(least[week.phase], week),
            phase=week.phase,
        )
        runs[-1:] = _joined(runs[-1], one) if runs else [one]
    return tuple(runs)


def _left(hours: float, week: WeekAhead) -> float:
    """What of a full week's hours is still to be placed, as fine as anybody pledges."""
    return max(0.0, round(2 * (hours * week.share - week.held)) / 2)


def _joined(run: Target, week: Target) -> list[Target]:
    if run.phase != week.phase or run.last != week.first:
        return [run, week]
    longer = replace(
        run,
        last=week.last,
        hours=run.hours + week.hours,
        floor=run.floor + week.floor,
    )
    return [longer]
