"""Calendars of all kinds of events, from a seed, to compare readers by."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar(seed: int, count: int = 40) -> bytes:
    """A calendar of so many events in 2025 and 2026, a third of them repeating."""
    dice = Random(seed)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tightrope//made//EN"]
    for number in range(count):
        lines += _event(f"{number}@made", dice)
    return "\r\n".join((*lines, "END:VCALENDAR", "")).encode()


def _event(uid: str, dice: Random) -> Iterator[str]:
    start = datetime(2025, 10, 1) + timedelta(  # noqa: DTZ001 - a wall clock
        days=dice.randrange(300), minutes=15 * dice.randrange(24, 80)
    )
    whole = dice.random() < 0.2
    zone = dice.choice(ZONES)
    yield from _times(uid, start, dice, zone=zone, whole=whole)
    if dice.random() < 0.6:
        yield "END:VEVENT"
        return
    yield f"RRULE:{_rule(start, dice, whole=whole)}"
    step = timedelta(days=7 * dice.randrange(1, 5))
    if dice.random() < 0.4:
        yield f"EXDATE{_moment(start + step, zone, whole=whole)}"
    if dice.random() < 0.2:
        yield f"RDATE{_moment(start + timedelta(days=3), zone, whole=whole)}"
    yield "END:VEVENT"
    if dice.random() < 0.4:
        moved = start + timedelta(days=7 * dice.randrange(5, 9))
        later = moved + timedelta(days=dice.randrange(-1, 2))
        yield from _times(uid, later, dice, zone=zone, whole=whole)
        yield f"RECURRENCE-ID{_moment(moved, zone, whole=whole)}"
        yield "END:VEVENT"


def _times(
    uid: str, start: datetime, dice: Random, *, zone: str, whole: bool
) -> Iterator[str]:
    end = start + (
        timedelta(days=dice.randrange(1, 3))
        if whole
        else timedelta(minutes=15 * dice.randrange(1, 9))
    )
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield "DTSTAMP:20250101T000000Z"
    yield f"DTSTART{_moment(start, zone, whole=whole)}"
    yield f"DTEND{_moment(end, zone, whole=whole)}"


def _moment(at: datetime, zone: str, *, whole: bool) -> str:
    if whole:
        return f";VALUE=DATE:{at:%Y%m%d}"
    if zone == "UTC":
        return f":{at:%Y%m%dT%H%M%S}Z"
    return f";TZID={zone}:{at:%Y%m%dT%H%M%S}"


def _rule(start: datetime, dice: Random, *, whole: bool) -> str:
    own = DAYS[start.weekday()]
    nth = (start.day - 1) // 7 + 1
    days = ",".join(sorted({own, dice.choice(DAYS), dice.choice(DAYS)}))
    rule = dice.choice(
        [
            "FREQ=DAILY",
            f"FREQ=DAILY;INTERVAL={dice.randrange(2, 9)}",
            f"FREQ=WEEKLY;BYDAY={days}",
            f"FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY={days}",
            "FREQ=MONTHLY",
            f"FREQ=MONTHLY;BYDAY={nth}{own}",
            f"FREQ=MONTHLY;BYMONTHDAY={start.day},-1",
            "FREQ=YEARLY",
            f"FREQ=YEARLY;BYMONTH={start.month},6;BYDAY={nth}{own}",
        ]
    )
    last = start + timedelta(days=dice.randrange(400))
    until = f"{last:%Y%m%d}" if whole else f"{last:%Y%m%dT%H%M%S}Z"
    return rule + dice.choice(
        ["", f";COUNT={dice.randrange(1, 60)}", f";UNTIL={until}"]
    )
