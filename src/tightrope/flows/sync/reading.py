"""What resources hold, worked out by their format: entries, occurrences, a zone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Resource
from tightrope.core.timeline import Span
from tightrope.flows.ports import Renewed
from tightrope.flows.sync.place import Place, Terms
from tightrope.flows.sync.window import kept_window


def read(
    place: Place,
    resources: Sequence[Resource],
    terms: Terms,
    window: Span | None = None,
) -> tuple[list[Renewed], Terms]:
    """What each of these resources holds; a broken one is problems and no more.

    A calendar whose zone nobody named is in the one that most of its events are in;
    the first resources that name any decide.

    Args:
        place: the calendar.
        resources: as its server keeps them.
        terms: how they are to be read.
        window: where occurrences are worked out; by default where they are kept.

    Returns:
        What was read, and the terms that hold from now on.
    """
    window = window or kept_window(terms.collection, place.now)
    renewed, zones = _worked_out(place, resources, window, terms)
    if terms.zone or not zones:
        return renewed, terms
    usual = zones.most_common(1)[0][0]
    collection = replace(place.collection, zone=usual)
    place.store.collections.change(collection)
    after = replace(terms, collection=collection, zone=ZoneInfo(usual))
    return _worked_out(place, resources, window, after)[0], after


def _worked_out(
    place: Place, resources: Sequence[Resource], window: Span, terms: Terms
) -> tuple[list[Renewed], Counter[str]]:
    contents = place.format.contents(
        resources, window, zone=terms.zone, me=terms.me, source=str(place.id)
    )
    renewed = [
        Renewed(
            resource=resource,
            entries=one.entries,
            events=one.reading.events,
            problems=one.reading.problems,
        )
        for resource, one in zip(resources, contents, strict=True)
    ]
    return renewed, Counter(
        one.reading.zone.key for one in contents if one.reading.zone
    )
