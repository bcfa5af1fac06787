"""What stands in the way of one more block in a week, in words for a person."""

from collections.abc import Sequence
from itertools import groupby

from tightrope.core.planner.clock import minutes
from tightrope.core.planner.dynamic import Program
from tightrope.core.planner.frame import Frame, Week
from tightrope.core.planner.grid import THOUSAND, Day, Place
from tightrope.core.planner.menu import lengths
from tightrope.core.planner.rules.adjacency import following
from tightrope.core.planner.rules.evening import caused, cost, grains_in
from tightrope.core.timeline import monday, spoken_day, spoken_hours

ORDINALS = ("a first", "a second", "a third", "a fourth", "a fifth")


def obstacle(
    week: Week, inside: Sequence[int], chosen: Sequence[Place], program: Program
) -> str:
    """Say why a week holds no further block on some of its days."""
    frame = program.frame
    here = [place for place in chosen if place.day in week.days]
    if len(here) >= week.most:
        most = frame.problem.policy.per_week
        return f"{most} block{'s' * (most != 1)} a week are the most you allow"
    empty = [frame.days[day] for day in inside if _has_room(day, here, frame)]
    if not empty:
        return f"each day of {_week(week, frame)} has its block"
    first = week.days.start
    possible = [
        day
        for day in empty
        if len(program.tables[week.index].menus[day.index - first]) > 1
    ]
    if possible:
        return _price(week, possible, here, frame)
    return _closed(empty, frame)


def _has_room(day: int, here: Sequence[Place], frame: Frame) -> bool:
    """Say whether the policy allows a further block on a day."""
    count = sum(place.day == day for place in here) + frame.days[day].done
    return count < frame.problem.policy.per_day


def _closed(days: Sequence[Day], frame: Frame) -> str:
    """Say why no place exists on some days."""
    policy = frame.problem.policy
    shut = [day for day in days if _stretch(day) >= minutes(policy.shortest)]
    if not shut or not policy.reachable:
        shortest = spoken_hours(policy.shortest)
        have = "has" if len(days) == 1 else "have"
        return f"{_spoken(days)} {have} no free stretch of {shortest}"
    hours = policy.reachable
    return (
        f"a block on {_spoken(shut)} would leave others less than "
        f"{spoken_hours(hours.least)} to reach you between "
        f"{hours.start:%H:%M} and {hours.end:%H:%M}"
    )


def _price(
    week: Week, possible: Sequence[Day], here: Sequence[Place], frame: Frame
) -> str:
    """Say what makes a further block cost more than it brings."""
    shortest, _ = lengths(frame)
    grains = grains_in(week, here)
    number = len(here) + week.done
    block = ORDINALS[number] if number < len(ORDINALS) else "a further"
    evening = cost(week, grains + shortest, frame) - cost(week, grains, frame)
    in_a_row = following(frame, possible[0].index) if here else 0
    if evening > in_a_row:
        pushed = caused(week, grains + shortest) - caused(week, grains)
        return (
            f"{block} block in {_week(week, frame)} would push about "
            f"{spoken_hours(_about(pushed) / 60)} of other work into the evening"
        )
    if in_a_row > THOUSAND:
        return f"block days in a row would be too much in {_week(week, frame)}"
    return f"{block} block in {_week(week, frame)} would cost more than it brings"


def _about(pushed: float) -> int:
    """Minutes, to the nearest five."""
    return round(pushed / 5) * 5


def _stretch(day: Day) -> int:
    """The longest free time of a day in one piece, in minutes."""
    return max(
        (sum(1 for _ in run) for free, run in groupby(day.free.tolist()) if free),
        default=0,
    )


def _week(week: Week, frame: Frame) -> str:
    first = monday(frame.days[week.days.start].date)
    return f"the week of {spoken_day(first)}"


def _spoken(days: Sequence[Day]) -> str:
    """Days as a person says them: runs of three or more by their ends."""
    runs: list[list[Day]] = []
    for day in days:
        if runs and runs[-1][-1].index + 1 == day.index:
            runs[-1].append(day)
        else:
            runs.append([day])
    said: list[str] = []
    for run in runs:
        names = [spoken_day(day.date) for day in run]
        said += [f"{names[0]} to {names[-1]}"] if len(run) > 2 else names  # noqa: PLR2004 - two days are named
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
