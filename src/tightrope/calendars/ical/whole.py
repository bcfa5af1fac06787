"""Whole events that stand one after the other, found without looking at each line."""

import re

from tightrope.calendars.ical.component import Component, line_end
from tightrope.calendars.ical.drafts import draft_of

# An edge may be written in small letters, or with blanks; then it is none of these.
_EDGE = re.compile(rb"\n(?:[Bb](?i:EGIN)|[Ee](?i:ND))[ \t]*:")
_draft = draft_of(Component)
_NOTHING: tuple[tuple[int, int], ...] = ()


class WholeEvents:
    """Takes the events of a file that hold at most alarms and are written as usual."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.line_end = line_end(data)
        self._begin, self._end, self._alarm, self._alarm_end = (
            b"".join((before, words, self.line_end))
            for before, words in (
                (self.line_end, b"BEGIN:VEVENT"),
                (b"\n", b"END:VEVENT"),
                (b"\n", b"BEGIN:VALARM"),
                (b"\n", b"END:VALARM"),
            )
        )

    def begins(self, line_end: int) -> bool:
        """Whether an event begins after this line end, and may be taken here."""
        return self._data.startswith(self._begin, line_end)

    def take(
        self, at: int, line: int, calendar: int, most: int
    ) -> tuple[list[Component], int, int, int]:
        """The events that follow on each other from a line end on.

        Args:
            at: that line end.
            line: the number of the line that it ends.
            calendar: the number of the calendar.
            most: how many edges of components may still be read.

        Returns:
            The events; the end of the last of them; the number of the line that it
            ends with; how many edges they have.
        """
        data, find, count = self._data, self._data.find, self._data.count
        begin, end, width = self._begin, self._end, len(self.line_end)
        first_edge = _EDGE.search
        line += 1
        last = len(b"\nEND:VEVENT")
        found: list[Component] = []
        edges = 0
        while edges < most and data.startswith(begin, at):
            start = at + width
            edge = first_edge(data, start)
            if edge is None:
                break
            finish, inner = edge.start(), _NOTHING
            if not data.startswith(end, finish):
                finish = find(end, start)
                alarms = self._alarms(start, edge.start(), finish)
                if finish < 0 or alarms is None:
                    break
                inner = alarms
            edges += 2 + 2 * len(inner)
            made = _draft()
            made.kind = "VEVENT"
            made.raw = data[start : (at := finish + last)]
            made.line = line
            made.calendar = calendar
            made.inner = inner
            made.cuts, made.after = _NOTHING, b"\r\n"
            made.__class__ = Component
            found.append(made)
            line += count(b"\n", start, at) + 1
        return found, at, line - 1, edges

    def _alarms(
        self, start: int, at: int, last: int
    ) -> tuple[tuple[int, int], ...] | None:
        """The alarms from the line end `at` on; nothing where there is another part."""
        data, end = self._data, self._alarm_end
        found: list[tuple[int, int]] = []
        while at != last:
            if not data.startswith(self._alarm, at):
                return None
            edge = _EDGE.search(data, at + 1, last + 1)
            if edge is None or not data.startswith(end, edge.start()):
                return None
            close = edge.start() + len(b"\nEND:VALARM")
            found.append((at + 1 - start, close - start))
            following = _EDGE.search(data, close, last + len(b"\nEND:"))
            if following is None:
                return None
            at = following.start()
        return tuple(found)
