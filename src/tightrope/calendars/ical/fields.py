"""The lines of an event that we use, found without unfolding the others."""

import re
from itertools import islice

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.component import Component
from tightrope.calendars.ical.lines import (
    LARGE,
    decoded,
    sparing,
    split,
    unfolded_names,
)

Fields = dict[bytes, list[tuple[bytes, bytes]]]
"""By name in capitals: the separator after it and the rest of the line, folded."""

_NAMES = frozenset(
    b"UID DTSTART DTEND DURATION RRULE RDATE EXDATE EXRULE RECURRENCE-ID SUMMARY "
    b"STATUS TRANSP SEQUENCE LAST-MODIFIED CREATED CATEGORIES ORGANIZER ATTENDEE "
    b"X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-INTENDEDSTATUS "
    b"X-MICROSOFT-CDO-ALLDAYEVENT".split()
)
# Mozilla's Sunbird folded its lines before the colon.
_SEPARATOR = rb"(?:[ \t]|\r*\n[ \t])*([:;])"
_REST = rb")" + _SEPARATOR + rb"([^\n]*(?:\n[ \t][^\n]*)*)"
# The branches share their first letters, and a name in small letters is caught as such,
# since letting each letter be of both kinds takes a third longer.
_WANTED = re.compile(
    rb"\n(DT(?:START|END)|UID|DURATION|R(?:RULE|DATE|ECURRENCE-ID)|EX(?:DATE|RULE)"
    rb"|S(?:UMMARY|TATUS|EQUENCE)|TRANSP|LAST-MODIFIED|C(?:REATED|ATEGORIES)|ORGANIZER"
    rb"|ATTENDEE|X-MICROSOFT-CDO-(?:(?:BUSY|INTENDED)STATUS|ALLDAYEVENT)"
    rb"|[A-Za-z]?[a-z][A-Za-z-]*" + _REST
)
_WORDS = re.compile(
    rb"\n(?=[CLOSTXa-z]|A[a-z])(S(?:UMMARY|TATUS)|TRANSP|LAST-MODIFIED|ORGANIZER"
    rb"|C(?:REATED|ATEGORIES)|X-MICROSOFT-CDO-(?:BUSY|INTENDED)STATUS"
    rb"|[A-Za-z]?[a-z][A-Za-z-]*" + _REST
)
_ATTENDEE = re.compile(rb"\n(?:ATTENDEE" + _REST)
_ANY_CASE = re.compile(rb"(?i)\n(" + b"|".join(sorted(_NAMES)) + _REST)
_UID = re.compile(rb"(?i)\n(?:UID" + _REST)


def fields(component: Component) -> tuple[Fields, bool]:
    """The lines of an event that we use, and whether it has more than are read."""
    own = sparing(component.own)
    lines, cut = _fields(own, _WANTED)
    if not lines.keys() <= _NAMES:
        lines, cut = _fields(own, _ANY_CASE)
    if b"DTSTART" not in lines:
        # Only a file that is folded within its names hides this one.
        lines, cut = _fields(unfolded_names(own), _ANY_CASE)
    return lines, cut


def words(own: bytes, start: int, end: int) -> Fields | None:
    """The lines of a small event that say what it is.

    Nothing where a name may be one of theirs that is not written in capitals.
    """
    found = _WORDS.findall(own, start, end)
    lines: Fields = {name: [(separator, rest)] for name, separator, rest in found}
    if len(lines) < len(found):
        lines = _by_name(found)
    if not lines.keys() <= _NAMES:
        return None
    if guests := _ATTENDEE.findall(own, start, end):
        lines[b"ATTENDEE"] = guests
    return lines


def _fields(own: bytes, wanted: re.Pattern[bytes]) -> tuple[Fields, bool]:
    if len(own) > LARGE:
        matches = islice(wanted.finditer(own), limits.MOST_LINES + 1)
        found = [(match[1], match[2], match[3]) for match in matches]
    else:
        found = wanted.findall(own)
    cut = len(found) > limits.MOST_LINES
    if cut:
        del found[limits.MOST_LINES :]
    if wanted is _ANY_CASE:
        found = [(name.upper(), separator, rest) for name, separator, rest in found]
    return _by_name(found), cut


def _by_name(found: list[tuple[bytes, bytes, bytes]]) -> Fields:
    lines: Fields = {}
    for name, separator, rest in found:
        if name in lines:
            lines[name].append((separator, rest))
        else:
            lines[name] = [(separator, rest)]
    return lines


def uid_of(component: Component) -> str:
    """The UID of an event, or nothing."""
    if len(component.raw) > LARGE:
        found = _UID.search(sparing(component.own))
    else:
        found = _UID.search(component.raw)
    if found and component.inner and found.start() > component.inner[0][0]:
        found = _UID.search(component.own)
    if not found:
        return ""
    try:
        _, value = split(found[1], found[2])
    except ValueError:
        return ""
    return decoded(value).strip()
