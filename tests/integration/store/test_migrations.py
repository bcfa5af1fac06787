import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from house.places import ROOT
from tests.contract.store.test_ahead import feed, snapshot
from tests.contract.store.things import (
    MONDAY,
    WEEK,
    at,
    connection,
    event,
    kept,
    outgoing,
    resource,
    sighting,
)
from tightrope.flows.ports import Person
from tightrope.store import DATABASE, open_store, schema
from tightrope.store.folder import prepared

FIRST = ROOT / "tests" / "golden" / "store" / "0001.sql"
"""Something of everything, in the tables as they were at first."""
KEY = "A" * 43 + "="


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that the first version made."""
    monkeypatch.setenv("TIGHTROPE_KEY", KEY)
    folder = prepared(tmp_path / "first")
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.executescript(FIRST.read_text("utf-8"))
    return folder


def test_every_row_of_the_first_version_is_still_there(first: Path) -> None:
    with open_store(first) as store:
        [one] = store.collections.all()
        [waiting] = store.outbox.waiting()
        [logged] = store.writes.all()

        assert store.people.me() == Person(zone="Europe/Berlin")
        assert store.connections.all() == (connection(),)
        assert (one.href, one.connection) == ("/anna/", "work")
        assert store.mirror.resource(one.id, "/a") == resource("/a")
        assert store.mirror.events(WEEK).events == (event("a", at(0, 9), one.id),)
        assert store.mirror.sightings() == (sighting(one.id, "a"),)
        assert store.blocks.all() == (kept("b1", at(0, 9, 180)),)
        assert waiting == outgoing(one.id, "b2", id=waiting.id)
        assert (logged.block, logged.after) == ("b1", outgoing(one.id).data)
        assert store.snapshots.all() == (snapshot(16),)
        assert store.feeds.with_key("k" * 43) == feed("k" * 43, id=1)
        assert [known.key for known in store.feeds.all()] == ["k" * 43]
        assert logged.at > MONDAY


def test_the_tables_are_then_those_of_a_new_database(first: Path, data: Path) -> None:
    def tables(folder: Path) -> set[tuple[str, str]]:
        asked = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            return set(database.execute(asked))

    open_store(first).close()

    assert tables(first) == tables(data)
    assert schema.applied(first / DATABASE) == schema.known()


def test_a_copy_is_made_before(first: Path) -> None:
    with closing(sqlite3.connect(first / DATABASE)) as database:
        before = list(database.iterdump())

    open_store(first).close()
    open_store(first).close()

    [copy] = first.glob("*earlier*")
    assert copy.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(copy)) as database:
        assert list(database.iterdump()) == before


def test_a_step_that_fails_leaves_the_database_as_it_was(first: Path) -> None:
    with closing(sqlite3.connect(first / DATABASE)) as database, database:
        database.execute(
            "CREATE TRIGGER store_write_undeleted BEFORE DELETE ON store_write "
            "BEGIN SELECT RAISE(ABORT, 'in the way'); END"
        )
        before = list(database.iterdump())

    with pytest.raises(Exception, match="already exists"):
        open_store(first)

    with closing(sqlite3.connect(first / DATABASE)) as database:
        assert list(database.iterdump()) == before


def test_no_step_is_missing(data: Path) -> None:
    with open_store(data) as store:
        from django.core.management import call_command  # noqa: PLC0415 - Django has to be set up

        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
        call_command("check", databases=[store.blocks.shelf.alias], fail_level="INFO")


def test_every_row_has_an_owner(data: Path) -> None:
    with open_store(data):
        from django.apps import apps  # noqa: PLC0415 - Django has to be set up

        tables = list(apps.get_app_config("store").get_models())

    owned = {
        table.__name__
        for table in tables
        if any(
            field.name == "owner" and not field.null
            for field in table._meta.concrete_fields  # noqa: SLF001 - Django's public name of it
        )
    }
    assert owned == {table.__name__ for table in tables} - {"Owner"}


def test_the_steps_are_known_without_django() -> None:
    assert schema.known()[:3] == (
        "0001_first",
        "0002_only_growing",
        "0003_ledger",
    )
