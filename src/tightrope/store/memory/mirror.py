"""What stands on the connected calendars, in memory."""

from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Reading, Resource, in_order, merged
from tightrope.core.timeline import Event, Span
from tightrope.flows.ports import Held, Renewed, Sighting
from tightrope.store.memory.content import Part


class MemoryMirror(Part):
    """The resources of the collections, and the events in them."""

    def held(self, collection: int) -> Mapping[str, Held]:
        """Every resource of a calendar by href, without bytes."""
        return {
            href: Held(etag=kept.resource.etag, digest=kept.resource.digest)
            for href, kept in self._of(collection).items()
        }

    def resource(self, collection: int, href: str) -> Resource | None:
        """One resource, bytes and all."""
        kept = self._of(collection).get(href)
        return kept.resource if kept else None

    def resources(
        self, collection: int, hrefs: Several[str] | None = None
    ) -> Iterator[Resource]:
        """All resources of a calendar, or those of `hrefs`, one after another."""
        wanted = None if hrefs is None else set(hrefs)
        for href, kept in list(self._of(collection).items()):
            if wanted is None or href in wanted:
                yield kept.resource

    def renew(self, collection: int, renewed: Iterable[Renewed]) -> None:
        """Keep these resources in place of what stood at their hrefs, all or none."""
        news = [_of_source(new, str(collection)) for new in renewed]
        if collection in self.kept.collections:
            into = self.kept.mirrored.setdefault(collection, {})
            into.update((new.resource.href, new) for new in news)

    def drop(self, collection: int, hrefs: Several[str]) -> None:
        """Forget the resources of these hrefs and their events."""
        for href in hrefs:
            self._of(collection).pop(href, None)

    def events(
        self, window: Span, *, collections: Several[int] | None = None
    ) -> Reading:
        """The worked-out occurrences that overlap `window`, each once."""
        asked = [
            kept
            for id_, kept in sorted(self.kept.collections.items())
            if (kept.read if collections is None else id_ in collections)
        ]
        return merged(self._reading(kept.id, kept.zone, window) for kept in asked)

    def sightings(
        self,
        collection: int | None = None,
        *,
        hrefs: Several[str] | None = None,
        uids: Several[str] | None = None,
    ) -> tuple[Sighting, ...]:
        """What was seen, of one calendar, of these hrefs or these UIDs."""
        at = None if hrefs is None else set(hrefs)
        of = None if uids is None else set(uids)
        return tuple(
            seen
            for seen in self.kept.sightings.values()
            if collection in (None, seen.collection)
            and (at is None or seen.href in at)
            and (of is None or seen.entry.uid in of)
        )

    def see(self, sightings: Iterable[Sighting]) -> None:
        """Keep these, in place of those of the same collection, UID and recurrence."""
        for seen in sightings:
            if seen.collection not in self.kept.collections:
                continue
            key = (seen.collection, seen.entry.uid, seen.entry.recurrence_id)
            self.kept.sightings[key] = seen

    def _of(self, collection: int) -> dict[str, Renewed]:
        return self.kept.mirrored.get(collection, {})

    def _reading(self, collection: int, zone: str | None, window: Span) -> Reading:
        kept = self._of(collection).values()
        return Reading(
            events=in_order(
                event
                for resource in kept
                for event in resource.events
                if _meets(event, window)
            ),
            problems=tuple(problem for one in kept for problem in one.problems),
            zone=ZoneInfo(zone) if zone else None,
        )


def _of_source(renewed: Renewed, source: str) -> Renewed:
    """The same, each event naming the collection as its source."""
    events = tuple(
        event if event.source == source else replace(event, source=source)
        for event in renewed.events
    )
    return replace(renewed, events=events)


def _meets(event: Event, window: Span) -> bool:
    """Whether they share some time; a moment is in the window or it is not."""
    span = event.span
    if span.start == span.end:
        return window.holds(span.start)
    return span.overlaps(window)
