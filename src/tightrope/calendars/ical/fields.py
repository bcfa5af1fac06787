"""The lines of an event that we use, found without unfolding the others."""

import re
from itertools import islice

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.component import Component
from tightrope.calendars.ical.lines import decoded, split, unfolded_names

Fields = dict[bytes, list[tuple[bytes, bytes]]]
"""By name in capitals: the separator after it and the rest of the line, folded."""

_NAMES = (
    b"UID|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|SUMMARY|STATUS"
    b"|TRANSP|SEQUENCE|LAST-MODIFIED|CREATED|CATEGORIES|ORGANIZER|ATTENDEE"
    b"|X-MICROSOFT-CDO-(?:BUSY|INTENDED)STATUS|X-MICROSOFT-CDO-ALLDAYEVENT"
)
_WANTED = re.compile(rb"(?i)\n(" + _NAMES + rb")[ \t]*([:;])([^\n]*(?:\n[ \t][^\n]*)*)")
_UID = re.compile(rb"(?i)\nUID[ \t]*([:;])([^\n]*(?:\n[ \t][^\n]*)*)")
_LARGE = 2**18
"""Bytes of a component from which on its lines are counted before they are kept."""


def fields(component: Component) -> tuple[Fields, bool]:
    """The lines of an event that we use, and whether it has more than are read."""
    own = unfolded_names(component.own)
    if len(own) > _LARGE:
        matches = islice(_WANTED.finditer(own), limits.MOST_LINES + 1)
        found = [(match[1], match[2], match[3]) for match in matches]
    else:
        found = _WANTED.findall(own)
    cut = len(found) > limits.MOST_LINES
    lines: Fields = {}
    for name, separator, rest in found[: limits.MOST_LINES]:
        lines.setdefault(name.upper(), []).append((separator, rest))
    return lines, cut


def uid_of(component: Component) -> str:
    """The UID of an event, or nothing."""
    found = _UID.search(component.raw)
    if found is None or (component.inner and found.start() > component.inner[0][0]):
        found = _UID.search(component.own)
    if not found:
        return ""
    try:
        _, value = split(found[1], found[2])
    except ValueError:
        return ""
    return decoded(value).strip()
