"""Who takes part in an event, and what the person answered."""

from collections.abc import Collection
from dataclasses import dataclass

from tightrope.calendars.ical.fields import Fields
from tightrope.calendars.ical.lines import split

_ROOMS = ("@resource.calendar.google.com", "@group.calendar.google.com")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
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
    invited: set[str] = set()
    answer = ""
    for line in lines.get(b"ATTENDEE", ()):
        try:
            parameters, value = split(*line)
        except ValueError:
            continue
        who = _address(value, parameters.get("EMAIL", ""))
        if parameters.get("CUTYPE", "").upper() in {"ROOM", "RESOURCE"} or _is_room(
            who
        ):
            continue
        invited.add(who)
        if who in me:
            answer = parameters.get("PARTSTAT", "").upper()
    organizer = _organizer(lines)
    everybody = invited | {organizer} if organizer else invited
    return People(
        invited=len(invited),
        organizer_is_me=organizer in me if organizer and me else None,
        outside=_outside(everybody, me),
        two=len(everybody) <= 2,  # noqa: PLR2004 - two people
        answer=answer,
    )


def _organizer(lines: Fields) -> str:
    if b"ORGANIZER" not in lines:
        return ""
    try:
        parameters, value = split(*lines[b"ORGANIZER"][0])
    except ValueError:
        return ""
    who = _address(value, parameters.get("EMAIL", ""))
    return "" if _is_room(who) else who


def _address(value: bytes, mail: str) -> str:
    text = value.decode("utf-8", "replace").strip().lower()
    address = text.removeprefix("mailto:").strip()
    return address if "@" in address or not mail else mail.lower()


def _is_room(who: str) -> bool:
    return who.endswith(_ROOMS)


def _outside(everybody: Collection[str], me: Collection[str]) -> bool | None:
    """Whether one of them has a mail domain that none of the person's addresses has."""
    mine = {address.rpartition("@")[2] for address in me}
    if not mine:
        return None
    theirs = {who.rpartition("@")[2] for who in everybody if "@" in who}
    return not theirs <= mine
