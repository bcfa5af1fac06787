"""Calendars of any size, the same for the same seed, on the standard library.

Each is five years of one person and the weeks after `NOW`. However many events it has,
what lies ahead is that of one person, so that there is something left to plan; what
lies behind grows with the number of events.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bench._dice import Dice
from bench._entries import Entry, written
from bench._lines import ZONES, clocks, line, moment
from bench._words import PEOPLE, STANDING, TITLES

NOW = datetime(2026, 3, 4, 8, tzinfo=UTC)
WEEKS_BACK, WEEKS_AHEAD = 260, 8
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)

_HOME = ZoneInfo(ZONES[0])
_FIRST = date(2021, 3, 8)
_TODAY = date(2026, 3, 4)
_SERIES, _CHANGED = 0.15, 0.45
"""How many of what is booked repeat, and how many changed occurrences each has."""
_BUSIEST = 1.6
_RHYTHM = (1.0, _BUSIEST, 0.6, 1.0, 0.6, _BUSIEST)
"""How much is booked in a week, for spells of five weeks each."""
_SPELL = 5
_LONGEST_SERIES = 12
_MOST_AHEAD = 130
_LEAVES = 25
_WEEKDAYS = "MO", "TU", "WE", "TH", "FR", "SA", "SU"


def write_calendar(path: Path, events: int, seed: int = 1) -> Path:
    """Write a calendar of so many VEVENTs, about 1.5 kB each, and give its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(calendar(events, seed))
    return path


def calendar(events: int, seed: int = 1) -> Iterator[str]:
    """The text of a calendar of so many VEVENTs, piece by piece."""
    dice = Dice(seed)
    yield line("BEGIN", "VCALENDAR") + line("VERSION", "2.0")
    yield line("PRODID", "-//Tightrope//Benchmarks//EN")
    yield line("X-WR-TIMEZONE", ZONES[0]) + clocks()
    for _, entry in zip(range(events), entries(events, dice), strict=False):
        yield written(entry, dice)
    yield line("END", "VCALENDAR")


def entries(events: int, dice: Dice) -> Iterator[Entry]:
    """What stands on the calendar, without end; of `events` a few lie ahead."""
    fixed = [*_standing(dice), *_leave(events), *_ahead(events, dice)]
    yield from fixed
    number = len(fixed)
    while True:
        number += 1
        uid = f"{number:06d}-{dice.whole(0, 9**9):x}@bench.example"
        if dice.draw() < _SERIES:
            yield from _series(uid, dice)
        else:
            yield _single(uid, _past_day(dice), dice)


def _standing(dice: Dice) -> Iterator[Entry]:
    """The few series of the person that go on without end."""
    for place, (title, weekday, hour, minutes, every) in enumerate(STANDING):
        first = _FIRST + weekday * DAY
        yield Entry(
            uid=f"standing-{place}@bench.example",
            title=title,
            start=_clock(first, hour * 60, ZONES[0]),
            minutes=minutes,
            booked=_booked(first, dice),
            extra=(f"RRULE:FREQ=WEEKLY;INTERVAL={every};BYDAY={_WEEKDAYS[weekday]}",),
        )


