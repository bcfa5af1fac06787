"""What stands on the connected calendars, as we last saw it."""

from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from tightrope.calendars.base import Entry, Reading, Resource
from tightrope.core.errors import Problem
from tightrope.core.timeline import Event, Span


class Held(NamedTuple):
    """What tells one version of a resource from another, without its bytes."""

    etag: str | None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """A resource that is new or has changed, with what was read from it.

    Attributes:
        resource: as the server keeps it.
        entries: what it holds.
        events: its occurrences inside the window that is kept worked out.
        problems: what could not be read of it.
    """

    resource: Resource
    entries: tuple[Entry, ...] = ()
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What we ourselves saw of an event over time; no server is believed about it.

    Attributes:
        collection: the id of its calendar.
        href: the resource it is, or was, in.
        entry: as it was last seen.
        first_seen: when it was first there. An event that moves to another resource or
            calendar under the same UID, or that a split series goes on as, keeps it.
        last_changed: when its fields that matter last changed; `first_seen` at first.
        gone: when it was first missed, or first seen as cancelled; nothing while it
            stands.
    """

    collection: int
    href: str
    entry: Entry
    first_seen: datetime
    last_changed: datetime
    gone: datetime | None = None


class Mirror(Protocol):
    """The resources of the owner's collections, and the events in them."""

    def held(self, collection: int) -> Mapping[str, Held]:
        """Every resource of a calendar by href, without bytes."""

    def resource(self, collection: int, href: str) -> Resource | None:
        """One resource, bytes and all."""

    def resources(
        self, collection: int, hrefs: Several[str] | None = None
    ) -> Iterator[Resource]:
        """All resources of a calendar, or those of `hrefs`, one after another."""

    def renew(self, collection: int, renewed: Iterable[Renewed]) -> None:
        """Keep these resources in place of what stood at their hrefs, all or none.

        A calendar that was taken away meanwhile keeps nothing.
        """

    def drop(self, collection: int, hrefs: Several[str]) -> None:
        """Forget the resources of these hrefs and their events."""

    def events(
        self, window: Span, *, collections: Several[int] | None = None
    ) -> Reading:
        """The worked-out occurrences that overlap `window`, each once.

        Those of the calendars that are `read`, or of these; with the problems that were
        met in them. One seen in two of them counts once, as `calendars.base.merged`
        says. An event's `source` is its collection's id.
        """

    def sightings(
        self,
        collection: int | None = None,
        *,
        hrefs: Several[str] | None = None,
        uids: Several[str] | None = None,
    ) -> tuple[Sighting, ...]:
        """What was seen, of one calendar, of these hrefs or these UIDs; all without."""

    def see(self, sightings: Iterable[Sighting]) -> None:
        """Keep these, in place of those of the same collection, UID and recurrence.

        Those of a calendar that was taken away meanwhile are not kept.
        """
