"""The last look at an iCalendar text before it leaves us."""

import re
from collections.abc import Iterator

from tightrope.core.errors import InputError

LONGEST = 75
"""RFC 5545, 3.1: octets in a line, its end apart."""

_LINE = re.compile(
    r'[A-Za-z0-9-]+(;[A-Za-z0-9-]+=("[^"]*"|[^";:,]*)(,("[^"]*"|[^";:,]*))*)*:.*'
)
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")


class UnsafeLine(InputError):
    """A line of a calendar could be read as something else than it is."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(
            f"line {line} of the calendar to write is not safe to read back; "
            "nothing was written, take odd characters out of the purposes"
        )


def checked(data: bytes, *, events: int) -> bytes:
    """`data` itself, after a look at each line.

    `icalendar` has a check of its own, as an `assert`: it is gone under `python -O`.

    Args:
        data: a whole calendar.
        events: how many VEVENT it should have; one more was smuggled in.

    Raises:
        UnsafeLine: a line is too long, is none, or holds a control character; or the
            components do not nest, or are more than they should be.
    """
    *physical, rest = data.split(b"\r\n")
    lines = list(_unfolded(physical))
    for number, line in lines:
        if _CONTROL.search(line) or not _LINE.fullmatch(line):
            raise UnsafeLine(number)
    begun = [line.upper() for _, line in lines].count("BEGIN:VEVENT")
    if rest or begun != events or not _nests([line for _, line in lines]):
        raise UnsafeLine(len(physical))
    return data


def _unfolded(physical: list[bytes]) -> Iterator[tuple[int, str]]:
    """Each line put together again, with the number of its first part.

    Raises:
        UnsafeLine: a part is too long, or ends inside a character.
    """
    first, line = 1, ""
    for number, part in enumerate(physical, 1):
        try:
            text = part.decode()
        except UnicodeDecodeError:
            raise UnsafeLine(number) from None
        if len(part) > LONGEST:
            raise UnsafeLine(number)
        if text.startswith(" "):
            line += text[1:]
            continue
        if number > 1:
            yield first, line
        first, line = number, text
    yield first, line


def _nests(lines: list[str]) -> bool:
    """Whether the components open and close in order, all of them in one calendar."""
    begun: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("BEGIN:"):
            begun.append(line.removeprefix("BEGIN:"))
        elif line.startswith("END:") and begun.pop() != line.removeprefix("END:"):
            return False
        if not begun:
            return lines[0] == "BEGIN:VCALENDAR" and number == len(lines)
    return False
