"""Time zones by name: IANA, Windows, prefixed, or drawn in the file itself."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.clocks import Clock, FixedClock, ZoneClock
from tightrope.calendars.ical.component import Component
from tightrope.calendars.ical.vtimezone import BadZone, drawn
from tightrope.calendars.ical.windows import WINDOWS
from tightrope.calendars.ical.work import Work

_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?")
_UTC = frozenset(
    {"utc", "gmt", "z", "zulu", "etc/utc", "etc/gmt", "tzone://microsoft/utc"}
)
_LONGEST_NAME = 200
_MOST_HOURS = 14


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    names = files("tzdata").joinpath("zones").read_text(encoding="ascii").split()
    return {name.lower(): name for name in names}


@lru_cache(maxsize=1)
def _windows() -> dict[str, str]:
    return {name.lower(): iana for name, iana in WINDOWS.items()}


@lru_cache(maxsize=512)
def named(name: str) -> ZoneInfo | None:
    """The zone of a TZID: by its IANA name, its Windows name, or one within a path.

    The name is looked up in a list first, so that no name from a file becomes a path.
    """
    if len(name) > _LONGEST_NAME:
        return None
    wanted = name.strip().strip('"').lower()
    if wanted in _UTC:
        return ZoneInfo("UTC")
    parts = wanted.split("/")
    # "/mozilla.org/20050126_1/Europe/Berlin" names its zone at its end.
    tails = ("/".join(parts[-count:]) for count in (3, 2))
    # "US-Eastern" is how libical's and iCal.NET's files write US/Eastern.
    for tail in (wanted, *tails, wanted.replace("-", "/", 1)):
        if found := _known().get(tail) or _windows().get(tail):
            try:
                return ZoneInfo(found)
            except ZoneInfoNotFoundError:
                return None
    return None


def _offset(name: str) -> Clock | None:
    """The clock of a name such as UTC+01:00, which is no zone but says enough."""
    found = _OFFSET.fullmatch(name.strip().upper())
    if not found or int(found[2]) > _MOST_HOURS:
        return None
    seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60
    return FixedClock(seconds if found[1] == "+" else -seconds)


class Zones:
    """The clocks of all zones that the components of a file name."""

    def __init__(self, components: Iterable[Component], work: Work) -> None:
        self._drawn: dict[tuple[int, str], Component] = {}
        self._clocks: dict[tuple[int, str], Clock | None] = {}
        self._work, self._left = work, limits.MOST_ZONES
        for component in components:
            if component.kind == "VTIMEZONE" and (name := component.text("TZID")):
                key = component.calendar, name.strip()
                self._drawn.setdefault(key, component)

    def clock(self, calendar: int, name: str) -> Clock | None:
        """The clock of a TZID used in that calendar; nothing where it is unknown."""
        key = calendar, name
        if key not in self._clocks:
            self._clocks[key] = self._look(calendar, name)
        return self._clocks[key]

    def _look(self, calendar: int, name: str) -> Clock | None:
        if zone := named(name):
            return clock_of(zone)
        component = self._drawn.get((calendar, name))
        if component is None:
            return _offset(name)
        # libical and Evolution say here which zone a name of their own means.
        if zone := named(component.text("X-LIC-LOCATION") or ""):
            return clock_of(zone)
        self._left -= 1
        if self._left < 0:
            return None
        try:
            return drawn(component, self._work)
        except BadZone:
            return None


@lru_cache(maxsize=512)
def clock_of(zone: ZoneInfo) -> Clock:
    """The clock on the walls of a zone."""
    return ZoneClock(zone)


_TZID = re.compile(rb"\nDTSTART;(?:[^:\r\n]*;)?TZID=\"?([^\":;\r\n]+)", re.IGNORECASE)


def zone_of(components: Iterable[Component]) -> ZoneInfo | None:
    """The zone a calendar says it is in, else the one of most of its events."""
    seen: Counter[bytes] = Counter()
    for component in components:
        if component.kind == "VCALENDAR":
            if zone := named(component.text("X-WR-TIMEZONE") or ""):
                return zone
        elif component.kind == "VEVENT" and (found := _TZID.search(component.raw)):
            seen[found[1]] += 1
    for name, _ in seen.most_common():
        if zone := named(name.decode("utf-8", "replace")):
            return zone
    return None
