"""Connections, collections and the person, in memory."""

from dataclasses import replace

from tightrope.flows.ports import (
    Collection,
    Connection,
    NameTaken,
    NoSuchConnection,
    Person,
)
from tightrope.store.memory.content import Part


class MemoryPeople(Part):
    """The one person a store belongs to."""

    def me(self) -> Person:
        """What is known."""
        return self.kept.person

    def change(self, person: Person) -> None:
        """Keep what is known now."""
        self.kept.person = person


class MemoryConnections(Part):
    """The ways to calendars."""

    def add(self, connection: Connection) -> None:
        """Keep a new one."""
        if connection.name in self.kept.connections:
            raise NameTaken(connection.name)
        self.kept.connections[connection.name] = connection

    def named(self, name: str) -> Connection:
        """The one with that name."""
        self._must_be(name)
        return self.kept.connections[name]

    def all(self) -> tuple[Connection, ...]:
        """All of them, by name."""
        kept = self.kept.connections
        return tuple(kept[name] for name in sorted(kept))

    def change(self, connection: Connection) -> None:
        """Keep what is said of it now."""
        self._must_be(connection.name)
        self.kept.connections[connection.name] = connection

    def remove(self, name: str) -> None:
        """Forget it and all that was read through it."""
        self._must_be(name)
        for collection in MemoryCollections(self.shelf).all(name):
            MemoryCollections(self.shelf).remove(collection.id)
        del self.kept.connections[name]

    def _must_be(self, name: str) -> None:
        if name not in self.kept.connections:
            raise NoSuchConnection(name, tuple(sorted(self.kept.connections)))


class MemoryCollections(Part):
    """The calendars."""

    def add(self, collection: Collection) -> Collection:
        """Keep a new one; give it back with its id."""
        MemoryConnections(self.shelf).named(collection.connection)
        kept = replace(collection, id=self.shelf.fresh_id())
        self._keep(kept)
        return kept

    def all(self, connection: str | None = None) -> tuple[Collection, ...]:
        """All of them, or those of one connection, in the order they were added."""
        return tuple(
            kept
            for _, kept in sorted(self.kept.collections.items())
            if connection in (None, kept.connection)
        )

    def one(self, id_: int) -> Collection | None:
        """The one with that id."""
        return self.kept.collections.get(id_)

    def target(self) -> Collection | None:
        """The one that our blocks go to."""
        return next((kept for kept in self.all() if kept.target), None)

    def change(self, collection: Collection) -> None:
        """Keep what is said of it now."""
        if collection.id in self.kept.collections:
            self._keep(collection)

    def remove(self, id_: int) -> None:
        """Forget it with its resources and events."""
        self.kept.collections.pop(id_, None)
        self.kept.mirrored.pop(id_, None)
        for key in [key for key in self.kept.sightings if key[0] == id_]:
            del self.kept.sightings[key]

    def _keep(self, collection: Collection) -> None:
        before = self.target()
        if collection.target and before and before.id != collection.id:
            self.kept.collections[before.id] = replace(before, target=False)
        self.kept.collections[collection.id] = collection
