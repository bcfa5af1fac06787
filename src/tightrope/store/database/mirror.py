"""What stands on the connected calendars, in the database."""

from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import F, Max, Q

from tightrope.calendars.base import Reading, Resource, merged
from tightrope.core.errors import Problem
from tightrope.core.timeline import Event, Span
from tightrope.flows.ports import Held, Renewed, Sighting
from tightrope.store import models
from tightrope.store.codecs.events import Row, events_of
from tightrope.store.codecs.moments import number
from tightrope.store.codecs.texts import problems_of
from tightrope.store.database.resources import drop, renew, resources
from tightrope.store.database.shelf import Part
from tightrope.store.database.sightings import see, seen


class Asked(NamedTuple):
    """A calendar that is asked for events."""

    id: int
    zone: str | None


class DatabaseMirror(Part):
    """The resources of the collections, and the events in them."""

    def held(self, collection: int) -> Mapping[str, Held]:
        """Every resource of a calendar by href, without bytes."""
        rows = self.mine(models.Resource).filter(collection=collection).order_by("pk")
        return {
            href: Held(etag=etag, digest=digest)
            for href, etag, digest in rows.values_list("href", "etag", "digest")
        }

    def resource(self, collection: int, href: str) -> Resource | None:
        """One resource, bytes and all."""
        return next(self.resources(collection, (href,)), None)

    def resources(
        self, collection: int, hrefs: Several[str] | None = None
    ) -> Iterator[Resource]:
        """All resources of a calendar, or those of `hrefs`, one after another."""
        return resources(self, collection, hrefs)

    def renew(self, collection: int, renewed: Iterable[Renewed]) -> None:
        """Keep these resources in place of what stood at their hrefs, all or none."""
        renew(self, collection, renewed)

    def drop(self, collection: int, hrefs: Several[str]) -> None:
        """Forget the resources of these hrefs and their events."""
        drop(self, collection, hrefs)

    def events(
        self, window: Span, *, collections: Several[int] | None = None
    ) -> Reading:
        """The worked-out occurrences that overlap `window`, each once."""
        asked = self._asked(collections)
        ids = [one.id for one in asked]
        rows = self._rows(window, ids)
        problems = tuple(self._problems(ids))
        zone = next((ZoneInfo(one.zone) for one in asked if one.zone), None)
        if not _shared(rows):
            return Reading(
                events=tuple(events_of(rows)),
                problems=tuple(dict.fromkeys(problems)),
                zone=zone,
            )
        found = merged(Reading(events=each) for each in _by_collection(rows, ids))
        return Reading(
            events=found.events, problems=tuple(dict.fromkeys(problems)), zone=zone
        )

    def sightings(
        self,
        collection: int | None = None,
        *,
        hrefs: Several[str] | None = None,
        uids: Several[str] | None = None,
    ) -> tuple[Sighting, ...]:
        """What was seen, of one calendar, of these hrefs or these UIDs."""
        return seen(self, collection, hrefs, uids)

    def see(self, sightings: Iterable[Sighting]) -> None:
        """Keep these, in place of those of the same collection, UID and recurrence."""
        see(self, sightings)

    def _asked(self, collections: Several[int] | None) -> list[Asked]:
        rows = self.mine(models.Collection).order_by("pk")
        if collections is None:
            rows = rows.filter(read=True)
        else:
            rows = rows.filter(pk__in=list(collections))
        return [Asked(*row) for row in rows.values_list("pk", "zone")]

    def _rows(self, window: Span, ids: list[int]) -> list[Row]:
        """The rows of the events that meet the window, by start, then UID.

        An event that lasts longest tells how early one may start that still reaches
        into the window: between the two lies all that the index has to be read for.
        """
        start, end = number(window.start), number(window.end)
        events = self.mine(models.Instance).filter(collection__in=ids)
        longest = events.aggregate(most=Max(F("end") - F("start")))["most"] or 0
        met = events.filter(
            Q(end__gt=start) | Q(end=start, start=start),
            start__gte=start - longest,
            start__lt=end,
        ).order_by("start", "uid", "resource_id", "pk")
        return list(met.values_list("start", "end", "uid", "facts", "collection_id"))

    def _problems(self, ids: list[int]) -> Iterator[Problem]:
        rows = self.mine(models.Resource).filter(collection__in=ids)
        bad = rows.filter(problems__isnull=False).order_by("collection_id", "pk")
        for text in bad.values_list("problems", flat=True):
            yield from problems_of(text)


def _shared(rows: list[Row]) -> bool:
    """Whether a UID stands in two calendars, so that one event may be seen twice."""
    where: dict[str, int] = {}
    return any(where.setdefault(row[2], row[4]) != row[4] for row in rows)


def _by_collection(rows: list[Row], ids: list[int]) -> Iterator[tuple[Event, ...]]:
    """The events of each calendar that was asked."""
    for id_ in ids:
        yield tuple(events_of(row for row in rows if row[4] == id_))
