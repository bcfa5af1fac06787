"""The events of a resource, not expanded."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from zoneinfo import ZoneInfo

from tightrope.calendars import base
from tightrope.calendars.ical import Component, limits, read, zone_of
from tightrope.calendars.ical.details import series_of
from tightrope.calendars.ical.entries import Entry, entry
from tightrope.calendars.ical.faults import Faults
from tightrope.calendars.ical.fields import uid_of
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.repetition import day_meant
from tightrope.calendars.ical.stamps import date_of
from tightrope.calendars.ical.zones import clock_of
from tightrope.calendars.ical_format.matters import Matters, matters

_UTC = ZoneInfo("UTC")


def entries(data: bytes) -> tuple[base.Entry, ...]:
    """What the bytes of a resource hold, in their order."""
    components, _ = read(data)
    return entries_of(components, zone_of(components))


def entries_of(
    components: Sequence[Component], zone: ZoneInfo | None
) -> tuple[base.Entry, ...]:
    """The same of components that were taken apart, and the zone that they name."""
    reading = _reading_in(components, zone)
    called_off = calendars_called_off(components)
    return tuple(
        _entry(one, name, matters(one, components, reading), called_off)
        for name, one in _latest(placeable(components, reading), reading).items()
    )


def reading_of(components: Sequence[Component]) -> Reading:
    """What is needed to understand the times of these components."""
    return _reading_in(components, zone_of(components))


def _reading_in(components: Sequence[Component], zone: ZoneInfo | None) -> Reading:
    return Reading(components, clock_of(zone or _UTC), Faults(""))


def placeable(components: Iterable[Component], reading: Reading) -> list[Entry]:
    """The events that have a place in time; of one UID as many as are read."""
    found: list[Entry] = []
    changed: Counter[str] = Counter()
    for component in components:
        if component.kind != "VEVENT":
            continue
        uid = uid_or_digest(component)
        changed[uid] += b"RECURRENCE-ID" in component.raw
        if changed[uid] <= limits.MOST_OVERRIDES and (
            one := entry(component, uid, reading)
        ):
            found.append(one)
    return found


def uid_or_digest(component: Component) -> str:
    """The UID of an event; one that has none is named by its bytes, as when read."""
    digest = blake2b(component.raw, digest_size=10)
    return uid_of(component) or f"{digest.hexdigest()}@no-uid"


def calendars_called_off(components: Iterable[Component]) -> frozenset[int]:
    """The calendars that take their events back (RFC 5546, 3.2.5)."""
    return frozenset(
        component.calendar
        for component in components
        if component.kind == "VCALENDAR"
        and (component.text("METHOD") or "").strip().upper() == "CANCEL"
    )


Name = tuple[str, str | None]
"""A UID, and which occurrence of its series is meant."""


def _latest(found: Sequence[Entry], reading: Reading) -> dict[Name, Entry]:
    """Each event and changed occurrence once: the latest version."""
    whole_days = {one.uid for one in found if one.of is None and one.when.all_day}
    latest: dict[Name, Entry] = {}
    for one in found:
        name = one.uid, _occurrence(one, reading, by_days=one.uid in whole_days)
        if name not in latest or latest[name].version <= one.version:
            latest[name] = one
    return latest


def _occurrence(one: Entry, reading: Reading, *, by_days: bool) -> str | None:
    """Which occurrence of its series it changes, as `Event.recurrence_id` says it."""
    if one.of is None:
        return None
    found, clock = one.of
    try:
        if found.is_date:
            return date_of(found.day).isoformat()
        if by_days:
            return date_of(day_meant(found, clock, reading.home)).isoformat()
        return datetime.fromtimestamp(clock.utc(found.local), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return str(found.local)


def _entry(
    one: Entry, name: Name, says: Matters, called_off: frozenset[int]
) -> base.Entry:
    uid, occurrence = name
    called_off_whole = one.component.calendar in called_off
    return base.Entry(
        uid=uid,
        recurrence_id=occurrence,
        series=series_of(uid),
        digest=base.digest_of(repr((called_off_whole, says)).encode()),
        cancelled=called_off_whole or says.cancelled,
    )
