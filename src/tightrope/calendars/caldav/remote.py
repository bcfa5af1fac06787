"""One calendar on a CalDAV server."""

from collections.abc import Collection, Iterator
from uuid import uuid4

from tightrope.calendars.base import (
    CalendarUnreachable,
    Changes,
    Missing,
    ReadOnly,
    Resource,
    Traits,
)
from tightrope.calendars.caldav import busy, reports, writing
from tightrope.calendars.caldav.dav import Dav
from tightrope.calendars.caldav.hrefs import as_collection, member, path_of
from tightrope.core.timeline import Span

BATCH = 100
MANY = 200
"""From so many resources on, one question for all of them is the cheaper way."""

MOST_OF = 0.6
"""Which part of all has to be wanted for that."""


class CaldavRemote:
    """A calendar on a CalDAV server; `calendars.base.Remote` says more.

    Args:
        dav: its server.
        address: its whole address.
        name: what the person calls it.
        writable: whether it can be written to, as far as is known.
    """

    def __init__(
        self, dav: Dav, address: str, name: str, *, writable: bool = True
    ) -> None:
        self.name = name
        self._dav = dav.named(name)
        self._collection = as_collection(address)
        self._writable = writable
        self._tokens = True
        self._known: int | None = None

    @property
    def traits(self) -> Traits:
        """What it can do, as far as it has been asked."""
        return Traits(
            writable=self._writable,
            tokens=self._tokens,
            provider=self._dav.provider,
        )

    def changes(self, since: str | None) -> Changes:
        """Say what changed; `calendars.base.Remote` says more."""
        if since is None:
            return self._all()
        found = reports.synced(self._dav, self._collection, since)
        if found is None:
            return self._all()
        return Changes(
            listed=found.there, gone=frozenset(found.gone), token=found.token or since
        )

    def _all(self) -> Changes:
        """All that there is.

        The token is taken before, so that what changes meanwhile is told again.
        """
        state = reports.state(self._dav, self._collection)
        self._writable = state.writable
        found = reports.synced(self._dav, self._collection, "") if state.syncs else None
        self._tokens = found is not None
        if found is None:
            found = reports.listing(self._dav, self._collection)
        self._known = len(found.there)
        token = (state.token or found.token) if self._tokens else None
        return Changes(listed=found.there, token=token, full=True)

    def fetch(self, hrefs: Collection[str]) -> Iterator[Resource | Missing]:
        """Give each of `hrefs` once; `calendars.base.Remote` says more.

        A single one that its server cannot give stops the others only at the end.
        """
        wanted = dict.fromkeys(hrefs)
        if self._is_most(len(wanted)):
            yield from self._from_all(wanted)
        for batch in list(reports.batches(wanted, BATCH)):
            yield from self._batch(wanted, batch)
        yield from self._alone(wanted)

    def _is_most(self, number: int) -> bool:
        """Whether so many are most of all that there is."""
        known = self._known
        return known is not None and number >= max(MANY, MOST_OF * known)

    def _from_all(self, wanted: dict[str, None]) -> Iterator[Resource]:
        """Those of `wanted` that come with all; each is then no longer wanted."""
        try:
            for found in reports.everything(self._dav, self._collection):
                if wanted.pop(found.href, found) is None:
                    yield found
        except CalendarUnreachable as error:
            if error.wait is not None:
                raise
            # It may be too much at once; in parts it may be not.

    def _batch(
        self, wanted: dict[str, None], batch: list[str]
    ) -> Iterator[Resource | Missing]:
        """Those of one batch that the server gives, or says are gone."""
        for found in reports.several(self._dav, self._collection, batch):
            if wanted.pop(found.href, found) is None:
                yield found

    def _alone(self, wanted: dict[str, None]) -> Iterator[Resource | Missing]:
        """Those that no answer held, one after another."""
        fault: CalendarUnreachable | None = None
        for href in list(wanted):
            try:
                yield writing.one(self._dav, self._collection, href)
            except CalendarUnreachable as error:
                if error.wait is not None or fault is not None:
                    raise
                fault = error
        if fault:
            raise fault

    def new_href(self) -> str:
        """A place for a new resource that nobody else will choose."""
        return f"{path_of(self._collection)}{uuid4()}.ics"

    def put(self, resource: Resource) -> Resource:
        """Store `resource`; `calendars.base.Remote` says more."""
        self._may_write(resource.href)
        return writing.store(self._dav, self._collection, resource)

    def delete(self, resource: Resource) -> None:
        """Delete exactly this version; `calendars.base.Remote` says more."""
        self._may_write(resource.href)
        writing.remove(self._dav, self._collection, resource)

    def busy(self, window: Span) -> tuple[Span, ...] | None:
        """When one is busy, as the server says; nothing where it cannot say."""
        return busy.busy(self._dav, self._collection, window)

    def _may_write(self, href: str) -> None:
        """Refuse to write where nothing can be written, or outside of the calendar."""
        if not self._writable or member(self._collection, href) != href:
            raise ReadOnly(self.name)
