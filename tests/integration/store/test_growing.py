import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import IntegrityError

from tests.contract.store.test_ahead import snapshot
from tests.contract.store.things import calendar, entry, outgoing, write
from tightrope.store import DATABASE, open_store

GROWING = ("store_write", "store_snapshot", "store_entry")


@pytest.fixture
def database(data: Path) -> Iterator[sqlite3.Connection]:
    """A database with a write, a snapshot and an entry, by SQLite alone."""
    with open_store(data) as store:
        [asked] = store.outbox.add([outgoing(calendar(store).id)])
        store.outbox.done(asked.id, write(asked))
        store.snapshots.add(snapshot(16))
        store.ledger.add([entry()], group="g1", known=0)
    with closing(sqlite3.connect(data / DATABASE)) as opened:
        yield opened


@pytest.mark.parametrize("table", GROWING)
@pytest.mark.parametrize(
    "words",
    [
        "UPDATE {} SET id = id",
        "UPDATE {} SET owner_id = 2 WHERE id = 1",
        "DELETE FROM {}",
        "DELETE FROM {} WHERE id = 1",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
        "REPLACE INTO {0} SELECT * FROM {0} WHERE id = 1",
    ],
)
def test_the_database_refuses_to_change_what_only_grows(
    database: sqlite3.Connection, table: str, words: str
) -> None:
    before = database.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - a table of ours
    assert before

    with pytest.raises(sqlite3.IntegrityError, match=f"{table} only grows"):
        database.execute(words.format(table))

    assert database.execute(f"SELECT * FROM {table}").fetchall() == before  # noqa: S608 - a table of ours


def test_django_is_refused_too(data: Path) -> None:
    with open_store(data) as store:
        from tightrope.store.models import Entry, Snapshot, Write  # noqa: PLC0415 - Django has to be set up

        [asked] = store.outbox.add([outgoing(7)])
        store.outbox.done(asked.id, write(asked))
        store.snapshots.add(snapshot(16))
        store.ledger.add([entry()], group="g1", known=0)
        for part, table in (
            (store.writes, Write),
            (store.snapshots, Snapshot),
            (store.ledger, Entry),
        ):
            with pytest.raises(IntegrityError, match="only grows"):
                part.mine(table).delete()
        with pytest.raises(IntegrityError, match="only grows"):
            store.writes.mine(Write).update(calendar="nobody's")

        assert len(store.writes.all()) == 1
        assert len(store.snapshots.all()) == 1
        assert len(store.ledger.all()) == 1


@pytest.mark.parametrize("table", ["store_snapshot", "store_entry"])
def test_none_takes_the_place_of_one_that_is_the_same_by_another_key(
    database: sqlite3.Connection, table: str
) -> None:
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    others = ", ".join(f'"{name}"' for name in columns if name != "id")
    before = database.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - a table of ours

    with pytest.raises(sqlite3.IntegrityError, match=f"{table} only grows"):
        database.execute(
            f"INSERT OR REPLACE INTO {table} (id, {others}) "  # noqa: S608 - names of ours
            f"SELECT 999, {others} FROM {table}"
        )

    assert database.execute(f"SELECT * FROM {table}").fetchall() == before  # noqa: S608 - a table of ours


def test_it_still_grows(data: Path) -> None:
    with open_store(data) as store:
        for number in range(3):
            [asked] = store.outbox.add([outgoing(7, f"b{number}")])
            store.outbox.done(asked.id, write(asked))

        assert [one.block for one in store.writes.all()] == ["b0", "b1", "b2"]
