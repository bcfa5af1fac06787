"""Events in a window, from the components of a file."""

import math
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from zoneinfo import ZoneInfo

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.component import Component
from tightrope.calendars.ical.details import Details, details
from tightrope.calendars.ical.entries import Entry, entry
from tightrope.calendars.ical.faults import Faults, place
from tightrope.calendars.ical.fields import uid_of
from tightrope.calendars.ical.owner import owner_of
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.series import series
from tightrope.calendars.ical.shaping import Placed, event
from tightrope.calendars.ical.work import TooMuch
from tightrope.calendars.ical.zones import clock_of, named, zone_of
from tightrope.core.errors import Problem
from tightrope.core.timeline import Event, Span

_UTC = ZoneInfo("UTC")


def occurrences(
    components: Sequence[Component],
    window: Span,
    *,
    zone: ZoneInfo | None = None,
    me: Collection[str] = (),
    problems: list[Problem] | None = None,
    source: str = "",
) -> Iterator[Event]:
    """The occurrences that overlap `window`, by start, then UID.

    One without length counts where its moment lies in the window. Nothing that an
    event says raises: what cannot be placed becomes a problem.

    Args:
        components: what `read` gave.
        window: the time that is asked for; within 1900 to 2200.
        zone: where floating times and whole days are; by default what `zone_of` says,
            else UTC.
        me: the person's mail addresses; by default the one the calendar is named after.
        problems: what goes wrong is added here, before the first event is given.
        source: the name of the file, for events and problems.
    """
    faults = Faults(source)
    reading = Reading(components, clock_of(zone or zone_of(components) or _UTC), faults)
    reading.low, reading.high = _seconds(window)
    placed = _Answer(components, reading, me).placed() if window.length else []
    reading.name_unknown_zones()
    if problems is not None:
        problems.extend(faults.found)
    return (event(one, source) for one in placed)


def _seconds(window: Span) -> tuple[int, int]:
    low = datetime(limits.FIRST_YEAR, 1, 1, tzinfo=UTC)
    high = datetime(limits.LAST_YEAR, 1, 1, tzinfo=UTC)
    start, end = max(window.start, low), min(window.end, high)
    return math.floor(start.timestamp()), math.ceil(end.timestamp())


class _Answer:
    """The occurrences of all events of a file."""

    def __init__(
        self, components: Sequence[Component], reading: Reading, me: Collection[str]
    ) -> None:
        self._components, self._reading = components, reading
        self._me = frozenset(
            address.strip().lower().removeprefix("mailto:")
            for address in me or {owner_of(components) or ""}
        ) - {""}
        self._called_off: set[int] = set()
        self._look_at_calendars()

    def _look_at_calendars(self) -> None:
        for component in self._components:
            if component.kind != "VCALENDAR":
                continue
            # RFC 5546, 3.2.5: such a file takes its events back.
            if (component.text("METHOD") or "").strip().upper() == "CANCEL":
                self._called_off.add(component.calendar)
            zone = (component.text("X-WR-TIMEZONE") or "").strip()
            if zone and not named(zone):
                what = "its X-WR-TIMEZONE is unknown and was not used"
                self._reading.faults.add(place(component.line), what)

    def placed(self) -> list[Placed]:
        """All occurrences in the window, in order."""
        found: list[Placed] = []
        for uid, group in self._groups().items():
            try:
                self._add(uid, group, found)
            except (TooMuch, ValueError, OverflowError) as error:
                what = (
                    error if isinstance(error, TooMuch) else "could not be worked out"
                )
                self._reading.faults.add(place(group[0].line, uid), f"{what}")
            if len(found) > limits.MOST_OCCURRENCES:
                what = (
                    "there are too many occurrences; the events after it are left out"
                )
                self._reading.faults.add(place(group[0].line, uid), what)
                break
        found.sort(key=lambda one: (one.start, one.uid, one.of or (0, False)))
        return found

    def _groups(self) -> dict[str, list[Component]]:
        """The events by UID; one that has none is named by its bytes."""
        groups: dict[str, list[Component]] = {}
        for component in self._components:
            if component.kind == "VEVENT":
                uid = uid_of(component) or f"{_digest(component.raw)}@no-uid"
                groups.setdefault(uid, []).append(component)
        return groups

    def _add(self, uid: str, group: list[Component], found: list[Placed]) -> None:
        if len(group) > limits.MOST_OVERRIDES:
            what = f"{len(group)} events have this UID; the last ones were not read"
            self._reading.faults.add(place(group[0].line, uid), what)
            del group[limits.MOST_OVERRIDES :]
        read = (entry(part, uid, self._reading) for part in group)
        entries = [one for one in read if one is not None]
        known: dict[int, Details] = {}
        for one in series(entries, self._reading):
            said = known.get(id(one.entry))
            if said is None:
                said = known[id(one.entry)] = self._details(one.entry)
            placed = Placed(one.start, uid, one.end, one.of, one.day, one.dense, said)
            found.append(placed)

    def _details(self, one: Entry) -> Details:
        called_off = one.component.calendar in self._called_off
        return details(one, self._me, called_off=called_off)


def _digest(raw: bytes) -> str:
    return blake2b(raw, digest_size=10).hexdigest()
