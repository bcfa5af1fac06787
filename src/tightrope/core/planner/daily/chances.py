"""How likely a block is kept, by where it is and how far away."""

from functools import cache
from math import exp

from tightrope.core.planner.daily.belief import Numbers

INSISTS, SAME_DAY = 0.33, 1.4
"""The share of meetings that land where they want, and how many times as many do of
those booked the same day."""

INCIDENTS, INCIDENT_INSISTS = 0.14, 0.85
"""The share of bookings that are incidents, and of these that land."""

FATAL = 0.7
"""The share of hits that leave no part that is long enough."""

UNKNOWN = 0.85
"""The chance of every block where chances are not weighed."""


def chance(
    place: tuple[int, int], ahead: int, bookings: float, leads: Numbers, slots: int
) -> float:
    """How likely a block is kept that lies so many working days ahead."""
    start, length = place
    meetings, incidents = bookings * (1 - INCIDENTS), bookings * INCIDENTS
    today = same_day(start, length, slots) * (1.0 if ahead else 0.7)
    hits = meetings * float(leads[0]) * SAME_DAY * INSISTS * today
    hits += incidents * INCIDENT_INSISTS * min(1.0, (length + 5) / slots)
    earlier = float(leads[1 : ahead + 1].sum())
    hits += meetings * earlier * INSISTS * min(1.0, (length + 2) / slots)
    return exp(-FATAL * hits)


@cache
def same_day(start: int, length: int, slots: int) -> float:
    """How likely a meeting that is booked on the day itself overlaps a block.

    It is booked at any moment of the day, for any later one; so an early block is
    safer than a late one.
    """
    end, total = start + length, 0.0
    for booked in range(end):
        left = slots - booked
        reached = end - max(start - 2, booked)
        total += min(1.0, reached / left) / slots
    return total
