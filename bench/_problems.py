"""Planning problems of any length: six weeks of a busy person are the usual one."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bench._dice import Dice
from tightrope.core.planner import Busy, Policy, Problem, Target
from tightrope.core.timeline import Span, WorkingHours, midnight

ZONE = ZoneInfo("Europe/Berlin")
FIRST = date(2026, 11, 16)
HOURS = WorkingHours(lunch=None)
SLOTS = 36
"""Quarter-hours from nine to six."""
TAKEN = (37, 48)
"""How many of a hundred quarter-hours are taken on a day, at least and at most."""
LENGTHS = (2, 2, 2, 3, 4, 4, 6)
CYCLE = 3
"""So many weeks have one pledge."""


def some_problem(weeks: int, seed: int) -> Problem:
    """So many weeks from a Monday morning on, two hours owed.

    Days from nine to six are 37 to 48 % busy, blocks last three to four hours, one a
    day and three a week; every second cycle of three weeks is intense.
    """
    dice = Dice(seed)
    window = Span(midnight(FIRST, ZONE), midnight(FIRST + timedelta(weeks=weeks), ZONE))
    return Problem(
        now=datetime.combine(FIRST, time(8), tzinfo=ZONE),
        zone=ZONE,
        window=window,
        working=tuple(HOURS.spans(window, ZONE)),
        busy=tuple(_meetings(weeks, dice)),
        owed=timedelta(hours=2),
        policy=Policy(targets=tuple(_targets(weeks))),
    )


def _meetings(weeks: int, dice: Dice) -> Iterator[Busy]:
    for number in range(7 * weeks):
        day = FIRST + timedelta(days=number)
        if day.weekday() in HOURS.by_weekday:
            yield from _day(day, dice)


def _day(day: date, dice: Dice) -> Iterator[Busy]:
    """Meetings in clumps, as people book them, until enough of the day is taken."""
    wanted = SLOTS * dice.whole(*TAKEN) // 100
    taken: set[int] = set()
    at = dice.whole(0, SLOTS - 1)
    while len(taken) < wanted:
        length = LENGTHS[dice.whole(0, len(LENGTHS) - 1)]
        slots = [slot for slot in range(at, at + length) if slot < SLOTS]
        if slots and not taken.intersection(slots):
            start = datetime.combine(day, time(9), tzinfo=ZONE)
            span = Span.lasting(
                start + timedelta(minutes=15 * at), timedelta(minutes=15 * len(slots))
            )
            yield Busy(id=f"{day}-{at}", span=span, title="Meeting")
            taken.update(slots)
        near = dice.whole(0, 2) > 0
        at = (at + length + dice.whole(0, 2)) % SLOTS if near else dice.whole(0, 35)


def _targets(weeks: int) -> Iterator[Target]:
    for number, week in enumerate(range(0, weeks, CYCLE)):
        length = min(CYCLE, weeks - week)
        hours, phase = ((8.0, "normal"), (6.0, "intense"))[number % 2]
        yield Target(
            first=FIRST + timedelta(weeks=week),
            last=FIRST + timedelta(weeks=week + length),
            hours=hours * length,
            floor=hours * length / 2,
            phase=phase,
        )
