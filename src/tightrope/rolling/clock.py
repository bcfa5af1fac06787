"""How the benchmark counts time: working slots of a quarter of an hour."""

from tightrope.core.planner.daily.bits import mask_of

SLOTS = 36
"""Slots of a day, from 09:00 to 18:00."""

DAYS_A_WEEK = 5
LUNCH = (14, 16)
ENERGY = (1.0,) * 12 + (0.9,) * 12 + (0.8,) * 12
"""What a slot of each time of day is worth."""

HOUR = 4
"""Slots of an hour."""

Block = tuple[int, int, int]
"""A day, its first slot, and how many."""


def day_of(moment: int) -> int:
    """The day of a moment."""
    return moment // SLOTS


def week_of(day: int) -> int:
    """The week of a day."""
    return day // DAYS_A_WEEK


ALL = mask_of(0, SLOTS)
LUNCH_MASK = mask_of(LUNCH[0], LUNCH[1] - LUNCH[0])
