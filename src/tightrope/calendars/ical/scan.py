"""Bytes of a file, taken apart into components in one pass."""

import re
from collections import Counter
from itertools import accumulate

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.collector import at_rest
from tightrope.calendars.ical.component import Component, line_end
from tightrope.calendars.ical.faults import Faults, place
from tightrope.calendars.ical.lines import decoded
from tightrope.calendars.ical.whole import WholeEvents
from tightrope.core.errors import Problem

WHOLE = frozenset(
    {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"}
)
"""Components that never stand within one another."""

_EDGE = re.compile(rb"(?i)\n(BEGIN|END)[ \t]*:[ \t]*([^\r\n]*)")
_FIRST = re.compile(rb"(?i)\s*(BEGIN|END)[ \t]*:[ \t]*([^\r\n]*)")
_BLANK = re.compile(rb"\s*")
_CARD = re.compile(rb"(?i)\s*BEGIN[ \t]*:[ \t]*VCARD")
_CALENDAR = re.compile(rb"(?i)\nBEGIN[ \t]*:[ \t]*V(?:CALENDAR|EVENT)")
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_NAME = 60
_UID = re.compile(rb"(?i)\nUID[^:\n]*:([^\r\n]*)")
_USUAL = {
    name.encode(): name
    for name in (*sorted(WHOLE), "VCALENDAR", "VALARM", "STANDARD", "DAYLIGHT")
}
_HEAD, _MOST_ZEROS = 200, 5
"""First bytes of a file, and how many of them may be zero in what is text."""
_NEAR = 2000
"""Bytes after BEGIN in which a UID is looked for to name a broken component."""


def read(data: bytes, *, source: str = "") -> tuple[list[Component], list[Problem]]:
    """Take a file apart into its components; whatever it holds, nothing is raised.

    Args:
        data: the bytes of one or several calendars.
        source: the name of the file, for the problems.

    Returns:
        The components in the order of the file, each VCALENDAR before its parts, and
        what is wrong with them. Bytes that are no iCalendar at all give no component
        and one problem that says so.
    """
    faults = Faults(source)
    if what := _not_a_calendar(data):
        faults.add("", what)
        return [], faults.found
    data = data.removeprefix(_BOM)
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    with at_rest():
        components = Scan(data, faults).components()
    return components, faults.found


def _not_a_calendar(data: bytes) -> str:
    start = data[:1024].removeprefix(_BOM).lstrip()
    if len(data) > limits.LARGEST_FILE:
        megabytes = limits.LARGEST_FILE // 2**20
        return f"is larger than {megabytes} MB, which is more than is read"
    if _BLANK.fullmatch(data.removeprefix(_BOM)):
        return "is empty"
    if start.startswith(_UTF16) or start[:_HEAD].count(0) > _MOST_ZEROS:
        return "is written in UTF-16 or is no text; a calendar is text in UTF-8"
    if start.startswith(b"<"):
        return "is a web page or XML, not an iCalendar file"
    return _nothing_of_ours(data.removeprefix(_BOM))


def _nothing_of_ours(data: bytes) -> str:
    """What text is when no calendar begins in it."""
    if not _FIRST.match(data) and not _begins(data):
        return "is no iCalendar file: no line says BEGIN:VCALENDAR"
    if _CARD.match(data) and not _CALENDAR.search(data):
        return "is an address book (vCard), not an iCalendar file"
    return ""


def _kind(name: bytes) -> str:
    return name[:_LONGEST_NAME].strip().decode("ascii", "replace").upper()


def _begins(data: bytes) -> bool:
    return re.search(rb"(?i)[\r\n]BEGIN[ \t]*:[ \t]*V", data) is not None


class _Open:
    """A component that has begun, and the parts within it that have."""

    __slots__ = ("at", "deeper", "inner", "kind", "line", "within")

    def __init__(self, kind: str, at: int, line: int) -> None:
        self.kind, self.at, self.line = kind, at, line
        self.inner: list[tuple[int, int]] = []
        self.within: list[tuple[str, int]] = []
        self.deeper = 0

    def begin(self, kind: str, at: int) -> bool:
        """Note that a part within begins; say whether it is not too deep."""
        if len(self.within) == limits.DEEPEST:
            self.deeper += 1
            return False
        self.within.append((kind, at - self.at))
        return True

    def holds(self, kind: str) -> bool:
        """Whether a part within of that kind is still open."""
        return any(name == kind for name, _ in self.within) if self.within else False

    def end(self, kind: str, end: int) -> bool:
        """Note that a part within ends; say whether there was one."""
        if self.deeper:
            self.deeper -= 1
            return True
        kinds = [name for name, _ in self.within]
        if kind not in kinds:
            return False
        _, start = self.within[0]
        del self.within[len(kinds) - 1 - kinds[::-1].index(kind) :]
        if not self.within:
            self.inner.append((start, end - self.at))
        return True


class Scan:
    """One pass through a file: what is open, and what is done."""

    def __init__(self, data: bytes, faults: Faults) -> None:
        self._data, self._faults = data, faults
        self._done: list[Component] = []
        self._open: _Open | None = None
        self._calendar: _Open | None = None
        self._calendars = 0
        self._pieces: list[bytes] = []
        self._cuts: list[int] = []
        self._break = b""
        self._wrappers: Counter[str] = Counter()
        self._line, self._counted = 1, 0
        self._from = self._slot = self._edges = 0
        self._whole = WholeEvents(data)

    def components(self) -> list[Component]:
        """All of them, in the order of the file."""
        at = 0
        while edge := self._edge(at):
            word, name = edge.groups()
            kind = _USUAL.get(name) or _kind(name)
            if word == b"BEGIN" or word.upper() == b"BEGIN":
                self._begin(kind, edge.start(1))
            else:
                self._end(kind, edge.start(1), edge.end())
            at = self._whole_events(edge.end())
        self._finish(self._whole_lines(), len(self._data), "the file ends within it")
        return self._done

    def _edge(self, at: int) -> re.Match[bytes] | None:
        """The next line that begins or ends a component, if as many are read."""
        first = None if at else _FIRST.match(self._data)
        edge = first or _EDGE.search(self._data, at)
        self._edges += 1
        if edge and self._edges > limits.MOST_EDGES:
            self._faults.add("", "has too many parts; the last ones were not read")
            return None
        return edge

    def _whole_events(self, at: int) -> int:
        """Take the whole events from the line end `at` on; where they end."""
        if self._open or not self._whole.begins(at):
            return at
        if self._calendar and self._break != self._whole.line_end:
            return at
        left = limits.MOST_EDGES - self._edges
        first = at + len(self._whole.line_end)
        found, end, line, edges = self._whole.take(
            at, self._at_line(first) - 1, self._number(), left
        )
        if found:
            self._piece(first)
            self._done += found
            self._edges += edges
            self._from = self._counted = end
            self._line = line
        return end

    def _whole_lines(self) -> int:
        """Where the last line of the file ends that was written to its end."""
        return self._data.rfind(b"\n") + 1

    def _at_line(self, at: int) -> int:
        self._line += self._data.count(b"\n", self._counted, at)
        self._counted = at
        return self._line

    def _begin(self, kind: str, at: int) -> None:
        if kind == "VCALENDAR":
            self._finish(at, at, "the next calendar begins within it")
            self._calendar = _Open(kind, at, self._at_line(at))
            self._break = line_end(self._data, at)
            self._from, self._slot = at, len(self._done)
        elif self._open and kind not in WHOLE:
            if not self._open.begin(kind, at) and self._open.deeper == 1:
                self._fault(self._open, "has parts nested too deep; they were left out")
        else:
            if self._open and self._open.kind in WHOLE:
                self._close(at, f"its END:{self._open.kind} is missing")
            elif self._open:
                # An unknown component around known ones is a mere wrapper.
                self._wrappers[self._open.kind] += 1
                self._close(at)
            self._piece(at)
            self._open = _Open(kind, at, self._at_line(at))

    def _number(self) -> int:
        """The number of the calendar that is open, or was the last one."""
        return max(0, self._calendars - (self._calendar is None))

    def _piece(self, at: int) -> None:
        """Keep the lines of the calendar itself that end where a part begins."""
        if self._calendar and self._data[self._from : at] != self._break:
            self._pieces.append(self._data[self._from : at])
            self._cuts.append(len(self._done) - self._slot)

    def _end(self, kind: str, at: int, end: int) -> None:
        if self._open and kind == self._open.kind and not self._open.holds(kind):
            self._close(end)
        elif self._open and self._open.end(kind, end):
            return
        elif self._wrappers[kind] > 0:
            self._wrappers[kind] -= 1
        elif kind == "VCALENDAR" and self._calendar:
            self._finish(at, end, "the calendar ends within it", ended=True)
        elif self._faults.are_many:
            self._faults.add("", "")
        else:
            self._faults.add(place(self._at_line(at)), "an END has no BEGIN before it")

    def _close(self, end: int, fault: str = "") -> None:
        """Take the open component as done; it ends at `end`."""
        done = self._open
        if not done:
            return
        if done.within:
            done.inner.append((done.within[0][1], end - done.at))
            fault = fault or "a part within it is not ended"
        raw = self._data[done.at : end]
        component = Component(
            kind=done.kind,
            raw=raw,
            line=done.line,
            calendar=self._number(),
            inner=tuple(done.inner),
        )
        self._done.append(component)
        self._open, self._from = None, end
        if fault:
            self._fault(done, f"{fault}; it was read as far as it goes")

    def _finish(self, at: int, end: int, fault: str, *, ended: bool = False) -> None:
        """Close whatever is open, the calendar too."""
        self._close(at, fault)
        if not self._calendar:
            return
        if not ended:
            self._fault(self._calendar, "its END:VCALENDAR is missing")
        pieces = (*self._pieces, self._data[self._from : end])
        places = accumulate(map(len, self._pieces))
        counts = [*self._cuts[1:], len(self._done) - self._slot]
        blank = _BLANK.match(self._data, end)
        calendar = Component(
            kind="VCALENDAR",
            raw=b"".join(pieces),
            line=self._calendar.line,
            calendar=self._calendars,
            cuts=tuple(zip(places, counts, strict=False)),
            after=blank[0] if blank else b"",
        )
        self._done.insert(self._slot, calendar)
        self._pieces, self._cuts, self._calendar = [], [], None
        self._calendars += 1

    def _fault(self, component: _Open, what: str) -> None:
        uid = _UID.search(self._data, component.at, component.at + _NEAR)
        named = decoded(uid[1]) if uid and component.kind != "VCALENDAR" else ""
        self._faults.add(place(component.line, named), what)
