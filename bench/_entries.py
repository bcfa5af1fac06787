"""What stands on a made-up calendar, and how a big service writes it down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from bench._dice import Dice
from bench._lines import BREAK, ZONES, day, folded, line, moment, said
from bench._words import PEOPLE, notes

DAY = timedelta(days=1)
_ALARM = BREAK.join(
    (
        *("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M"),
        *("DESCRIPTION:Reminder", "END:VALARM", ""),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A VEVENT to be.

    Attributes:
        uid: what its series shares.
        title: its summary.
        zone: the zone that it is told in; nothing for UTC.
        start: when it begins; a day for what lasts all day.
        minutes: how long it lasts; of a whole day, how many days.
        booked: when it came onto the calendar.
        busy: whether it takes time.
        extra: more lines: its rule, its exceptions, which occurrence it changes.
        guests: how many are invited; by default two to six of each timed event.
        alarm: whether it rings.
    """

    uid: str
    title: str
    zone: str = ZONES[0]
    start: datetime | date
    minutes: int
    booked: datetime
    busy: bool = True
    extra: tuple[str, ...] = ()
    guests: int | None = None
    alarm: bool = False


def written(entry: Entry, dice: Dice) -> str:
    """The VEVENT of an entry, with its people and notes."""
    stamp = f"{moment(entry.booked)}Z"
    lines = [
        line("BEGIN", "VEVENT"),
        *_times(entry),
        line("DTSTAMP", stamp),
        line("UID", entry.uid),
        line("CREATED", stamp),
        line("LAST-MODIFIED", stamp),
        line("SUMMARY", said(entry.title)),
        _noted(dice.whole(0, len(notes()) - 1)),
        line("STATUS", "CONFIRMED"),
        line("TRANSP", "OPAQUE" if entry.busy else "TRANSPARENT"),
        *(extra + BREAK for extra in entry.extra),
    ]
    guests = entry.guests
    if guests is None:
        guests = dice.whole(2, 6) if isinstance(entry.start, datetime) else 0
    if guests:
        lines.append(_invited("ORGANIZER", dice.one(PEOPLE)))
        lines += (_invited("ATTENDEE", dice.one(PEOPLE)) for _ in range(guests))
    if entry.alarm:
        lines.append(_ALARM)
    lines.append(line("END", "VEVENT"))
    return "".join(lines)


def _times(entry: Entry) -> Iterator[str]:
    if not isinstance(entry.start, datetime):
        yield line("DTSTART;VALUE=DATE", day(entry.start))
        yield line("DTEND;VALUE=DATE", day(entry.start + entry.minutes * DAY))
        return
    end = entry.start + timedelta(minutes=entry.minutes)
    if not entry.zone:
        yield line("DTSTART", f"{moment(entry.start)}Z")
        yield line("DTEND", f"{moment(end)}Z")
        return
    yield line(f"DTSTART;TZID={entry.zone}", moment(entry.start))
    yield line(f"DTEND;TZID={entry.zone}", moment(end))


@cache
def _noted(number: int) -> str:
    return folded(f"DESCRIPTION:{said(notes()[number])}") + BREAK


@cache
def _invited(kind: str, who: str) -> str:
    mail = f"mailto:{who.split(maxsplit=1)[0].lower()}@bench.example"
    state = "ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;" if kind == "ATTENDEE" else ""
    return line(f'{kind};CUTYPE=INDIVIDUAL;{state}CN="{who}"', mail)
