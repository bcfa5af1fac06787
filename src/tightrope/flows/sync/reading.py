"""What resources hold, worked out by their format: entries, occurrences, a zone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Resource
from tightrope.core.timeline import Span
from tightrope.flows.ports import Renewed
from tightrope.flows.sync.place import Place
from tightrope.flows.sync.window import kept_window


def read(
    place: Place, resources: Sequence[Resource], window: Span | None = None
) -> list[Renewed]:
    """What each of these resources holds; a broken one is problems and no more.

    A calendar whose zone nobody named is in the one that most of its events are in;
    the first resources that name any decide.

    Args:
        place: the calendar.
        resources: as its server keeps them.
        window: where occurrences are worked out; by default where they are kept.
    """
    zone, window = place.zone, window or kept_window(place.collection, place.now)
    renewed, zones = _worked_out(place, resources, window, zone)
    if zone or not zones:
        return renewed
    usual = zones.most_common(1)[0][0]
    place.store.collections.change(replace(place.collection, zone=usual))
    return _worked_out(place, resources, window, ZoneInfo(usual))[0]


def _worked_out(
    place: Place, resources: Iterable[Resource], window: Span, zone: ZoneInfo | None
) -> tuple[list[Renewed], Counter[str]]:
    me = place.me
    renewed: list[Renewed] = []
    zones: Counter[str] = Counter()
    for resource in resources:
        reading = place.format.occurrences(
            [resource], window, zone=zone, me=me, source=str(place.id)
        )
        if reading.zone:
            zones[reading.zone.key] += 1
        renewed.append(
            Renewed(
                resource=resource,
                entries=place.format.entries(resource),
                events=reading.events,
                problems=reading.problems,
            )
        )
    return renewed, zones
