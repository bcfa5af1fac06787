"""The ways to calendars, in the database."""

from typing import Any

from tightrope.flows.ports import Connection, NameTaken, NoSuchConnection
from tightrope.store import models
from tightrope.store.codecs.texts import names_of, names_text, words_of, words_text
from tightrope.store.database.collections import forget_of
from tightrope.store.database.shelf import Part

SEALED = ("address", "user", "secret")
TABLE = "connection"


class DatabaseConnections(Part):
    """The ways to calendars; what leads there or lets in is sealed."""

    def add(self, connection: Connection) -> None:
        """Keep a new one."""
        with self.together():
            rows = self.mine(models.Connection)
            if rows.filter(name=connection.name).exists():
                raise NameTaken(connection.name)
            rows.create(
                owner_id=self.shelf.owner,
                name=connection.name,
                **self._columns(connection),
            )

    def named(self, name: str) -> Connection:
        """The one with that name."""
        row = self.mine(models.Connection).filter(name=name).first()
        if row is None:
            raise self._unknown(name)
        return self._read(row)

    def all(self) -> tuple[Connection, ...]:
        """All of them, by name."""
        rows = self.mine(models.Connection).order_by("name")
        return tuple(self._read(row) for row in rows)

    def change(self, connection: Connection) -> None:
        """Keep what is said of it now."""
        rows = self.mine(models.Connection).filter(name=connection.name)
        if not rows.update(**self._columns(connection)):
            raise self._unknown(connection.name)

    def remove(self, name: str) -> None:
        """Forget it and all that was read through it."""
        with self.together():
            rows = self.mine(models.Connection).filter(name=name)
            if not rows.exists():
                raise self._unknown(name)
            forget_of(self, self.mine(models.Collection).filter(connection__in=rows))
            rows.delete()

    def _unknown(self, name: str) -> NoSuchConnection:
        rows = self.mine(models.Connection).order_by("name")
        return NoSuchConnection(name, tuple(rows.values_list("name", flat=True)))

    def _columns(self, connection: Connection) -> dict[str, Any]:
        """The columns of a connection, but for its name, which never changes."""
        sealed = {
            column: self.shelf.keys.seal(
                getattr(connection, column),
                self.shelf.place(TABLE, column, connection.name),
            )
            for column in SEALED
        }
        return {
            **sealed,
            "kind": connection.kind,
            "options": words_text(connection.options),
            "addresses": names_text(connection.addresses),
            "synced": connection.synced,
            "tried": connection.tried,
            "fault": connection.fault,
            "retry_after": connection.retry_after,
        }

    def _read(self, row: models.Connection) -> Connection:
        opened = {
            column: self.shelf.keys.open(
                bytes(getattr(row, column)), self.shelf.place(TABLE, column, row.name)
            )
            for column in SEALED
        }
        return Connection(
            **opened,
            name=row.name,
            kind=row.kind,
            options=words_of(row.options),
            addresses=names_of(row.addresses),
            synced=row.synced,
            tried=row.tried,
            fault=row.fault,
            retry_after=row.retry_after,
        )
