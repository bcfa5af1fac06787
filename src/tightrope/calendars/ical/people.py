"""Who takes part in an event, and what the person answered."""

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from tightrope.calendars.ical.fields import Fields
from tightrope.calendars.ical.lines import split

_COMMON = 400
"""Bytes of a line that is worth remembering: the same people meet again."""
_ROOMS = ("@resource.calendar.google.com", "@group.calendar.google.com")


class People(NamedTuple):
    """The people of an event.

    Attributes:
        invited: how many are, rooms and calendars left out.
        organizer_is_me: whether the person organises it; nothing where it cannot be
            known.
        outside: whether somebody of another mail domain is invited; likewise.
        two: whether there are two at most, the organiser counted.
        answer: what the person answered, in capitals (PARTSTAT), or nothing.
    """

    invited: int = 0
    organizer_is_me: bool | None = None
    outside: bool | None = None
    two: bool = True
    answer: str = ""


NOBODY = People()


def people(lines: Fields, me: Collection[str]) -> People:
    """The people that an event names; `me` are the person's own addresses."""
    guests = [
        _known(line) if len(line[1]) <= _COMMON else _read(line)
        for line in lines.get(b"ATTENDEE", ())
    ]
    invited = {address for address, _, is_room in guests if not is_room}
    if not me:
        # Nothing else is asked for where nobody knows who the person is.
        return _crowd(len(invited))
    answer = ""
    for address, said, is_room in guests:
        if address in me and not is_room:
            answer = said
    organizer = _organizer(lines)
    everybody = invited | {organizer} if organizer else invited
    return People(
        invited=len(invited),
        organizer_is_me=organizer in me if organizer else None,
        outside=_outside(everybody, me),
        two=len(everybody) <= 2,  # noqa: PLR2004 - two people
        answer=answer,
    )


@lru_cache(maxsize=256)
def _crowd(invited: int) -> People:
    return People(invited=invited)


def _organizer(lines: Fields) -> str:
    if b"ORGANIZER" not in lines:
        return ""
    address, _, is_room = person_of(lines[b"ORGANIZER"][0])
    return "" if is_room else address


class Person(NamedTuple):
    """Whom a line names; a room is nobody, and so is a line that cannot be read."""

    address: str
    answer: str
    is_room: bool


def person_of(line: tuple[bytes, bytes]) -> Person:
    """Whom an ORGANIZER or an ATTENDEE line names."""
    return _known(line) if len(line[1]) <= _COMMON else _read(line)


def _read(line: tuple[bytes, bytes]) -> Person:
    try:
        parameters, value = split(*line)
    except ValueError:
        return Person("", "", is_room=True)
    address = value.decode("utf-8", "replace").strip().lower()
    address = address.removeprefix("mailto:").strip()
    if "@" not in address:
        address = parameters.get("EMAIL", address).lower()
    kind = parameters.get("CUTYPE", "").upper()
    is_room = kind in {"ROOM", "RESOURCE"} or address.endswith(_ROOMS)
    return Person(address, parameters.get("PARTSTAT", "").upper(), is_room)


_known = lru_cache(maxsize=4096)(_read)


def _outside(everybody: Collection[str], me: Collection[str]) -> bool | None:
    """Whether one of them has a mail domain that none of the person's addresses has."""
    mine = {address.rpartition("@")[2] for address in me}
    if not mine:
        return None
    theirs = {who.rpartition("@")[2] for who in everybody if "@" in who}
    return not theirs <= mine
