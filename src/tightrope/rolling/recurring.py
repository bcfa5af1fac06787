"""The meetings that recur: about nine hours a week."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tightrope.core.planner.daily.bits import mask_of, places
from tightrope.rolling.clock import ALL, DAYS_A_WEEK, LUNCH_MASK, SLOTS
from tightrope.rolling.trace import Arrival

CANCELLED = 0.08


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of meeting: how long, how often in ten days, whether it may move."""

    length: int
    times: int
    flex: bool = False


KINDS = (
    *(Kind(2, 2, flex=True) for _ in range(5)),  # 1:1s
    Kind(4, 2, flex=True),  # product meeting
    Kind(4, 1, flex=True),  # retrospective
    Kind(6, 1),  # planning
    Kind(4, 2),  # leads
    Kind(4, 2),  # architecture
    Kind(4, 2),  # hiring
    Kind(4, 2),  # all hands
)


def recurring(dice: Random, days: int, much: float) -> Iterator[Arrival]:
    """Every instance of the recurring meetings, known from before the first day."""
    fortnight = 2 * DAYS_A_WEEK
    free = [ALL & ~LUNCH_MASK] * fortnight
    series: list[tuple[int, int, int, bool]] = []
    for kind in KINDS:
        series += _placed(kind, dice, free)
    kept = [one for one in series if dice.random() < much]
    more = [one for one in kept if dice.random() < much - 1]
    kept += [again for one in more if (again := _again(one, dice, free))]
    for first in range(0, days, fortnight):
        for day, slot, length, flex in kept:
            if first + day < days:
                yield _instance(dice, first + day, slot, length, flex=flex)


def _placed(
    kind: Kind, dice: Random, free: list[int]
) -> list[tuple[int, int, int, bool]]:
    """One weekly place, or one of two weeks, where there is room."""
    weeks = (0, 1) if kind.times == 2 else (dice.randrange(2),)  # noqa: PLR2004 - both
    for _ in range(20):
        day, slot = dice.randrange(DAYS_A_WEEK), 2 * dice.randrange(SLOTS // 2)
        on = [week * DAYS_A_WEEK + day for week in weeks]
        if all(places(free[one], kind.length) >> slot & 1 for one in on):
            for one in on:
                free[one] &= ~mask_of(slot, kind.length)
            return [(one, slot, kind.length, kind.flex) for one in on]
    return []


def _again(
    one: tuple[int, int, int, bool], dice: Random, free: list[int]
) -> tuple[int, int, int, bool] | None:
    """A further meeting like one, in the same week."""
    week = one[0] // DAYS_A_WEEK
    day = week * DAYS_A_WEEK + dice.randrange(DAYS_A_WEEK)
    starts = [
        slot for slot in range(0, SLOTS, 2) if places(free[day], one[2]) >> slot & 1
    ]
    if not starts:
        return None
    slot = dice.choice(starts)
    free[day] &= ~mask_of(slot, one[2])
    return day, slot, one[2], one[3]


def _instance(dice: Random, day: int, slot: int, length: int, *, flex: bool) -> Arrival:
    start = day * SLOTS + slot
    gone, early = dice.random() < CANCELLED, dice.randrange(3 * SLOTS)
    return Arrival(
        id=0,
        c=-1,
        s=start,
        n=length,
        x=max(0, start - 1 - early) if gone and start else None,
        flex=flex,
    )
