"""The store in memory as a whole: its parts, and what holds them together."""

from collections.abc import Iterator
from contextlib import contextmanager

from tightrope.store.memory.ahead import MemoryFeeds, MemorySnapshots
from tightrope.store.memory.calendars import (
    MemoryCollections,
    MemoryConnections,
    MemoryPeople,
)
from tightrope.store.memory.content import Shelf
from tightrope.store.memory.mirror import MemoryMirror
from tightrope.store.memory.writing import (
    MemoryBlocks,
    MemoryLedger,
    MemoryOutbox,
    MemoryWrites,
)


class MemoryStore:
    """What is kept for one owner, as long as the process lives."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._within = 0
        self._held: set[str] = set()

    @property
    def people(self) -> MemoryPeople:
        """Who the owner is."""
        return MemoryPeople(self._shelf)

    @property
    def connections(self) -> MemoryConnections:
        """The ways to their calendars."""
        return MemoryConnections(self._shelf)

    @property
    def collections(self) -> MemoryCollections:
        """Their calendars."""
        return MemoryCollections(self._shelf)

    @property
    def mirror(self) -> MemoryMirror:
        """What stands on them."""
        return MemoryMirror(self._shelf)

    @property
    def blocks(self) -> MemoryBlocks:
        """Their focus blocks."""
        return MemoryBlocks(self._shelf)

    @property
    def ledger(self) -> MemoryLedger:
        """What became of them, minute by minute."""
        return MemoryLedger(self._shelf)

    @property
    def outbox(self) -> MemoryOutbox:
        """What is to be written to a calendar."""
        return MemoryOutbox(self._shelf)

    @property
    def writes(self) -> MemoryWrites:
        """What was."""
        return MemoryWrites(self._shelf)

    @property
    def snapshots(self) -> MemorySnapshots:
        """The booked future, day by day."""
        return MemorySnapshots(self._shelf)

    @property
    def feeds(self) -> MemoryFeeds:
        """Where their blocks can be subscribed to."""
        return MemoryFeeds(self._shelf)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all that is kept within it happen, or none of it."""
        before = None if self._within else self._shelf.content.copy()
        self._within += 1
        try:
            yield
        except BaseException:
            if before is not None:
                self._shelf.content = before
            raise
        finally:
            self._within -= 1

    @contextmanager
    def alone(self, name: str) -> Iterator[bool]:
        """Hold the right to do `name` alone; False where somebody else holds it."""
        if name in self._held:
            yield False
            return
        self._held.add(name)
        try:
            yield True
        finally:
            self._held.discard(name)
