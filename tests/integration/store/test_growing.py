import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import IntegrityError

from tests.contract.store.test_ahead import snapshot
from tests.contract.store.things import calendar, outgoing, write
from tightrope.store import DATABASE, open_store

GROWING = ("store_write", "store_snapshot")


@pytest.fixture
def database(data: Path) -> Iterator[sqlite3.Connection]:
    """A database with a logged write and a snapshot, by SQLite alone."""
    with open_store(data) as store:
        [asked] = store.outbox.add([outgoing(calendar(store).id)])
        store.outbox.done(asked.id, write(asked))
        store.snapshots.add(snapshot(16))
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
        from tightrope.store.models import Snapshot, Write  # noqa: PLC0415 - Django has to be set up

        [asked] = store.outbox.add([outgoing(7)])
        store.outbox.done(asked.id, write(asked))
        store.snapshots.add(snapshot(16))
        for part, table in ((store.writes, Write), (store.snapshots, Snapshot)):
            with pytest.raises(IntegrityError, match="only grows"):
                part.mine(table).delete()
        with pytest.raises(IntegrityError, match="only grows"):
            store.writes.mine(Write).update(calendar="nobody's")

        assert len(store.writes.all()) == 1
        assert len(store.snapshots.all()) == 1


def test_it_still_grows(data: Path) -> None:
    with open_store(data) as store:
        for number in range(3):
            [asked] = store.outbox.add([outgoing(7, f"b{number}")])
            store.outbox.done(asked.id, write(asked))

        assert [one.block for one in store.writes.all()] == ["b0", "b1", "b2"]
