"""One connection that is being synced: its calendars, and what came of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from tightrope.calendars.base import CalendarUnreachable, NotLetIn
from tightrope.core.errors import OutsideError, TightropeError
from tightrope.flows.ports import (
    Clock,
    Collection,
    Connection,
    Naps,
    NoSuchConnection,
    Reach,
    Store,
)
from tightrope.flows.sync.patience import check_wait, patiently, wait_of
from tightrope.flows.sync.place import Place
from tightrope.flows.sync.pull import pull
from tightrope.flows.sync.take import Taken
from tightrope.flows.sync.told import Progress, Sent, Synced


class SyncedElsewhere(OutsideError):
    """Another process is at this connection just now."""

    def __init__(self, connection: str) -> None:
        self.connection = connection
        super().__init__(
            f"{connection} is being synced by another tightrope just now; it will do"
        )


@dataclass(slots=True, kw_only=True)
class Errand:
    """What is done for one connection, and what came of it so far.

    Attributes:
        store: where all is kept.
        reach: picks the adapter.
        connection: which one.
        clock: says what time it is.
        nap: waits.
        only: the ids of the calendars that it is about; all that count without.
        taken: what was read.
        sent: what was sent.
        fault: the first thing that went wrong; nothing if all is well so far.
        reached: the calendars that answered.
    """

    store: Store
    reach: Reach
    connection: Connection
    clock: Clock
    nap: Naps
    only: frozenset[int] | None = None
    taken: Taken = field(default_factory=Taken)
    sent: tuple[Sent, ...] = ()
    fault: TightropeError | None = None
    reached: list[Place] = field(default_factory=list)

    @property
    def synced(self) -> Synced:
        """What to tell of it."""
        name = self.connection.name
        heard = self.taken.heard
        return Synced(
            connection=name,
            fault=str(self.fault) if self.fault else None,
            read=self.taken.read,
            changed=self.taken.changed,
            gone=self.taken.gone,
            matters=self.taken.matters or bool(heard.adopted),
            adopted=heard.adopted,
            sent=heard.sent + self.sent,
            problems=tuple(
                replace(problem, source=name) for problem in self.taken.problems
            ),
        )

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Have the connection to ourselves; note it as a fault where others do."""
        with self.store.alone(f"sync:{self.connection.name}") as ours:
            if not ours:
                self.fault = SyncedElsewhere(self.connection.name)
            yield ours

    def read(self, progress: Progress, *, insist: bool) -> None:
        """Pull each of its calendars; what fails is noted, the others go on."""
        now = self.clock()
        try:
            if not insist:
                check_wait(self.connection, now)
            for place in self._places(now):
                self._pull(place, progress)
        except TightropeError as error:
            self.fault = error
        self.note(now)

    def note(self, now: datetime) -> None:
        """Keep how it went with the connection."""
        if isinstance(self.fault, SyncedElsewhere):
            return
        try:
            known = self.store.connections.named(self.connection.name)
        except NoSuchConnection:
            return
        self.store.connections.change(
            replace(
                known,
                tried=now,
                synced=known.synced if self.fault or self.only else now,
                fault=str(self.fault) if self.fault else None,
                retry_after=self._wait(known, now),
            )
        )

    def _wait(self, known: Connection, now: datetime) -> datetime | None:
        """What the server asks for; an old wish holds until it was asked again."""
        if self.fault is None or self.reached:
            return None
        return wait_of(self.fault, now) or known.retry_after

    def _places(self, now: datetime) -> Iterator[Place]:
        server = self.reach.server(self.connection)
        format_ = self.reach.format(self.connection)
        name = self.connection.name
        for collection in collections_of(self.store, name):
            if self.only is None or collection.id in self.only:
                yield Place(
                    store=self.store,
                    connection=self.connection,
                    id=collection.id,
                    remote=server.open(collection.href, name),
                    format=format_,
                    now=now,
                )

    def _pull(self, place: Place, progress: Progress) -> None:
        """Pull one calendar.

        Raises:
            CalendarUnreachable, NotLetIn: the server will not answer for the next one
                either.
        """
        name = self.connection.name

        def tell(done: int, of: int) -> None:
            progress(name, done, of)

        try:
            self.taken += patiently(self.nap, lambda: pull(place, tell))
        except (CalendarUnreachable, NotLetIn):
            raise
        except TightropeError as error:
            self.fault = self.fault or error
        else:
            self.reached.append(place)


def collections_of(store: Store, connection: str) -> tuple[Collection, ...]:
    """The calendars of a connection to be read: those that count, and with blocks."""
    written = {kept.collection for kept in store.blocks.all() if kept.accepted}
    return tuple(
        one
        for one in store.collections.all(connection)
        if one.read or one.target or one.id in written
    )