def _leave(events: int) -> Iterator[Entry]:
    for number in range(min(_LEAVES, events // 40)):
        first = _FIRST + (10 * number + 7) * WEEK
        yield Entry(
            uid=f"leave-{number}@bench.example",
            title="Urlaub" if number % 2 else "Annual leave",
            start=first,
            minutes=5 - number % 3,
            booked=datetime.combine(first - 60 * DAY, datetime.min.time(), UTC),
        )


def _ahead(events: int, dice: Dice) -> Iterator[Entry]:
    """Meetings of the next weeks: the farther away, the fewer are booked already."""
    for number in range(min(_MOST_AHEAD, events // 20)):
        far = dice.draw() ** 2
        day_of = _TODAY + int(far * WEEKS_AHEAD * 7) * DAY
        while day_of.weekday() > 4:  # noqa: PLR2004 - Friday
            day_of += DAY
        yield _single(f"ahead-{number}@bench.example", day_of, dice)


def _single(uid: str, on: date, dice: Dice) -> Entry:
    zone = dice.one(ZONES) if dice.draw() < 0.4 else ZONES[0]  # noqa: PLR2004 - a share
    start = _clock(on, 15 * dice.whole(36, 67), zone)
    if dice.draw() < 0.03:  # noqa: PLR2004 - a share
        title = f"{dice.one(PEOPLE)} OOO"
        booked = _booked(on, dice)
        return Entry(
            uid=uid, title=title, start=on, minutes=1, booked=booked, busy=False
        )
    return Entry(
        uid=uid,
        title=_title(dice),
        zone=zone,
        start=start,
        minutes=(30, 30, 45, 60, 60, 90)[dice.whole(0, 5)],
        booked=_booked(on, dice),
    )


def _series(uid: str, dice: Dice) -> Iterator[Entry]:
    """A series that is over before `NOW`, with a changed occurrence; or a birthday."""
    if dice.draw() < 0.1:  # noqa: PLR2004 - a share
        yield _birthday(uid, dice)
        return
    count, every = dice.whole(3, _LONGEST_SERIES), dice.whole(1, 2)
    first = min(_past_day(dice), _TODAY - every * (count + 1) * WEEK)
    master = _single(uid, first, dice)
    if not isinstance(master.start, datetime):
        yield master
        return
    start = master.start
    stamp = f";TZID={master.zone}:"
    rule = f"RRULE:FREQ=WEEKLY;INTERVAL={every};BYDAY={_WEEKDAYS[start.weekday()]}"
    times = [start + every * number * WEEK for number in range(count)]
    extra = [f"{rule};{_end(times, master.zone, dice)}"]
    if dice.draw() < 0.4:  # noqa: PLR2004 - a share
        extra.append(f"EXDATE{stamp}{moment(times[1])}")
    yield replace(master, extra=tuple(extra))
    if dice.draw() < _CHANGED:
        changed = times[2]
        later = changed + timedelta(minutes=15 * dice.whole(-4, 8))
        which = f"RECURRENCE-ID{stamp}{moment(changed)}"
        yield replace(master, start=later, extra=(which,))


def _end(times: Sequence[datetime], zone: str, dice: Dice) -> str:
    """How a rule says when it is over."""
    if dice.draw() < 0.5:  # noqa: PLR2004 - a share
        return f"COUNT={len(times)}"
    last = times[-1].replace(tzinfo=_zone(zone)).astimezone(UTC)
    return f"UNTIL={moment(last)}Z"


def _birthday(uid: str, dice: Dice) -> Entry:
    on = _past_day(dice)
    return Entry(
        uid=uid,
        title=f"{dice.one(PEOPLE)}: Geburtstag 🎂",
        start=on,
        minutes=1,
        booked=_booked(on, dice),
        busy=False,
        extra=("RRULE:FREQ=YEARLY",),
    )


def _past_day(dice: Dice) -> date:
    """A day of the last five years, likelier in an intense week, seldom a weekend."""
    while True:
        days = int(dice.draw() * WEEKS_BACK * 7)
        weight = _RHYTHM[days // (7 * _SPELL) % len(_RHYTHM)]
        found = _FIRST + days * DAY
        weekend = 0.05 if found.weekday() > 4 else 1.0  # noqa: PLR2004 - Friday
        if found < _TODAY and dice.draw() < weekend * weight / _BUSIEST:
            return found


def _clock(on: date, minutes: int, zone: str) -> datetime:
    """That many minutes into the person's day, by the clock of `zone`."""
    at = datetime.combine(on, datetime.min.time()) + timedelta(minutes=minutes)
    if zone == ZONES[0]:
        return at
    return at.replace(tzinfo=_HOME).astimezone(_zone(zone)).replace(tzinfo=None)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _booked(on: date, dice: Dice) -> datetime:
    """Some weeks before, most of them few, and never after `NOW`."""
    days = int(40 * dice.draw() ** 3)
    then = datetime.combine(on, datetime.min.time(), UTC) - days * DAY
    return min(then, NOW - DAY)


def _title(dice: Dice) -> str:
    return dice.one(TITLES).format(
        who=dice.one(PEOPLE), number=dice.whole(100, 9999), week=dice.whole(1, 52)
    )
