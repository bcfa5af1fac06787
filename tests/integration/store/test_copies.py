import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.contract.store.things import at, calendar, connection, kept
from tightrope.store import DATABASE, backup, check, open_store, restore
from tightrope.store.copies import CopyThere, NothingKept
from tightrope.store.faults import (
    DataDamaged,
    DataInUse,
    FolderRefused,
    NewerData,
    NotOurData,
)


def ids(folder: Path) -> list[str]:
    """The ids of the blocks in a folder."""
    with open_store(folder) as store:
        return [one.block.id for one in store.blocks.all()]


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    """A copy of data with one block, beside the data with two."""
    with open_store(data) as store:
        calendar(store)
        store.blocks.keep([kept("a", at(0, 9, 180))])
        backup(data, tmp_path / "copy.sqlite3")
        store.blocks.keep([kept("b", at(1, 9, 180))])
    return tmp_path / "copy.sqlite3"


def test_a_copy_can_be_made_while_the_data_is_in_use(copy: Path) -> None:
    assert copy.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT key FROM store_block").fetchall() == [("a",)]
    assert [path.name for path in copy.parent.glob("copy*")] == ["copy.sqlite3"]


def test_a_copy_takes_the_place_of_the_data_which_stays_beside(
    data: Path, copy: Path
) -> None:
    before = restore(copy, data)

    assert ids(data) == ["a"]
    assert before is not None
    with closing(sqlite3.connect(before)) as database:
        keys = database.execute("SELECT key FROM store_block ORDER BY key").fetchall()
    assert keys == [("a",), ("b",)]
    with open_store(data) as store:
        assert store.connections.all() == (connection(),)
    assert check(data) == ()


def test_what_stayed_beside_can_be_restored_too(data: Path, copy: Path) -> None:
    before = restore(copy, data)
    assert before is not None

    again = restore(before, data)

    assert ids(data) == ["a", "b"]
    assert again not in (None, before)


def test_a_copy_can_be_restored_where_nothing_was(copy: Path, tmp_path: Path) -> None:
    assert restore(copy, tmp_path / "elsewhere") is None

    assert ids(tmp_path / "elsewhere") == ["a"]


def test_a_damaged_database_can_be_replaced(data: Path, copy: Path) -> None:
    (data / DATABASE).write_bytes(b"no database")

    before = restore(copy, data)

    assert ids(data) == ["a"]
    assert before is not None
    assert before.read_bytes() == b"no database"


def test_data_in_use_is_not_replaced(data: Path, copy: Path) -> None:
    with open_store(data), pytest.raises(DataInUse):
        restore(copy, data)

    assert ids(data) == ["a", "b"]


def test_nothing_is_written_over(data: Path, copy: Path) -> None:
    text = copy.read_bytes()

    with pytest.raises(CopyThere):
        backup(data, copy)
    assert copy.read_bytes() == text


def test_where_nothing_is_nothing_is_copied(data: Path, tmp_path: Path) -> None:
    with pytest.raises(NothingKept):
        backup(tmp_path / "nowhere", tmp_path / "copy")
    with pytest.raises(NothingKept):
        restore(tmp_path / "nowhere", data)
    assert not (tmp_path / "copy").exists()


def test_a_copy_that_cannot_be_written_is_said(data: Path, tmp_path: Path) -> None:
    with pytest.raises(FolderRefused):
        backup(data, tmp_path / "no" / "folder")


def test_half_a_copy_does_not_stay(data: Path, tmp_path: Path) -> None:
    (data / DATABASE).write_bytes(b"no database")

    with pytest.raises(NotOurData):
        backup(data, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_what_is_no_copy_is_refused_and_the_data_stays(
    data: Path, copy: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"BEGIN:VCALENDAR\r\n" * 100)
    empty = tmp_path / "nothing"
    empty.touch()

    for wrong in (other, empty):
        with pytest.raises(NotOurData):
            restore(wrong, data)
    assert ids(data) == ["a", "b"]
    assert copy.exists()


def test_a_copy_of_a_newer_version_is_refused(data: Path, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('store', '9999_later', '2030-01-01')"
        )

    with pytest.raises(NewerData):
        restore(copy, data)
    assert ids(data) == ["a", "b"]


def test_a_damaged_copy_is_refused(data: Path, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as database:
        page = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'block_by_start'"
        ).fetchone()[0]
    bytes_ = bytearray(copy.read_bytes())
    bytes_[(page - 1) * 4096 : page * 4096] = bytes(4096)
    copy.write_bytes(bytes_)

    with pytest.raises(DataDamaged):
        restore(copy, data)
    assert ids(data) == ["a", "b"]


def test_data_that_is_well_has_nothing_to_say(data: Path, tmp_path: Path) -> None:
    assert check(data) == ()
    assert check(tmp_path / "nowhere") == ()
    (tmp_path / "empty").mkdir(mode=0o700)
    assert check(tmp_path / "empty") == ()


def said(folder: Path, environ: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """What is wrong with a folder: where, and the first words."""
    return [
        (problem.where, " ".join(problem.what.split()[:3]))
        for problem in check(folder, environ or {})
    ]


@pytest.mark.skipif(os.name != "posix", reason="rights are of POSIX")
def test_what_others_may_read_is_said(data: Path) -> None:
    for path in (data, data / DATABASE, data / "key"):
        path.chmod(0o755)

    assert said(data) == [
        ("folder", "others may read"),
        ("folder", "others may read"),
        ("key", "others may read"),
    ]


def test_a_key_that_is_lost_is_said(data: Path) -> None:
    (data / "key").unlink()

    assert said(data) == [("key", "the key of")]


def test_a_key_that_is_none_is_said(data: Path) -> None:
    assert said(data, {"TIGHTROPE_KEY": "hello"}) == [("key", "TIGHTROPE_KEY holds no")]


def test_a_database_that_is_none_is_said(data: Path) -> None:
    (data / DATABASE).write_bytes(b"no database" * 100)

    assert [where for where, _ in said(data)] == ["database"]


def test_rows_that_lead_nowhere_are_said(data: Path) -> None:
    with open_store(data) as store:
        calendar(store)
    with closing(sqlite3.connect(data / DATABASE)) as database, database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("DELETE FROM store_connection")

    [problem] = check(data)

    assert problem.what == (
        "a row of store_collection names a row of store_connection that is not there"
    )


def test_tables_of_an_earlier_version_are_said(data: Path) -> None:
    with closing(sqlite3.connect(data / DATABASE)) as database, database:
        database.execute("DELETE FROM django_migrations WHERE name != '0001_first'")

    assert said(data) == [("database", "its tables are")]


def test_a_network_disk_is_said(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr("tightrope.store.folder.MOUNTS", mounts)

    assert said(data) == [("folder", "it lies on")]
