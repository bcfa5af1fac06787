"""Lines of iCalendar, folded as RFC 5545, 3.1 asks for, on the standard library."""

from datetime import date, datetime

BREAK = "\r\n"
_WIDEST = 74
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})

_DAYLIGHT = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
DTSTART:{ends}
RRULE:FREQ=YEARLY;{end}
END:STANDARD
BEGIN:DAYLIGHT
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
DTSTART:{starts}
RRULE:FREQ=YEARLY;{start}
END:DAYLIGHT
END:VTIMEZONE
"""
_FIXED = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
TZOFFSETFROM:{winter}
TZOFFSETTO:{winter}
DTSTART:19700101T000000
END:STANDARD
END:VTIMEZONE
"""
_EUROPE = {
    "starts": "19700329T020000",
    "start": "BYMONTH=3;BYDAY=-1SU",
    "ends": "19701025T030000",
    "end": "BYMONTH=10;BYDAY=-1SU",
}
_LONDON = {**_EUROPE, "starts": "19700329T010000", "ends": "19701025T020000"}
_NEW_YORK = {
    "starts": "20070311T020000",
    "start": "BYMONTH=3;BYDAY=2SU",
    "ends": "20071104T020000",
    "end": "BYMONTH=11;BYDAY=1SU",
}
_SYDNEY = {
    "starts": "20081005T020000",
    "start": "BYMONTH=10;BYDAY=1SU",
    "ends": "20080406T030000",
    "end": "BYMONTH=4;BYDAY=1SU",
}
_ZONES: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("Europe/Berlin", "+0100", "+0200", _EUROPE),
    ("Europe/London", "+0000", "+0100", _LONDON),
    ("America/New_York", "-0500", "-0400", _NEW_YORK),
    ("Asia/Kolkata", "+0530", "+0530", {}),
    ("Australia/Sydney", "+1000", "+1100", _SYDNEY),
)
ZONES = tuple(name for name, *_ in _ZONES)
"""The zones that calendars here are told in; the first is the person's."""


def clocks() -> str:
    """A VTIMEZONE for each of `ZONES`."""
    return "".join(
        (_DAYLIGHT if rules else _FIXED).format(
            name=name, winter=winter, summer=summer, **rules
        )
        for name, winter, summer, rules in _ZONES
    ).replace("\n", BREAK)


def line(name: str, value: str) -> str:
    """A property, folded so that no line has more than 75 octets, and ended."""
    words = f"{name}:{value}"
    if words.isascii() and len(words) <= _WIDEST:
        return words + BREAK
    return folded(words) + BREAK


def folded(words: str) -> str:
    """The words in lines of at most 75 octets; no letter is cut in two."""
    rest = words.encode()
    pieces = []
    while len(rest) > _WIDEST:
        end = _WIDEST
        while rest[end] & 0xC0 == 0x80:  # noqa: PLR2004 - inside a letter of UTF-8
            end -= 1
        pieces.append(rest[:end].decode())
        rest = rest[end:]
    pieces.append(rest.decode())
    return f"{BREAK} ".join(pieces)


def said(words: str) -> str:
    """Text as a value: RFC 5545, 3.3.11."""
    return words.translate(_ESCAPED)


def day(value: date) -> str:
    """A day as a value."""
    return value.strftime("%Y%m%d")


def moment(value: datetime) -> str:
    """A time by the clock as a value, without its zone."""
    return value.strftime("%Y%m%dT%H%M%S")
