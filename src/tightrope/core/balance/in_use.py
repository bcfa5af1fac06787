"""Where a calendar begins to be kept: before, it says little of a person's load."""

from collections.abc import Sequence
from itertools import groupby
from statistics import fmean

from tightrope.core.balance.series import Day
from tightrope.core.timeline import monday

WEEKS = 4
"""So many weeks tell that a calendar is kept from now on."""
JUMP = 4.0
"""They hold so many times the hours of a week before."""
HARDLY = 4.0
"""And a week before held fewer hours than this."""


def since_kept(series: Sequence[Day]) -> Sequence[Day]:
    """The load since the calendar has been kept, all of it where it always was.

    Somebody who kept two entries a month, and from one week on every meeting, did not
    become busy then: measured by the time before, all would be intense. So where four
    weeks hold four times the hours of a week before, and that was hardly anything, the
    history begins with them.

    Args:
        series: the load by day, oldest first.
    """
    weeks = [list(days) for _, days in groupby(series, key=lambda one: monday(one.day))]
    hours = [sum(day.hours for day in days) for days in weeks]
    begins = 0
    for place in range(1, len(hours) - WEEKS + 1):
        before = fmean(hours[begins:place])
        # one week of leave among them may be empty
        after = sorted(hours[place : place + WEEKS])[1]
        if before < HARDLY and after >= max(JUMP * before, HARDLY):
            begins = place
    return [day for days in weeks[begins:] for day in days]
