"""What a resource holds by itself: its entries and its occurrences, read in one go."""

from collections.abc import Collection
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Contents, Reading, Resource
from tightrope.calendars.ical import occurrences, owner_of, read, zone_of
from tightrope.calendars.ical_format import listing
from tightrope.calendars.ical_format.expanding import located, name_of
from tightrope.core.timeline import Span

if TYPE_CHECKING:
    from tightrope.core.errors import Problem


def contents(
    resource: Resource,
    window: Span,
    *,
    zone: ZoneInfo | None,
    me: Collection[str],
    source: str,
) -> Contents:
    """The entries of a resource, and what it has in `window`, by start, then UID."""
    components, broken = read(resource.data)
    own = zone_of(components)
    found: list[Problem] = []
    events = occurrences(
        components,
        window,
        zone=zone or own,
        me={*me, owner_of(components) or ""} - {""},
        problems=found,
        source=source,
    )
    name = name_of(resource.href)
    return Contents(
        entries=listing.entries_of(components, own),
        reading=Reading(
            events=tuple(events),
            problems=tuple(located([*broken, *found], name, source)),
            zone=own,
        ),
    )
