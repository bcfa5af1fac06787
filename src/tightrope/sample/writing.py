"""Calendar components and their history as text."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tightrope.sample.diary import Change, Key, standing
from tightrope.sample.entry import Entry, Guest
from tightrope.sample.people import NOOR, Person
from tightrope.sample.when import FIRST, NOW, ZONE, at

_STAMP = "%Y%m%dT%H%M%SZ"
_FOLD = 75
_HEAD = f"""\
BEGIN:VCALENDAR
PRODID:-//Tightrope//Sample year//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:{NOOR.mail}
X-WR-TIMEZONE:{ZONE.key}
BEGIN:VTIMEZONE
TZID:{ZONE.key}
X-LIC-LOCATION:{ZONE.key}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def calendar(entries: Iterable[Entry], stamp: datetime) -> bytes:
    """An iCalendar file as a big calendar service exports it, newest start first."""
    lines = _HEAD.splitlines()
    for entry in sorted(entries, key=_place, reverse=True):
        lines += component(entry, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _place(entry: Entry) -> tuple[datetime, str, str]:
    start = entry.start
    if not isinstance(start, datetime):
        start = at(start, time())
    return start, entry.uid, _recurrence(entry.original)


def component(entry: Entry, stamp: datetime | None = None) -> list[str]:
    """The lines of a VEVENT, not folded.

    Args:
        entry: what it is.
        stamp: its DTSTAMP; left out if there is none.
    """
    series = bool(entry.rule or entry.original)
    return [
        "BEGIN:VEVENT",
        _when("DTSTART", entry.start, local=series),
        _when("DTEND", entry.end, local=series),
        *([f"RRULE:{entry.rule}"] if entry.rule else []),
        *(_when("EXDATE", moment, local=True) for moment in entry.without),
        *([f"DTSTAMP:{stamp.astimezone(UTC):{_STAMP}}"] if stamp else []),
        *([f"ORGANIZER;{_named(entry.host)}"] if entry.host else []),
        f"UID:{entry.uid}",
        *(_invited(guest) for guest in entry.guests),
        *([f"RECURRENCE-ID{_recurrence(entry.original)}"] if entry.original else []),
        f"CREATED:{entry.created.astimezone(UTC):{_STAMP}}",
        *([f"DESCRIPTION:{_text(entry.note)}"] if entry.note else []),
        f"LAST-MODIFIED:{entry.changed.astimezone(UTC):{_STAMP}}",
        *([f"LOCATION:{_text(entry.place)}"] if entry.place else []),
        f"SEQUENCE:{entry.revision}",
        f"STATUS:{entry.status.upper()}",
        f"SUMMARY:{_text(entry.title)}",
        f"TRANSP:{'TRANSPARENT' if entry.free else 'OPAQUE'}",
        "END:VEVENT",
    ]


def _when(name: str, value: datetime | date, *, local: bool) -> str:
    if not isinstance(value, datetime):
        return f"{name};VALUE=DATE:{value:%Y%m%d}"
    if local:
        return f"{name};TZID={ZONE.key}:{value:%Y%m%dT%H%M%S}"
    return f"{name}:{value.astimezone(UTC):{_STAMP}}"


def _recurrence(original: datetime | None) -> str:
    """What stands after the name RECURRENCE-ID; empty for a component of its own."""
    return f";TZID={ZONE.key}:{original:%Y%m%dT%H%M%S}" if original else ""


def _named(person: Person) -> str:
    return f"CN={person.name}:mailto:{person.mail}"


def _invited(guest: Guest) -> str:
    return f"ATTENDEE;PARTSTAT={guest.reply};{_named(guest.person)}"


def _text(value: str) -> str:
    # RFC 5545, 3.3.11: these four are escaped in a text
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return value


def folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, no character cut in two."""
    pieces = [b""]
    for letter in line:
        octets = letter.encode()
        if len(pieces[-1]) + len(octets) > _FOLD:
            pieces.append(b" ")
        pieces[-1] += octets
    return b"".join(piece + b"\r\n" for piece in pieces)


def history(changes: Sequence[Change]) -> str:
    """The change history, a line of JSON for each day on which something changed.

    The format is that of a replay: first a line `{"meta": …}`, then lines `{"at",
    "n_events", "ops"}` with ops `["+", uid, recurrence, vevent]`, `["~", …]` and
    `["-", uid, recurrence]`. The first of them holds the full start.
    """
    note = "daily snapshots; ops + added ~ changed - removed"
    meta = {"source": "tightrope.sample.generate", "note": note}
    return "".join(
        json.dumps(line, ensure_ascii=False) + "\n"
        for line in ({"meta": meta}, *_days(changes))
    )


def _days(changes: Sequence[Change]) -> Iterator[dict[str, Any]]:
    before: dict[Key, Entry] = {}
    day = FIRST - timedelta(days=1)
    while (evening := at(day, time(23, 59, 59))) < NOW + timedelta(days=1):
        moment = min(evening, NOW)
        after = standing(changes, moment)
        if ops := list(_ops(before, after)):
            yield {"at": moment.isoformat(), "n_events": len(after), "ops": ops}
        before, day = after, day + timedelta(days=1)


def _ops(before: dict[Key, Entry], after: dict[Key, Entry]) -> Iterator[list[str]]:
    for key in sorted({*before, *after}, key=_sorting):
        name = [key[0], _recurrence(key[1])]
        if key not in after:
            yield ["-", *name]
        elif key not in before:
            yield ["+", *name, "\n".join(component(after[key]))]
        elif before[key] != after[key]:
            yield ["~", *name, "\n".join(component(after[key]))]


def _sorting(key: Key) -> tuple[str, str]:
    return key[0], _recurrence(key[1])
