"""What an event says of itself beside its times: title, people, whether it is busy."""

import re
from datetime import UTC, datetime
from functools import lru_cache

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.entries import Entry, first
from tightrope.calendars.ical.fields import Fields
from tightrope.calendars.ical.lines import split, text_of, texts_of
from tightrope.calendars.ical.people import NOBODY, people
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.said import Details
from tightrope.calendars.ical.stamps import stamp
from tightrope.calendars.ical.words import says_cancelled
from tightrope.core.timeline import Status

_STATUS = {
    "TENTATIVE": Status.TENTATIVE,
    "CANCELLED": Status.CANCELLED,
    "CANCELED": Status.CANCELLED,
}
# How Outlook shows it: what is so comes before what was meant by the sender.
_BUSY, _INTENDED = b"X-MICROSOFT-CDO-BUSYSTATUS", b"X-MICROSOFT-CDO-INTENDEDSTATUS"
_LONGEST_WORD = 200
_USUAL = len("20260101T090000Z")
_ZULU = frozenset({b"Z", b"Z\r"})
_FREE = frozenset({"FREE", "WORKINGELSEWHERE"})
_GIVEN_UP = frozenset({"DECLINED", "DELEGATED"})


def tell(entry: Entry, reading: Reading) -> Details:
    """What an event says of itself."""
    return details(
        entry.fields,
        uid=entry.uid,
        calendar=entry.component.calendar,
        days=entry.when.days,
        all_day=entry.when.all_day,
        reading=reading,
    )


def details(
    lines: Fields,
    *,
    uid: str,
    calendar: int,
    days: int,
    all_day: bool,
    reading: Reading,
) -> Details:
    """What the lines of an event say of it.

    Args:
        lines: those that we use.
        uid: its UID.
        calendar: which calendar of the file it is in.
        days: how many days it lasts.
        all_day: whether it fills whole days.
        reading: whose calendar it is, and which ones are called off.
    """
    title = _title(lines)
    status = _STATUS.get(_word(lines, b"STATUS"), Status.CONFIRMED)
    called_off = calendar in reading.called_off
    cancelled = called_off or status is Status.CANCELLED or says_cancelled(title)
    named = b"ATTENDEE" in lines or b"ORGANIZER" in lines
    who = people(lines, reading.me) if named else NOBODY
    shown = ""
    if _BUSY in lines or _INTENDED in lines:
        shown = _word(lines, _BUSY if _BUSY in lines else _INTENDED)
    created = lines.get(b"CREATED")
    changed = lines.get(b"LAST-MODIFIED")
    booked = _moment(created[0]) if created else None
    return Details(
        series_of(uid) if "_R" in uid else uid,
        title,
        # RFC 5545, 3.8.2.7: a transparent event takes no time.
        not cancelled
        and _word(lines, b"TRANSP") != "TRANSPARENT"
        and shown not in _FREE
        and who.answer not in _GIVEN_UP,
        status,
        cancelled,
        shown == "OOF" and not cancelled,
        who.invited,
        who.organizer_is_me,
        who.outside,
        who.organizer_is_me is True and who.two and not all_day,
        booked,
        # Many were never changed: both are one record then.
        booked if created == changed else _moment(changed[0]) if changed else None,
        _categories(lines) if b"CATEGORIES" in lines else (),
        days,
    )


_SPLIT = re.compile(r"_R\d{8}(?:T\d{6}Z?)?(?=@|$)")


def series_of(uid: str) -> str:
    """The UID of the series: Google marks the parts of a split one with `_R…`."""
    return _SPLIT.sub("", uid) if "_R" in uid else uid


def _title(lines: Fields) -> str:
    if b"SUMMARY" not in lines:
        return ""
    separator, value = lines[b"SUMMARY"][0]
    if separator == b";" or b"\n" in value:
        try:
            _, value = split(separator, value)
        except ValueError:
            return ""
    elif len(value) > limits.LONGEST_LINE:
        return ""
    return text_of(value.rstrip(b"\r"))


def _word(lines: Fields, name: bytes) -> str:
    """The value of a property that has few, in capitals."""
    if name not in lines:
        return ""
    line = lines[name][0]
    return _known_word(*line) if len(line[1]) < _LONGEST_WORD else ""


@lru_cache(maxsize=256)
def _known_word(separator: bytes, rest: bytes) -> str:
    return first({b"": [(separator, rest)]}, b"").upper()


def _moment(line: tuple[bytes, bytes]) -> datetime | None:
    separator, rest = line
    try:
        if separator == b":" and rest[15:] in _ZULU and rest[:8].isdigit():
            return datetime.fromisoformat(rest[:_USUAL].decode())
        text = first({b"": [line]}, b"")
        if len(text) == _USUAL and text.endswith("Z"):
            return datetime.fromisoformat(text)
        return datetime.fromtimestamp(stamp(text).local, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _categories(lines: Fields) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in lines[b"CATEGORIES"]:
        try:
            _, value = split(*line)
        except ValueError:
            continue
        found.update(dict.fromkeys(texts_of(value)))
    return tuple(found)
