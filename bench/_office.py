"""The calendar of a whole office, the same for the same seed: as full as they come.

Where `_calendars.py` makes what one person has, this makes work for a reader: whatever
the number of events, they lie in the three years around `YEAR`, and each fifth one is a
series, most of them without end, so that one year has seven times as many occurrences
as the file has events. Changed ones come on top of the events that are asked for.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench._dice import Dice
from bench._entries import Entry, written
from bench._lines import ZONES, clocks, line, moment
from bench._words import PEOPLE, TITLES
from tightrope.core.timeline import Span

YEAR = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
"""The year that is asked for."""

_FIRST, _DAYS = date(2025, 1, 1), 3 * 365
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_SERIES, _CHANGED, _EXCEPTED = 0.2, 0.85, 0.4
"""How many events are series, and how many of those were changed or have exceptions."""
_INVITING, _ALARMED, _WHOLE, _IN_UTC = 0.65, 0.3, 0.08, 0.1
"""How many events name guests, ring, last whole days, or are told in UTC."""
_WEEKDAYS = "MO", "TU", "WE", "TH", "FR", "SA", "SU"
_RULES = (
    "FREQ=WEEKLY;BYDAY={day}",
    "FREQ=WEEKLY;BYDAY={day}",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY={day}",
    "FREQ=WEEKLY",
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=MONTHLY;BYDAY={nth}{day}",
    "FREQ=MONTHLY;BYMONTHDAY={number}",
    "FREQ=YEARLY",
)


def write_office(path: Path, events: int, seed: int = 1) -> Path:
    """Write the calendar of an office, about 1.6 kB an event, and give its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(office(events, seed))
    return path


def office(events: int, seed: int = 1) -> Iterator[str]:
    """The text of a calendar of so many events, their changes beside them."""
    dice = Dice(seed)
    yield line("BEGIN", "VCALENDAR") + line("VERSION", "2.0")
    yield line("PRODID", "-//Tightrope//Benchmarks//EN")
    yield line("X-WR-TIMEZONE", ZONES[0]) + clocks()
    for number in range(events):
        for entry in _entries(number, dice):
            yield written(entry, dice)
    yield line("END", "VCALENDAR")


def _entries(number: int, dice: Dice) -> Iterator[Entry]:
    """An event; if it is a series, the occurrences of it that were changed too."""
    entry = _single(number, dice)
    if dice.draw() >= _SERIES:
        yield entry
        return
    rule, step = _rule(entry, dice)
    extra = [f"RRULE:{rule}{_end(entry, dice)}"]
    if dice.draw() < _EXCEPTED:
        gone = entry.start + 2 * step
        extra.append(f"EXDATE{_told(entry, gone)}")
    yield replace(entry, extra=tuple(extra))
    if dice.draw() < _CHANGED:
        of = entry.start + dice.whole(3, 6) * step
        moved = of + dice.whole(1, 3) * _DAY
        which = f"RECURRENCE-ID{_told(entry, of)}"
        yield replace(entry, start=moved, extra=(which,))


def _single(number: int, dice: Dice) -> Entry:
    on = _FIRST + dice.whole(0, _DAYS - 1) * _DAY
    if on.weekday() > 4 and dice.draw() < 0.9:  # noqa: PLR2004 - Friday, a share
        on -= 2 * _DAY
    whole = dice.draw() < _WHOLE
    at = datetime.combine(on, datetime.min.time()) + timedelta(
        minutes=15 * dice.whole(28, 72)
    )
    return Entry(
        uid=f"{number:06d}-{dice.whole(0, 9**9):x}@office.example",
        title=dice.one(TITLES).format(
            who=dice.one(PEOPLE), number=dice.whole(100, 9999), week=dice.whole(1, 52)
        ),
        zone="" if dice.draw() < _IN_UTC else dice.one(ZONES),
        start=on if whole else at,
        minutes=dice.whole(1, 3) if whole else 15 * dice.whole(1, 8),
        booked=datetime(on.year, on.month, 1, tzinfo=UTC) - dice.whole(1, 60) * _DAY,
        busy=dice.draw() < 0.9,  # noqa: PLR2004 - a share
        guests=dice.whole(2, 9) if dice.draw() < _INVITING else 0,
        alarm=dice.draw() < _ALARMED,
    )


def _rule(entry: Entry, dice: Dice) -> tuple[str, timedelta]:
    """A rule that takes place at the start of an event, and what it steps by at least.

    So many steps later there is an occurrence, unless the rule goes by months.
    """
    start = entry.start
    rule = dice.one(_RULES)
    if "MO,TU" in rule:
        # Its first day may be a Saturday, which such a rule does not have.
        rule = "FREQ=WEEKLY;BYDAY=" + ",".join(
            sorted({_WEEKDAYS[start.weekday()], "MO", "TU", "WE", "TH", "FR"})
        )
    nth = min((start.day - 1) // 7 + 1, 4)
    if "{nth}" in rule and (start.day - 1) // 7 == nth:
        nth = -1
    every_two = "INTERVAL=2" in rule
    step = 2 * _WEEK if every_two else _DAY if rule == "FREQ=DAILY" else _WEEK
    day = _WEEKDAYS[start.weekday()]
    return rule.format(day=day, nth=nth, number=start.day), step


def _end(entry: Entry, dice: Dice) -> str:
    """How a rule says when it is over; most go on without end."""
    draw = dice.draw()
    if draw < 0.6:  # noqa: PLR2004 - a share
        return ""
    if draw < 0.8:  # noqa: PLR2004 - a share
        return f";COUNT={dice.whole(10, 100)}"
    last = entry.start + dice.whole(20, 100) * _WEEK
    if isinstance(last, datetime):
        return f";UNTIL={moment(last)}Z"
    return f";UNTIL={last:%Y%m%d}"


def _told(entry: Entry, at: date) -> str:
    """A time as the event tells its own, from the end of the property's name on."""
    if not isinstance(at, datetime):
        return f";VALUE=DATE:{at:%Y%m%d}"
    return f";TZID={entry.zone}:{moment(at)}" if entry.zone else f":{moment(at)}Z"
