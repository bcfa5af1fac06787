"""Whole events that stand one after the other, found without looking at each line."""

import re
from typing import NamedTuple

# An edge that is not written the usual way: in small letters, or with blanks in it.
_ODD = re.compile(
    rb"\n(?:B(?!EGIN:)(?i:EGIN)|b(?i:EGIN)|E(?!ND:)(?i:ND)|e(?i:ND))[ \t]*:"
)
_BEGIN, _END, _ANY = b"\nBEGIN:", b"\nEND:", b"BEGIN:VEVENT"
_ALARM, _ALARM_END = b"BEGIN:VALARM", b"\nEND:VALARM"
_USUAL_WIDTH = len(b"END:VEVENT")


class Whole(NamedTuple):
    """Where an event stands in the file.

    Attributes:
        start: its first byte.
        end: the byte after its END.
        inner: where the parts within it begin and end, counted from `start`.
    """

    start: int
    end: int
    inner: tuple[tuple[int, int], ...]


class WholeEvents:
    """The events of a file that hold at most alarms and are written the usual way."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        line = data.find(b"\n")
        self.line_end = b"\r\n" if data[line - 1 : line] == b"\r" else b"\n"
        self._usual = not _ODD.search(data)
        self._begin = self.line_end + _ANY + self.line_end
        self._end = b"\nEND:VEVENT" + self.line_end
        self._alarm = _ALARM + self.line_end
        self._alarm_end = _ALARM_END + self.line_end

    def at(self, line_end: int) -> Whole | None:
        """The event that begins after this line end, if it is whole and usual."""
        data = self._data
        if not self._usual or not data.startswith(self._begin, line_end):
            return None
        start = line_end + len(self.line_end)
        last = data.find(self._end, start)
        if last < 0:
            return None
        inner = data.find(_BEGIN, start, last)
        parts = () if inner < 0 else self._alarms(start, inner, last)
        if parts is None or data.count(_END, start, last) != len(parts):
            return None
        return Whole(start, last + 1 + _USUAL_WIDTH, parts)

    def _alarms(
        self, start: int, at: int, last: int
    ) -> tuple[tuple[int, int], ...] | None:
        """The alarms from the line end `at` on; nothing where there is another part."""
        data = self._data
        found: list[tuple[int, int]] = []
        while at >= 0:
            if not data.startswith(self._alarm, at + 1):
                return None
            end = data.find(self._alarm_end, at, last + 1)
            following = data.find(_BEGIN, at + 1, last)
            if end < 0 or 0 <= following < end:
                return None
            found.append((at + 1 - start, end + len(_ALARM_END) - start))
            at = following
        return tuple(found)
