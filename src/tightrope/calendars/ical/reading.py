"""One question to the components of a file: what it needs while it is answered."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tightrope.calendars.ical.clocks import Clock, FixedClock
from tightrope.calendars.ical.component import Component
from tightrope.calendars.ical.faults import Faults, place
from tightrope.calendars.ical.lines import split
from tightrope.calendars.ical.stamps import DAY, Stamp, stamp
from tightrope.calendars.ical.work import Work
from tightrope.calendars.ical.zones import Zones

UTC_CLOCK = FixedClock(0)
_LONGEST_HEAD = 200
"""Bytes of parameters that are worth remembering with the clock they name."""
_LONGEST_TIME = 40
"""Bytes that a time has at most."""


class Reading:
    """The zones, the problems and the work of one question.

    Attributes:
        home: the clock of floating times and whole days.
        faults: what went wrong so far.
        work: what may still be spent on rules.
        low: the start of the window, in seconds since 1970.
        high: its end.
        me: the person's addresses.
        called_off: the calendars that say that all their events are cancelled.
    """

    def __init__(
        self, components: Sequence[Component], home: Clock, faults: Faults
    ) -> None:
        self.home, self.faults, self.work = home, faults, Work()
        self.low = self.high = 0
        self.me: frozenset[str] = frozenset()
        self.called_off: set[int] = set()
        self._zones = Zones(components, self.work)
        self._clocks: dict[tuple[int, bytes], Clock] = {}
        self._unknown: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def moment(
        self, line: tuple[bytes, bytes], component: Component, uid: str
    ) -> tuple[Stamp, Clock]:
        """What a line says about time, and the clock it says it of.

        Raises:
            ValueError: it says nothing that can be read.
        """
        separator, rest = line
        head, _, text = rest.partition(b":")
        clock = self._clocks.get((component.calendar, head))
        if clock and len(text) < _LONGEST_TIME and b"\n" not in text:
            found = stamp(text.decode("ascii", "replace").rstrip("\r"))
            if not (found.is_utc or found.is_date):
                return found, clock
        parameters, value = split(separator, rest)
        if value.count(b":") == 1 and b"T" not in value.partition(b":")[0]:
            # A zone such as UTC+01:00 has a colon, and stands there without quotes.
            more, _, value = value.partition(b":")
            zone = f"{parameters.get('TZID', '')}:{more.decode('ascii', 'replace')}"
            parameters = {**parameters, "TZID": zone}
            head = rest
        told = self.told(value.decode("ascii", "replace"), parameters, component, uid)
        if len(head) < _LONGEST_HEAD and not (told[0].is_utc or told[0].is_date):
            name = parameters.get("TZID")
            if name and name not in self._unknown and b'"' not in head:
                self._clocks[component.calendar, head] = told[1]
        return told

    def told(
        self,
        text: str,
        parameters: Mapping[str, str],
        component: Component,
        uid: str,
    ) -> tuple[Stamp, Clock]:
        """What a value says about time, and the clock it says it of.

        Raises:
            ValueError: it says nothing that can be read.
        """
        found = stamp(text)
        if parameters.get("VALUE", "").upper() == "DATE" and not found.is_date:
            found = Stamp(found.local - found.local % DAY, is_date=True, is_utc=False)
        return found, self._clock(found, parameters, component, uid)

    def zone(self, calendar: int, name: str) -> Clock | None:
        """The clock of a zone by the name it has in a calendar, if it is known."""
        return self._zones.clock(calendar, name)

    def _clock(
        self,
        found: Stamp,
        parameters: Mapping[str, str],
        component: Component,
        uid: str,
    ) -> Clock:
        """The clock that a time is told by."""
        if found.is_utc:
            return UTC_CLOCK
        name = parameters.get("TZID")
        if not name or found.is_date:
            return self.home
        clock = self._zones.clock(component.calendar, name)
        if clock is None:
            self._unknown[name] += 1
            self._first.setdefault(name, place(component.line, uid))
        return clock or self.home

    def name_unknown_zones(self) -> None:
        """Add a problem for each zone that nobody knows."""
        for name, count in self._unknown.most_common():
            shown = name if len(name) <= 60 and name.isprintable() else "a strange name"  # noqa: PLR2004 - what fits a line
            others = f" (and {count - 1} more times)" if count > 1 else ""
            self.faults.add(
                self._first[name] + others,
                f"its time zone, {shown!r}, is unknown; "
                "it is read as local to the calendar",
            )
