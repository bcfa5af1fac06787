"""The calendars, in the database."""

from dataclasses import replace

from django.db.models import QuerySet

from tightrope.flows.ports import Collection, NoSuchConnection
from tightrope.store import models
from tightrope.store.database.shelf import Part

TABLE, COLUMN = "collection", "href"
PLAIN = (
    "title",
    "colour",
    "writable",
    "read",
    "target",
    "token",
    "listed",
    "expanded_until",
    "zone",
    "traits",
)
"""The columns that stand as they are in the record."""


class DatabaseCollections(Part):
    """The calendars."""

    def add(self, collection: Collection) -> Collection:
        """Keep a new one; give it back with its id."""
        with self.together():
            rows = self.mine(models.Collection)
            self._untarget(collection)
            row = rows.create(
                owner_id=self.shelf.owner,
                connection_id=self._connection(collection.connection),
                href=b"",
                **_plain(collection),
            )
            kept = replace(collection, id=row.pk)
            rows.filter(pk=row.pk).update(href=self._sealed(kept))
            return kept

    def all(self, connection: str | None = None) -> tuple[Collection, ...]:
        """All of them, or those of one connection, in the order they were added."""
        rows = self._rows()
        if connection is not None:
            rows = rows.filter(connection__name=connection)
        return tuple(self._read(row) for row in rows)

    def one(self, id_: int) -> Collection | None:
        """The one with that id."""
        row = self._rows().filter(pk=id_).first()
        return self._read(row) if row else None

    def target(self) -> Collection | None:
        """The one that our blocks go to."""
        row = self._rows().filter(target=True).first()
        return self._read(row) if row else None

    def change(self, collection: Collection) -> None:
        """Keep what is said of it now."""
        with self.together():
            rows = self.mine(models.Collection).filter(pk=collection.id)
            if rows.exists():
                self._untarget(collection)
                rows.update(
                    connection_id=self._connection(collection.connection),
                    href=self._sealed(collection),
                    **_plain(collection),
                )

    def remove(self, id_: int) -> None:
        """Forget it with its resources and events."""
        with self.together():
            forget_of(self, self.mine(models.Collection).filter(pk=id_))

    def _rows(self) -> QuerySet[models.Collection]:
        rows = self.mine(models.Collection).select_related("connection")
        return rows.order_by("pk")

    def _connection(self, name: str) -> int:
        rows = self.mine(models.Connection)
        found = rows.filter(name=name).values_list("pk", flat=True).first()
        if found is None:
            known = rows.order_by("name").values_list("name", flat=True)
            raise NoSuchConnection(name, tuple(known))
        return found

    def _untarget(self, collection: Collection) -> None:
        """Make room for a new target: there is one at most."""
        if collection.target:
            rows = self.mine(models.Collection).filter(target=True)
            rows.exclude(pk=collection.id).update(target=False)

    def _sealed(self, collection: Collection) -> bytes:
        place = self.shelf.place(TABLE, COLUMN, str(collection.id))
        return self.shelf.keys.seal(collection.href, place)

    def _read(self, row: models.Collection) -> Collection:
        place = self.shelf.place(TABLE, COLUMN, str(row.pk))
        return Collection(
            id=row.pk,
            connection=row.connection.name,
            href=self.shelf.keys.open(bytes(row.href), place),
            **{name: getattr(row, name) for name in PLAIN},
        )


def forget_of(part: Part, collections: QuerySet[models.Collection]) -> None:
    """Forget these calendars and all that was read of them; the log stays."""
    ids = list(collections.values_list("pk", flat=True))
    part.mine(models.Instance).filter(collection__in=ids).delete()
    part.mine(models.Resource).filter(collection__in=ids).delete()
    part.mine(models.Sighting).filter(collection__in=ids).delete()
    collections.delete()


def _plain(collection: Collection) -> dict[str, object]:
    return {name: getattr(collection, name) for name in PLAIN}
