"""What comes up day by day: how much, what, for when, and how long before.

The statistics are those of the rolling benchmark's generator: arrivals by a Poisson
process whose rate follows the phase, lengths of 30 to 90 minutes as 5:1:3:1, and a
fifth of all entries booked on the day itself.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from tightrope.sample.diary import Diary
from tightrope.sample.dice import Dice
from tightrope.sample.entry import Entry
from tightrope.sample.fates import befall
from tightrope.sample.invited import invite
from tightrope.sample.people import called
from tightrope.sample.spells import Phase, all_days, away, shut, spell_of
from tightrope.sample.titles import customers_in, fill, mates_in, pattern, theme
from tightrope.sample.when import FRIDAY, at

TOLD = (date(2026, 11, 16), date(2026, 11, 20))
"""The week that the story tells in full: nothing comes up by chance in it."""

RATES = {Phase.QUIET: 0.65, Phase.NORMAL: 1.6, Phase.INTENSE: 3.1}
"""How many entries come up for a day, on average."""

_WEEKDAYS = (0.9, 1.15, 1.2, 1.05, 0.7)
_FACETS = (
    "review", "code", "product_meeting", "design", "planning", "hiring", "one_on_one",
    "admin", "sprint", "validation", "prototype", "roadmap", "venture", "strategy",
    "learning",
)  # fmt: skip
_SHARES = {
    Phase.QUIET: (2, 1, 2.5, 1.5, 1, 0.5, 1.5, 2, 0.5, 1.2, 1.2, 0.5, 0.6, 0.8, 0.8),
    Phase.NORMAL: (3, 2, 4, 2, 1.5, 1, 2, 2, 1.5, 0.7, 0.6, 0.3, 0.3, 0.2, 0.3),
    Phase.INTENSE: (3, 3, 5, 1, 1.5, 1, 1.5, 1.5, 3, 0.3, 0.1, 0.1, 0.1, 0, 0.1),
}
_THEMED = 0.3
_LENGTHS, _LENGTH_WEIGHTS = (30, 45, 60, 90), (5, 1, 3, 1)
_LEADS, _LEAD_WEIGHTS = ((0, 0), (1, 1), (2, 5), (6, 20)), (0.2, 0.2, 0.35, 0.25)
_HOURS = (9, 10, 11, 12, 13, 14, 15, 16, 17)
_HOUR_WEIGHTS = (0.5, 1, 1.1, 0.25, 0.8, 1.3, 1.2, 1, 0.5)
_MINUTES, _MINUTE_WEIGHTS = (0, 30, 15, 45), (0.6, 0.34, 0.03, 0.03)
_TRIES = 8


def arrive(diary: Diary) -> None:
    """Write down what comes up for each working day of the sample."""
    dice = Dice("arrivals")
    swing = 1.0
    for day in all_days():
        if day.weekday() == 0:
            swing = (2 + dice.swing()) / 3
        if day.weekday() <= FRIDAY and not _left_out(day):
            rate = RATES[spell_of(day).phase] * _WEEKDAYS[day.weekday()] * swing
            for number in range(dice.poisson(rate)):
                _come_up(f"arrival {day} {number}", day, diary, dice)


def _left_out(day: date) -> bool:
    return shut(day) or away(day) or TOLD[0] <= day <= TOLD[1]


def _come_up(name: str, day: date, diary: Diary, dice: Dice) -> None:
    facet, words = _about(day, dice)
    title = fill(words, dice)
    length = timedelta(minutes=dice.weighed(_LENGTHS, _LENGTH_WEIGHTS))
    start = place(day, length, diary, dice)
    if start is None:
        return
    created = asked(start, dice)
    entry = invite(
        Entry(
            uid=name,
            title=title,
            facet="product_meeting" if facet == "design" else facet,
            start=start,
            end=start + length,
            created=created,
            changed=created,
        ),
        [*_others(facet, title, day, dice)],
        dice,
    )
    befall(entry, diary, dice)


def _about(day: date, dice: Dice) -> tuple[str, str]:
    spell = spell_of(day)
    if spell.theme and dice.chance(_THEMED):
        return theme(spell.theme, dice)
    facet = dice.weighed(_FACETS, _SHARES[spell.phase])
    return facet, pattern(facet, dice)


def _others(facet: str, title: str, day: date, dice: Dice) -> Iterator[str]:
    """The keys of who else is there, by what it is about."""
    groups = {
        "review": "amara jonas wei felix samir",
        "code": "amara jonas wei felix ines samir marek",
        "product_meeting": "lucia hanna tom",
        "design": "priya hanna jonas ines",
        "planning": "hanna amara jonas tom",
        "hiring": "katrin amara jonas wei",
        "admin": "katrin tom",
        "sprint": "amara jonas wei hanna marek felix ines samir",
        "validation": "hanna lucia priya",
        "prototype": "jonas wei priya",
        "roadmap": "tom hanna",
        "venture": "tom",
        "strategy": "tom hanna",
    }
    yield from mates_in(title)
    yield from customers_in(title)
    if "Nordmess" in title or "Ole" in title:
        yield "ole"
    if "DD" in title or "Quayside" in title:
        yield "grace"
    if facet == "hiring" and "nterview" in title:
        yield "candidate"
    keys = groups.get(facet, "").split()
    here = [key for key in keys if called(key, day)]
    if here:
        yield from dice.some(here, dice.whole(1, min(3, len(here))))


def place(day: date, length: timedelta, diary: Diary, dice: Dice) -> datetime | None:
    """A start on `day` that people would choose, mostly where nothing else stands."""
    start = None
    for _ in range(_TRIES):
        hour = dice.weighed(_HOURS, _HOUR_WEIGHTS)
        minute = dice.weighed(_MINUTES, _MINUTE_WEIGHTS)
        start = at(day, time(hour, minute))
        hard = [
            entry
            for entry in diary.clash(start, length)
            if "Focus (" not in entry.title or dice.chance(0.5)
        ]
        if not hard:
            return start
    return start if dice.chance(0.3) and not _focus(start, length, diary) else None


def _focus(start: datetime | None, length: timedelta, diary: Diary) -> bool:
    return start is not None and any(
        entry.title.startswith("Focus:") for entry in diary.clash(start, length)
    )


def asked(start: datetime, dice: Dice) -> datetime:
    """When somebody booked what is to start at `start`: during a working day before."""
    low, high = dice.weighed(_LEADS, _LEAD_WEIGHTS)
    day = start.date() - timedelta(days=dice.whole(low, high))
    if day.weekday() > FRIDAY and dice.chance(0.9):
        day -= timedelta(days=day.weekday() - FRIDAY)
    seconds = dice.whole(7 * 3600 + 40 * 60, 18 * 3600 + 1800)
    created = at(day, time()) + timedelta(seconds=seconds)
    if day == start.date():
        earliest = at(day, time(7, 30))
        window = (start - timedelta(minutes=20) - earliest) // timedelta(seconds=1)
        created = earliest + timedelta(seconds=dice.whole(0, max(window, 60)))
    return created
