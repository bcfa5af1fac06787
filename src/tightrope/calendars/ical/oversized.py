"""Lines of a large event that are longer, or fuller, than we read."""

import re
from collections.abc import Iterator

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.fields import Fields

_BEGIN = re.compile(rb"\n(?![ \t])")
_NAME = re.compile(rb"[A-Za-z0-9-]{1,40}")
_LISTS = frozenset({b"EXDATE"})
"""Lines that are read however long they are."""


def oversized(own: bytes, lines: Fields) -> Iterator[str]:
    """What is wrong with the size of some lines, in words."""
    at, most = 0, limits.LONGEST_LINE
    for found in _BEGIN.finditer(own):
        if found.start() - at > most:
            yield from _too_long(own[at : at + 41])
        at = found.end()
    if len(own) - at > most:
        yield from _too_long(own[at : at + 41])
    for name, values in lines.items():
        for separator, rest in values:
            full = separator == b";" and rest.count(b";") >= limits.MOST_PARAMETERS
            if full and rest.partition(b":")[0].count(b";") >= limits.MOST_PARAMETERS:
                said = name.decode()
                yield f"its {said} has too many parameters and was not read"


def _too_long(line: bytes) -> Iterator[str]:
    found = _NAME.match(line)
    name = found[0].decode().upper() if found else "a line"
    if name.encode() not in _LISTS:
        yield f"its {name} is longer than {limits.LONGEST_LINE // 2**20} MB; not read"
