"""Events in a window, from the components of a file."""

import math
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import chain
from zoneinfo import ZoneInfo

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.collector import at_rest
from tightrope.calendars.ical.component import Component
from tightrope.calendars.ical.entries import entry
from tightrope.calendars.ical.faults import Faults, place
from tightrope.calendars.ical.fields import uid_of
from tightrope.calendars.ical.owner import owner_of
from tightrope.calendars.ical.plain import PlainLane, Seen, glance, plain_uid
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.series import series
from tightrope.calendars.ical.shaping import Placed, events
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
    _set_out(components, reading, me)
    with at_rest():
        placed = _placed(components, reading) if reading.low < reading.high else []
    reading.name_unknown_zones()
    if problems is not None:
        problems.extend(faults.found)
    return events(placed, source)


def _seconds(window: Span) -> tuple[int, int]:
    low = datetime(limits.FIRST_YEAR, 1, 1, tzinfo=UTC)
    high = datetime(limits.LAST_YEAR, 1, 1, tzinfo=UTC)
    start, end = max(window.start, low), min(window.end, high)
    return math.floor(start.timestamp()), math.ceil(end.timestamp())


def _set_out(
    components: Sequence[Component], reading: Reading, me: Collection[str]
) -> None:
    """Tell the reading whose calendars these are, and which are called off."""
    addresses = me or {owner_of(components) or ""}
    mine = (one.strip().lower().removeprefix("mailto:") for one in addresses)
    reading.me = frozenset(mine) - {""}
    for component in components:
        if component.kind != "VCALENDAR":
            continue
        # RFC 5546, 3.2.5: such a file takes its events back.
        if (component.text("METHOD") or "").strip().upper() == "CANCEL":
            reading.called_off.add(component.calendar)
        zone = (component.text("X-WR-TIMEZONE") or "").strip()
        if zone and not named(zone):
            what = "its X-WR-TIMEZONE is unknown and was not used"
            reading.faults.add(place(component.line), what)


def _placed(components: Sequence[Component], reading: Reading) -> list[Placed]:
    """All occurrences in the window, by UID."""
    by_uid: dict[str, list[Placed]] = {}
    count = 0
    lane = PlainLane(reading)
    for uid, group in _groups(components).items():
        try:
            found = lane.placed(group, uid)
            if found is None:
                found = _in_full(uid, group, reading)
        except TooMuch as error:
            reading.faults.add(place(group[0][0].line, uid), str(error))
            continue
        except (ValueError, OverflowError):
            what = "could not be worked out; left out"
            reading.faults.add(place(group[0][0].line, uid), what)
            continue
        if not found:
            continue
        by_uid[uid] = found
        for run in found:
            count += len(run[0])
        if count > limits.MOST_OCCURRENCES:
            what = "there are too many occurrences; the events after it are left out"
            reading.faults.add(place(group[0][0].line, uid), what)
            break
    return list(chain.from_iterable(by_uid[uid] for uid in sorted(by_uid)))


def _groups(components: Sequence[Component]) -> dict[str, list[Seen]]:
    """The events by UID; one that has none is named by its bytes."""
    groups: dict[str, list[Seen]] = {}
    for component in components:
        if component.kind == "VEVENT":
            lines = glance(component)
            uid = plain_uid(lines) if lines else ""
            if not uid:
                uid = uid_of(component) or f"{_digest(component.raw)}@no-uid"
            if uid in groups:
                groups[uid].append((component, lines))
            else:
                groups[uid] = [(component, lines)]
    return groups


def _in_full(uid: str, seen: list[Seen], reading: Reading) -> list[Placed]:
    """The occurrences of the events that have one UID, by the exact lane."""
    group = [component for component, _ in seen]
    if len(group) > limits.MOST_OVERRIDES:
        what = f"{len(group)} events have this UID; the last ones were not read"
        reading.faults.add(place(group[0].line, uid), what)
        group = _fewer(group)
    read = (entry(component, uid, reading) for component in group)
    return series([one for one in read if one is not None], reading)


def _fewer(group: list[Component]) -> list[Component]:
    """As many as are read, with the masters among them."""
    masters = [part for part in group if b"RECURRENCE-ID" not in part.raw]
    changed = [part for part in group if b"RECURRENCE-ID" in part.raw]
    return masters[: limits.MOST_OVERRIDES] + changed[: limits.MOST_OVERRIDES]


def _digest(raw: bytes) -> str:
    return blake2b(raw, digest_size=10).hexdigest()
