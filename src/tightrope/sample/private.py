"""Her own entries that are no work: a lunch, the dentist, a run."""

from datetime import date, datetime, time, timedelta

from tightrope.sample.arrivals import TOLD, asked
from tightrope.sample.diary import Diary
from tightrope.sample.dice import Dice
from tightrope.sample.entry import Entry
from tightrope.sample.invited import invite
from tightrope.sample.spells import all_days, away, shut
from tightrope.sample.titles import fill, mates_in, pattern
from tightrope.sample.when import FRIDAY, at

RATE = 0.1
"""How many of them a working day has, on average."""

_CLOCKS = (time(8), time(12), time(12, 30), time(12, 30), time(17, 30), time(18))


def live_on(diary: Diary) -> None:
    """Write down what is hers alone."""
    dice = Dice("private")
    for day in all_days():
        if day.weekday() > FRIDAY or TOLD[0] <= day <= TOLD[1]:
            continue
        if not (shut(day) or away(day)) and dice.chance(RATE):
            _one(day, diary, dice)


def _one(day: date, diary: Diary, dice: Dice) -> None:
    title = fill(pattern("off", dice), dice)
    start: datetime = at(day, dice.one(_CLOCKS))
    length = timedelta(minutes=dice.one((30, 45, 60)))
    created = asked(start, dice)
    if diary.clash(start, length) or created >= start:
        return
    entry = Entry(
        uid=f"private {day}",
        title=title,
        facet="off",
        start=start,
        end=start + length,
        created=created,
        changed=created,
    )
    diary.book(invite(entry, mates_in(title), dice))
