"""One component of an iCalendar file, its bytes kept as they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tightrope.calendars.ical.lines import Line, lines_of, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A VEVENT, a VTIMEZONE or another part of a calendar, or the calendar itself.

    Attributes:
        kind: its name in capitals; VCALENDAR stands for the lines of the calendar
            that belong to none of its parts.
        raw: its bytes as found, BEGIN and END included.
        line: where in the file it begins, counted from 1.
        calendar: which VCALENDAR of the file it is in, counted from 0.
        inner: where in `raw` the parts within it begin and end (alarms and the like).
        cuts: of a VCALENDAR, where in `raw` its parts were taken out: a place, and how
            many of them stand before it.
        after: of a VCALENDAR, the line break and blank lines that follow its end.
    """

    kind: str
    raw: bytes
    line: int = 1
    calendar: int = 0
    inner: tuple[tuple[int, int], ...] = ()
    cuts: tuple[tuple[int, int], ...] = ()
    after: bytes = b"\r\n"

    @property
    def own(self) -> bytes:
        """Its bytes without the parts within it."""
        if not self.inner:
            return self.raw
        pieces: list[bytes] = []
        at = 0
        for start, end in self.inner:
            pieces.append(self.raw[at:start])
            at = end
        return b"".join((*pieces, self.raw[at:]))

    @property
    def parts(self) -> tuple["Component", ...]:
        """The parts within it, such as the STANDARD and DAYLIGHT of a time zone."""
        found: list[Component] = []
        for start, end in self.inner:
            raw = self.raw[start:end]
            first = raw[: raw.find(b"\n")] if b"\n" in raw else raw
            kind = first.partition(b":")[2].strip().decode("ascii", "replace").upper()
            found.append(Component(kind=kind, raw=raw, calendar=self.calendar))
        return tuple(found)

    def lines(self) -> Iterator[Line]:
        """Its own lines, unfolded, BEGIN and END left out."""
        return lines_of(self.own)

    def text(self, name: str) -> str | None:
        """The first value of a property as text; nothing where it is absent."""
        if len(self.raw) <= _COMMON and self.kind not in _SINGULAR:
            return _first_text(self.own, name)
        return _first_text.__wrapped__(self.own, name)


_COMMON = 4_000
"""Bytes of a part that is worth remembering: thousands of files draw the same zone."""
_SINGULAR = frozenset({"VEVENT", "VTODO", "VJOURNAL"})


@lru_cache(maxsize=256)
def _first_text(own: bytes, name: str) -> str | None:
    """The first value of a property among these lines."""
    for line in lines_of(own):
        if line.name == name:
            return text_of(line.value)
    return None


def line_end(data: bytes, start: int = 0) -> bytes:
    """How the first line from `start` on ends."""
    at = data.find(b"\n", start)
    return b"\n" if at > 0 and data[at - 1 : at] != b"\r" else b"\r\n"
