"""The booked future as it stands on one day, kept once and for all."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.balance.absence import days_off
from tightrope.core.balance.booked import LONGEST
from tightrope.core.timeline import Event, Span, day_of, days, midnight, total
from tightrope.flows.ports import Collection, Snapshot, Store

AHEAD = timedelta(weeks=12)


def take_snapshot(store: Store, now: datetime) -> Snapshot | None:
    """Keep what is booked, if this is the first time today; give it if so.

    It is taken from what was last read. A calendar that could not be read today stands
    in it as it was: one day's change is missed, which is little, while a day without a
    snapshot can never be made up for. Only where a calendar that counts was never read
    to the end is there none, for then most of the future would be missing from it.
    """
    read = [one for one in store.collections.all() if one.read]
    if not read or any(one.listed is None for one in read):
        return None
    zone = zone_of(store, read)
    day = day_of(now, zone)
    if any(known.day == day for known in store.snapshots.all()):
        return None
    snapshot = _snapshot(store, day, now, zone)
    return snapshot if store.snapshots.add(snapshot) else None


def zone_of(store: Store, collections: Iterable[Collection]) -> ZoneInfo:
    """The person's zone, or else that of the first calendar that has one, or UTC."""
    named = (one.zone for one in collections)
    name = store.people.me().zone or next((zone for zone in named if zone), "UTC")
    return ZoneInfo(name)


def _snapshot(store: Store, day: date, now: datetime, zone: ZoneInfo) -> Snapshot:
    begin = midnight(day, zone)
    window = Span(begin, midnight(day + AHEAD, zone))
    events = store.mirror.events(window).events
    return Snapshot(
        day=day,
        taken=now,
        hours=booked_hours(events, window, zone),
        away=frozenset(days_off(events, window, zone)),
    )


def booked_hours(
    events: Iterable[Event], window: Span, zone: ZoneInfo
) -> dict[date, float]:
    """The hours of each day that are taken, where any are; each moment counts once."""
    by_day: dict[date, list[Span]] = {}
    for event in events:
        span = event.span.clipped(window) if _is_load(event) else None
        for day in days(span, zone) if span else ():
            by_day.setdefault(day, []).append(event.span)
    return {day: _hours(day, spans, zone) for day, spans in sorted(by_day.items())}


def _hours(day: date, spans: Iterable[Span], zone: ZoneInfo) -> float:
    whole = Span(midnight(day, zone), midnight(day + timedelta(days=1), zone))
    parts = [part for span in spans if (part := span.clipped(whole))]
    return total(parts) / timedelta(hours=1)


def _is_load(event: Event) -> bool:
    """As `core.balance.booked` counts: timed, busy, taking place, and not ours."""
    fixed = event.busy and not event.cancelled and not event.away and not event.ours
    return fixed and not event.all_day and event.span.length <= LONGEST
