"""Where the rows of one owner are, and how every part of the store finds them."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from tightrope.store.models import Owned
from tightrope.store.secrets import Keys, Place

Row = TypeVar("Row", bound=Owned)
Value = TypeVar("Value")
Columns = tuple[str | int | bytes | None, ...]
AT_ONCE = 500
"""How many values one question names; SQLite knows a most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What all parts of a store share.

    Attributes:
        alias: what Django calls the database.
        owner: the key of the owner's row.
        name: what the owner is called.
        folder: where the data is.
        keys: what secrets are sealed with.
    """

    alias: str
    owner: int
    name: str
    folder: Path
    keys: Keys = field(repr=False)

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """This thread's connection to the database."""
        return connections[self.alias]

    def together(self) -> AbstractContextManager[None]:
        """A transaction, or a part of the one that is open already."""
        return transaction.atomic(using=self.alias)

    def place(self, table: str, column: str, row: str) -> Place:
        """Where a secret of the owner stands."""
        return Place(table=table, column=column, owner=self.owner, row=row)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a store: it sees the rows of its owner, and no others."""

    shelf: Shelf

    def mine(self, table: type[Row]) -> QuerySet[Row]:
        """The owner's rows of a table."""
        rows = table._default_manager.using(self.shelf.alias)  # noqa: SLF001 - Django's public name of it
        return rows.filter(owner_id=self.shelf.owner)

    def together(self) -> AbstractContextManager[None]:
        """A transaction, or a part of the one that is open already."""
        return self.shelf.together()

    def run(self, words: str, rows: Iterable[Columns]) -> None:
        """Run one statement for each of many rows."""
        with self.shelf.connection.cursor() as cursor:
            cursor.executemany(words, list(rows))


def pieces(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values in lists that one question can name."""
    left = iter(values)
    while piece := list(islice(left, AT_ONCE)):
        yield piece
