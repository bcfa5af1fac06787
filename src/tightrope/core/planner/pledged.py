"""What is pledged inside the window, and how much of it is kept already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from tightrope.core.planner.clock import GRAIN, minutes
from tightrope.core.planner.policy import Policy, Target
from tightrope.core.planner.problem import Problem
from tightrope.core.planner.workdays import WorkingDays
from tightrope.core.timeline import Span, day_of, monday

DAY = timedelta(days=1)
FULL_WEEK = 5
USUAL = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A target as far as this window can meet it, in minutes.

    Attributes:
        first: its first day.
        last: the day after its last one.
        target: what is hoped for.
        floor: what must not be lost.
        phase: intense, normal or quiet.
        done: what is kept already.
    """

    first: date
    last: date
    target: int
    floor: int
    phase: str
    done: int = 0

    @property
    def grains(self) -> int:
        """How many more grains can count; beyond them nothing is gained."""
        return max(0, -(-(self.target - self.done) // GRAIN))

    def missing(self, grains: int) -> tuple[int, int]:
        """The minutes below the floor, and those between it and the target."""
        got = self.done + grains * GRAIN
        below = max(0, self.floor - got)
        return below, max(0, self.target - got) - below


NO_PLEDGE = Pledge(first=date.min, last=date.min, target=0, floor=0, phase=USUAL)
"""What the days between two pledges belong to."""


def pledges_of(
    problem: Problem, working: WorkingDays, ahead: Sequence[date], done: Iterable[Span]
) -> tuple[Pledge, ...]:
    """The pledges that the window touches, in order.

    Args:
        problem: says the targets; without any, each week pledges the usual one.
        working: all working days that are known.
        ahead: the days that are planned.
        done: focus time that has passed.
    """
    if not ahead:
        return ()
    beyond = day_of(problem.window.end - timedelta(microseconds=1), problem.zone) + DAY
    policy = problem.policy
    targets = policy.targets or _usual(policy, working, ahead, beyond)
    found = [
        _inside(target, beyond)
        for target in targets
        if target.first < beyond and target.last > ahead[0]
    ]
    found.sort(key=lambda pledge: pledge.first)
    past = [(day_of(span.start, problem.zone), minutes(span.length)) for span in done]
    return tuple(
        replace(pledge, done=_sum_within(past, pledge.first, pledge.last))
        for pledge in found
    )


def _usual(
    policy: Policy, working: WorkingDays, ahead: Sequence[date], beyond: date
) -> tuple[Target, ...]:
    """A usual week's pledge for each week, by the share of it that is worked."""
    known = [day for day in working.dates if monday(ahead[0]) <= day < beyond] or list(
        ahead
    )
    targets: list[Target] = []
    for _, group in groupby(known, key=monday):
        week = list(group)
        share = min(1.0, len(week) / FULL_WEEK)
        targets.append(
            Target(
                first=week[0],
                last=week[-1] + DAY,
                hours=policy.weekly_targets.get(USUAL, 0.0) * share,
                floor=policy.weekly_floors.get(USUAL, 0.0) * share,
            )
        )
    return tuple(targets)


def _inside(target: Target, beyond: date) -> Pledge:
    """The part of a target that lies before the end of the window."""
    last = min(target.last, beyond)
    whole = _weekdays(target.first, target.last)
    share = _weekdays(target.first, last) / whole if whole else 1.0
    return Pledge(
        first=target.first,
        last=last,
        target=round(target.hours * 60 * share),
        floor=round(min(target.floor, target.hours) * 60 * share),
        phase=target.phase,
    )


def _weekdays(first: date, last: date) -> int:
    """How many days from Monday to Friday lie in a stretch."""
    weeks, rest = divmod((last - first).days, 7)
    tail = sum((first + DAY * more).weekday() < FULL_WEEK for more in range(rest))
    return weeks * FULL_WEEK + tail


def _sum_within(past: Iterable[tuple[date, int]], first: date, last: date) -> int:
    return sum(length for day, length in past if first <= day < last)
