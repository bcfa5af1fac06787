"""One calendar of a server in memory, as one of its clients has it."""

from collections.abc import Collection, Iterator

from tightrope.calendars.base import (
    Changes,
    Missing,
    ReadOnly,
    Resource,
    ResourceChanged,
    ResourceRefused,
    ResourceTooLarge,
    TokenRefused,
    Traits,
    UidTaken,
)
from tightrope.calendars.memory.desk import Desk
from tightrope.calendars.memory.kept import KeptCalendar

AT_ONCE = 100
"""How many resources are asked for in one request."""


class MemoryRemote:
    """One calendar of a `MemoryServer`."""

    def __init__(self, desk: Desk, href: str, name: str) -> None:
        self.name = name
        self._desk = desk
        self._href = href

    @property
    def traits(self) -> Traits:
        """What the server can do."""
        quirks = self._desk.quirks
        return Traits(
            writable=quirks.writable,
            tokens=quirks.tokens,
            keeps_bytes=not quirks.rewrites and not quirks.drops_unknown,
            provider="memory",
        )

    def changes(self, since: str | None) -> Changes:
        """Say what changed."""
        self._desk.asked("changes")
        kept = self._calendar()
        quirks = self._desk.quirks
        token = kept.token if quirks.tokens else None
        if since is None or not quirks.tokens:
            return Changes(listed=_etags(kept, kept.stored), token=token, full=True)
        changed = kept.changed_since(since)
        if changed is None:
            raise TokenRefused(self.name)
        here = kept.stored if quirks.lists_all else changed & set(kept.stored)
        gone = changed - set(kept.stored)
        if quirks.unknown_gone:
            gone |= {f"{self._href}never-was.ics"}
        return Changes(listed=_etags(kept, here), gone=frozenset(gone), token=token)

    def fetch(self, hrefs: Collection[str]) -> Iterator[Resource | Missing]:
        """Give each of `hrefs` once, as they arrive."""
        asked = list(dict.fromkeys(hrefs))
        for first in range(0, len(asked), AT_ONCE):
            part = asked[first : first + AT_ONCE]
            self._desk.asked("fetch")
            kept = self._calendar()
            if self._desk.quirks.leaves_out and len(part) > 1:
                part = part[:-1]
            for href in part:
                yield kept.stored.get(href) or Missing(href=href)

    def new_href(self) -> str:
        """A place for a new resource that nobody else will choose."""
        return f"{self._href}new-{self._desk.fresh_number()}.ics"

    def put(self, resource: Resource) -> Resource:
        """Store `resource`; give it back as the server keeps it now."""
        self._desk.asked("put")
        kept = self._calendar()
        self._check(resource, kept)
        stored = kept.store(resource.href, resource.data)
        self._desk.answers("put")
        return stored

    def delete(self, resource: Resource) -> None:
        """Delete exactly this version; one that is gone already is no fault."""
        self._desk.asked("delete")
        kept = self._calendar()
        if not self._desk.quirks.writable:
            raise ReadOnly(self.name)
        there = kept.stored.get(resource.href)
        if there is None:
            return
        # The contract has it read again and compared, whatever its ETag is worth.
        if there.etag != resource.etag or there.data != resource.data:
            raise ResourceChanged(self.name)
        kept.remove(resource.href)
        self._desk.answers("delete")

    def _calendar(self) -> KeptCalendar:
        return self._desk.alive(self._href, self.name)

    def _check(self, resource: Resource, kept: KeptCalendar) -> None:
        quirks = self._desk.quirks
        if not quirks.writable:
            raise ReadOnly(self.name)
        if quirks.refuses:
            raise ResourceRefused(self.name, quirks.refuses)
        if len(resource.data) > quirks.largest:
            raise ResourceTooLarge(self.name, quirks.largest)
        self._check_version(resource, kept.stored.get(resource.href))
        elsewhere = kept.place_of(resource.data, but=resource.href)
        if elsewhere and quirks.one_uid:
            raise UidTaken(self.name, elsewhere if quirks.tells_where else None)

    def _check_version(self, resource: Resource, there: Resource | None) -> None:
        quirks = self._desk.quirks
        if resource.etag is None:
            if there and not quirks.overwrites:
                raise ResourceChanged(self.name)
        elif not quirks.ignores_match and (
            there is None or there.etag != resource.etag
        ):
            raise ResourceChanged(self.name)


def _etags(kept: KeptCalendar, hrefs: Collection[str]) -> dict[str, str | None]:
    """The etag of each of these that is there, in the calendar's order."""
    return {href: one.etag for href, one in kept.stored.items() if href in hrefs}
