"""The store in a database as a whole: its parts, and what holds them together."""

import os
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self
from weakref import finalize

from django.db import connections

from tightrope.store.database.blocks import DatabaseBlocks
from tightrope.store.database.collections import DatabaseCollections
from tightrope.store.database.connections import DatabaseConnections
from tightrope.store.database.feeds import DatabaseFeeds
from tightrope.store.database.ledger import DatabaseLedger
from tightrope.store.database.mirror import DatabaseMirror
from tightrope.store.database.outbox import DatabaseOutbox
from tightrope.store.database.people import DatabasePeople
from tightrope.store.database.shelf import Shelf
from tightrope.store.database.snapshots import DatabaseSnapshots
from tightrope.store.database.writes import DatabaseWrites
from tightrope.store.locks import held, place_of
from tightrope.store.models import Owner
from tightrope.store.secrets import keys_of


class DatabaseStore:
    """What is kept for one owner, in a database that outlives the process.

    It may be used by several threads at once, each with a connection of its own.
    """

    def __init__(self, shelf: Shelf, in_use_by_us: int) -> None:
        self._shelf = shelf
        self._let_go = finalize(self, os.close, in_use_by_us)

    @classmethod
    def of(cls, alias: str, folder: Path, owner: str, in_use_by_us: int) -> Self:
        """The store of the owner of that name, who is made known if need be."""
        rows = Owner.objects.using(alias)
        found = rows.filter(name=owner).first() or rows.get_or_create(name=owner)[0]
        shelf = Shelf(
            alias=alias,
            owner=found.pk,
            name=owner,
            folder=folder,
            keys=keys_of(folder, os.environ),
        )
        return cls(shelf, in_use_by_us)

    @property
    def people(self) -> DatabasePeople:
        """Who the owner is."""
        return DatabasePeople(self._shelf)

    @property
    def connections(self) -> DatabaseConnections:
        """The ways to their calendars."""
        return DatabaseConnections(self._shelf)

    @property
    def collections(self) -> DatabaseCollections:
        """Their calendars."""
        return DatabaseCollections(self._shelf)

    @property
    def mirror(self) -> DatabaseMirror:
        """What stands on them."""
        return DatabaseMirror(self._shelf)

    @property
    def blocks(self) -> DatabaseBlocks:
        """Their focus blocks."""
        return DatabaseBlocks(self._shelf)

    @property
    def ledger(self) -> DatabaseLedger:
        """What became of them, minute by minute."""
        return DatabaseLedger(self._shelf)

    @property
    def outbox(self) -> DatabaseOutbox:
        """What is to be written to a calendar."""
        return DatabaseOutbox(self._shelf)

    @property
    def writes(self) -> DatabaseWrites:
        """What was."""
        return DatabaseWrites(self._shelf)

    @property
    def snapshots(self) -> DatabaseSnapshots:
        """The booked future, day by day."""
        return DatabaseSnapshots(self._shelf)

    @property
    def feeds(self) -> DatabaseFeeds:
        """Where their blocks can be subscribed to."""
        return DatabaseFeeds(self._shelf)

    def together(self) -> AbstractContextManager[None]:
        """Make all that is kept within it happen, or none of it, even when killed."""
        return self._shelf.together()

    def alone(self, name: str) -> AbstractContextManager[bool]:
        """Hold the right to do `name` alone; False where somebody else holds it."""
        return held(place_of(self._shelf.folder, self._shelf.name, name))

    def close(self) -> None:
        """Let go of the database: this thread's connection, and our share of it."""
        connections[self._shelf.alias].close()
        self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
