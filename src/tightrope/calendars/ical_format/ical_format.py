"""The `Format` of calendars whose resources are iCalendar: CalDAV, folders, files."""

from collections.abc import Collection, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Contents, Entry, Reading, Resource
from tightrope.calendars.ical.collector import at_rest
from tightrope.calendars.ical_format import apart, composing, expanding, listing, ours
from tightrope.core.planner.answer import Placed
from tightrope.core.planner.block import Block
from tightrope.core.timeline import Span


class IcalFormat:
    """Resources as RFC 4791, 4.1 has them; `calendars.base.Format` says more."""

    def entries(self, resource: Resource) -> tuple[Entry, ...]:
        """What a resource holds, in its order; each UID and occurrence once."""
        return listing.entries(resource.data)

    def occurrences(
        self,
        resources: Iterable[Resource],
        window: Span,
        *,
        zone: ZoneInfo | None = None,
        me: Collection[str] = (),
        source: str = "",
    ) -> Reading:
        """What `resources` have in `window`.

        Each is read by the time zones that it brings along. An event that two of them
        hold counts once. A problem says in which resource it is, and where there.
        """
        return expanding.occurrences(resources, window, zone=zone, me=me, source=source)

    def contents(
        self,
        resources: Iterable[Resource],
        window: Span,
        *,
        zone: ZoneInfo | None = None,
        me: Collection[str] = (),
        source: str = "",
    ) -> list[Contents]:
        """What each of `resources` holds by itself, in their order."""
        with at_rest():
            return [
                apart.contents(one, window, zone=zone, me=me, source=source)
                for one in resources
            ]

    def block(self, resource: Resource) -> Block | None:
        """Our block that a resource holds; nothing where it is not ours or withdrawn.

        One that was made into whole days, or called off by its title, is withdrawn.
        """
        return ours.block(resource.data)

    def composed(
        self, placed: Placed, over: Resource | None, *, now: datetime, zone: ZoneInfo
    ) -> bytes:
        """The bytes of a resource that holds a block.

        What others added stays: alarms, a place, properties and components that nobody
        knows. What stands there and cannot be read is replaced as a whole.
        """
        before = over.data if over else None
        return composing.composed(placed, before, now=now, zone=zone)
