"""Which meeting could go, so that a block gets its place, and where it could go to."""

from collections.abc import Iterator

from tightrope.core.planner.daily.bits import each_of, mask_of, places
from tightrope.core.planner.daily.options import Days, Option
from tightrope.core.planner.daily.table import DAYS_A_WEEK

ROOM_PRICE = 0.02
"""Hours that each lost place for a block costs on the day a meeting goes to."""


def moving(days: Days, number: int) -> Iterator[Option]:
    """Blocks of a day that one moved meeting makes room for."""
    day = days.days[number]
    stands = days.view.blocks.get(day)
    cost = days.dials.reluctance + (days.price(number) if stands else 0.0)
    for id_, moment, length in days.view.flexible:
        if moment // days.table.slots == day and moment > days.view.now:
            meeting = mask_of(moment % days.table.slots, length)
            for option in _without(days, number, meeting, length):
                place, points, to = option
                yield Option(place=place, points=points - cost, move=(id_, to))


def _without(
    days: Days, number: int, meeting: int, length: int
) -> Iterator[tuple[tuple[int, int], float, int]]:
    """The best block of each length where the meeting is: place, worth, new moment."""
    day = days.days[number]
    free, ahead = days.free(day) | meeting, days.ahead(day)
    elsewhere = _elsewhere(days, number, length)
    for size in days.lengths():
        found = []
        for start in each_of(places(free & ahead, size)):
            block = mask_of(start, size)
            to = _destination(days, day, free & ~block, meeting, length, elsewhere)
            if block & meeting and to:
                worth = days.worth((start, size), number) - ROOM_PRICE * to[0]
                found.append((worth, -start, to[1]))
        if found:
            worth, start, moment = max(found)
            yield (-start, size), worth, moment


def _destination(
    days: Days,
    day: int,
    left: int,
    meeting: int,
    length: int,
    elsewhere: tuple[int, int] | None,
) -> tuple[int, int] | None:
    """Where a meeting goes: places for blocks that are lost there, and the moment."""
    later = days.ahead(day)
    later &= later - 1  # not this very moment
    for slot in each_of(places(left & later, length)):
        new = mask_of(slot, length)
        if new != meeting and days.is_open(left & ~new):
            return 0, day * days.table.slots + slot
    return elsewhere if elsewhere and days.is_open(left) else None


def _elsewhere(days: Days, number: int, length: int) -> tuple[int, int] | None:
    """The moment on another day of the week that costs the fewest places."""
    here = days.days[number]
    found = []
    for day in days.days:
        if day == here or day // DAYS_A_WEEK != here // DAYS_A_WEEK:
            continue
        free = days.free(day)
        if block := days.view.blocks.get(day):
            free &= ~mask_of(*block)
        later = days.ahead(day)
        if day == days.view.today:
            later &= later - 1
        room = _room(days, free)
        found += [
            (
                room - _room(days, free & ~mask_of(slot, length)),
                day * days.table.slots + slot,
            )
            for slot in each_of(places(free & later, length))
        ]
    return min(found) if found else None


def _room(days: Days, free: int) -> int:
    """How many places the shortest block has."""
    return places(free, days.table.shortest).bit_count()
