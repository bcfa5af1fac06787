"""What breaks, and the talk about it afterwards."""

from datetime import date, datetime, time, timedelta

from tightrope.sample.arrivals import TOLD, place
from tightrope.sample.diary import Diary
from tightrope.sample.dice import Dice
from tightrope.sample.entry import Entry
from tightrope.sample.invited import invite
from tightrope.sample.people import ENGINEERS, present
from tightrope.sample.records import Incident
from tightrope.sample.spells import Phase, all_days, away, phase_of, shut
from tightrope.sample.titles import customers_in, fill, pattern
from tightrope.sample.when import FRIDAY, at

RATES = {Phase.QUIET: 0.05, Phase.NORMAL: 0.12, Phase.INTENSE: 0.32}
"""How many incidents a working day has, on average; at weekends a sixth of it."""

_HOURS = (8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20)
_HOUR_WEIGHTS = (0.6, 1.2, 1.3, 1.1, 0.7, 1, 1.2, 1.2, 1, 0.5, 0.4)
_LENGTHS, _LENGTH_WEIGHTS = (45, 60, 90, 120, 150, 180), (2, 3, 4, 2, 1.5, 1)


def break_down(diary: Diary) -> list[Incident]:
    """Let things break on the days of the sample, apart from those the story tells."""
    dice = Dice("incidents")
    found: list[Incident] = []
    for day in all_days():
        rate = RATES[phase_of(day)] / (1 if day.weekday() <= FRIDAY else 6)
        if shut(day) or away(day) or TOLD[0] <= day <= TOLD[1]:
            continue
        found += [
            _one(f"incident {day} {number}", day, diary, dice)
            for number in range(dice.poisson(rate))
        ]
    return found


def _one(name: str, day: date, diary: Diary, dice: Dice) -> Incident:
    length = timedelta(minutes=dice.weighed(_LENGTHS, _LENGTH_WEIGHTS))
    start = _beside_blocks(day, length, diary, dice)
    title = fill(pattern("incident", dice), dice)
    seen = start + timedelta(minutes=dice.whole(2, 14), seconds=dice.whole(0, 59))
    entry = broken(name, title, (start, length, seen), dice)
    diary.book(entry)
    review = _review(name, entry, diary, dice) if dice.chance(0.55) else None
    return Incident(
        title=title,
        start=start,
        end=start + length,
        severity=dice.weighed((1, 2, 3), (1, 3, 3)),
        uid=entry.uid,
        review=review.uid if review else None,
    )


def _beside_blocks(day: date, length: timedelta, diary: Diary, dice: Dice) -> datetime:
    """A start at which no focus block is hit: the story says what breaks those."""
    while True:
        hour = dice.weighed(_HOURS, _HOUR_WEIGHTS)
        start = at(day, time(hour, dice.one((0, 15, 30, 45))))
        hit = diary.clash(start, length)
        if not any(entry.title.startswith("Focus:") for entry in hit):
            return start


def broken(
    name: str, title: str, time: tuple[datetime, timedelta, datetime], dice: Dice
) -> Entry:
    """The entry of an incident: its start, its length, and when it was written down."""
    start, length, seen = time
    here = present(ENGINEERS, start.date())
    keys = [*dice.some(here, dice.whole(1, 3)), *customers_in(title)[:1]]
    return invite(
        Entry(
            uid=name,
            title=title,
            facet="incident",
            start=start,
            end=start + length,
            created=seen,
            changed=seen,
        ),
        keys,
        dice,
    )


def _review(name: str, entry: Entry, diary: Diary, dice: Dice) -> Entry | None:
    _, end = entry.timed
    day = end.date() + timedelta(days=dice.whole(1, 3))
    while day.weekday() > FRIDAY or shut(day) or away(day):
        day += timedelta(days=1)
    length = timedelta(minutes=30)
    start = None if TOLD[0] <= day <= TOLD[1] else place(day, length, diary, dice)
    if start is None:
        return None
    word = dice.one(("Incident review", "Post-mortem", "Postmortem", "Nachbesprechung"))
    what = entry.title.strip().partition(": ")[2] or entry.title.strip()
    created = end + timedelta(minutes=dice.whole(1, 40))
    review = Entry(
        uid=f"{name} review",
        title=f"{word}: {what}",
        facet="incident",
        start=start,
        end=start + length,
        created=created,
        changed=created,
    )
    return diary.book(invite(review, present(ENGINEERS, day)[:3], dice))
