"""Chooses what to do with each day, all of them weighed together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tightrope.core.planner.daily.belief import Numbers
from tightrope.core.planner.daily.evenings import evenings
from tightrope.core.planner.daily.options import SLOTS_AN_HOUR, Days, Option
from tightrope.core.planner.daily.table import DAYS_A_WEEK

STEPS = 25
"""So many changes are made to a plan, at most."""

LITTLE = 1e-6
Change = tuple[tuple[int, int], ...]
"""Numbers of days, each with the number of its new option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What a plan is weighed with.

    Attributes:
        days: the days.
        options: what can be done with each.
        free: slots that no meeting takes, by scenario and day.
        backlog: slots that wait from today, yesterday and earlier.
        used: blocks of each week that took place.
        dry: working days without a block before the first of them.
        begun: slots that are left of the block that has begun today.
    """

    days: Days
    options: Sequence[Sequence[Option]]
    free: Numbers
    backlog: tuple[float, float, float]
    used: Mapping[int, int]
    dry: int
    begun: int


def chosen(weighing: Weighing) -> list[Option]:
    """What to do with each day.

    Beginning with what stands, the change that gains most is made until none does.
    """
    plan = [_standing(weighing, number) for number in range(len(weighing.options))]
    for _ in range(STEPS):
        changes = [(), *_changes(weighing, plan)]
        points = _points(weighing, plan, changes)
        best = int(np.argmax(points))
        if points[best] <= points[0] + LITTLE:
            break
        for number, option in changes[best]:
            plan[number] = option
    return [options[at] for options, at in zip(weighing.options, plan, strict=True)]


def _standing(weighing: Weighing, number: int) -> int:
    """The option that leaves a day as it is."""
    day = weighing.days.days[number]
    stands = weighing.days.view.blocks.get(day)
    options = weighing.options[number]
    return next(
        (
            at
            for at, option in enumerate(options)
            if option.place == stands and option.move is None
        ),
        0,
    )


def _changes(weighing: Weighing, plan: Sequence[int]) -> Iterator[Change]:
    """Every change of one day, and of two where the week is full."""
    has = [
        weighing.options[number][at].place is not None for number, at in enumerate(plan)
    ]
    weeks = [day // DAYS_A_WEEK for day in weighing.days.days]
    full = Counter(weighing.used)
    full.update(week for week, block in zip(weeks, has, strict=True) if block)
    most = weighing.days.table.per_week
    for number, options in enumerate(weighing.options):
        for at, option in enumerate(options):
            if at == plan[number]:
                continue
            if option.place and not has[number] and full[weeks[number]] >= most:
                for other, block in enumerate(has):
                    leaves = weighing.options[other][0].place is None
                    if block and leaves and weeks[other] == weeks[number]:
                        yield (number, at), (other, 0)
            else:
                yield ((number, at),)


def _points(
    weighing: Weighing, plan: Sequence[int], changes: Sequence[Change]
) -> Numbers:
    """Hours that the plan is worth after each change."""
    options = weighing.options
    now = [options[number][at] for number, at in enumerate(plan)]
    blocks = np.tile([float(option.length) for option in now], (len(changes), 1))
    points = np.zeros(len(changes))
    for row, change in enumerate(changes):
        for number, at in change:
            blocks[row, number] = options[number][at].length
            points[row] += options[number][at].points - now[number].points
    days = weighing.days
    points -= days.dials.dry_price * _dry(blocks, weighing.dry, days.dials.dry_days)
    if weighing.begun:
        blocks[:, 0] = weighing.begun
    late = evenings(blocks, weighing.free, days.outlook.work, weighing.backlog)
    price = days.table.evening * days.dials.caution / SLOTS_AN_HOUR
    found: Numbers = points - price * late
    return found


def _dry(blocks: Numbers, before: int, allowed: int) -> Numbers:
    """Working days of drought of each plan."""
    run, count = np.full(len(blocks), before), np.zeros(len(blocks))
    for day in range(blocks.shape[1]):
        run = np.where(blocks[:, day] > 0, 0, run + 1)
        count += run > allowed
    return count
