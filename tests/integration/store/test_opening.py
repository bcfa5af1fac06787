import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.contract.store.things import at, calendar, connection, kept, renewed
from tightrope.core.errors import OutsideError
from tightrope.store import DATABASE, data_folder, open_store
from tightrope.store.faults import (
    CannotWrite,
    DataDamaged,
    DiskFull,
    FolderRefused,
    NewerData,
    NotOurData,
    NotText,
    OnNetwork,
)
from tightrope.store.folder import kind_of_disk, prepared
from tightrope.store.secrets import KeyLost, KeyWrong

ROOT_OF_ALL = getattr(os, "geteuid", lambda: 1)() == 0
POSIX = pytest.mark.skipif(os.name != "posix", reason="rights are of POSIX")
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/anna\\040b/disk ext4 rw 0 0
//server/share /mnt/share cifs rw 0 0
"""
LOADED = """
import sys
from pathlib import Path
import tightrope.store
before = {"django", "cryptography"}.intersection(sys.modules)
tightrope.store.check(Path(sys.argv[1]))
checked = {"django"}.intersection(sys.modules)
tightrope.store.open_store(Path(sys.argv[1])).close()
print(sorted(before), sorted(checked), "django" in sys.modules)
"""


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.rglob("*")}


@POSIX
def test_the_data_is_for_its_owners_eyes_only(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"

    with open_store(folder) as store:
        store.blocks.keep([kept("a", at(0, 9, 180))])
        found = modes(folder)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "key"} <= found.keys()
    assert {mode & 0o077 for mode in found.values()} == {0}


@POSIX
def test_rights_that_others_were_given_are_taken_back(data: Path) -> None:
    data.chmod(0o755)

    open_store(data).close()

    assert data.stat().st_mode & 0o777 == 0o700


def test_what_was_kept_is_there_the_next_time(data: Path) -> None:
    with open_store(data) as store:
        one = calendar(store)
        store.blocks.keep([kept("a", at(0, 9, 180))])

    with open_store(data) as store:
        assert store.blocks.all() == (kept("a", at(0, 9, 180)),)
        assert store.connections.named("work") == connection()
        assert store.collections.all() == (one,)


def test_several_folders_may_be_open_in_one_process(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "first") as first,
        open_store(tmp_path / "second") as second,
        open_store(tmp_path / "first") as again,
    ):
        first.blocks.keep([kept("a", at(0, 9, 180))])

        assert second.blocks.all() == ()
        assert again.blocks.all() == first.blocks.all()


def test_a_link_to_a_folder_leads_to_the_same_data(data: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(data)

    with open_store(data) as store, open_store(link) as linked:
        store.blocks.keep([kept("a", at(0, 9, 180))])

        assert len(linked.blocks.all()) == 1


def test_the_settings_that_keep_data_safe_are_in_force(data: Path) -> None:
    with open_store(data) as store:
        connected = store.blocks.shelf.connection
        with connected.cursor() as cursor:
            found = {
                pragma: cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
                for pragma in ("journal_mode", "synchronous", "foreign_keys")
            }

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert connected.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert connected.settings_dict["OPTIONS"]["timeout"] == 20


def test_django_is_loaded_when_a_store_is_opened_and_never_before(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, data],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert done.stdout == "[] [] True\n"


def test_the_folder_that_was_given_comes_first() -> None:
    environ = {"TIGHTROPE_DATA": "/from/the/environment"}

    assert data_folder("/given", environ) == Path("/given")
    assert data_folder(None, environ) == Path("/from/the/environment")
    assert data_folder("", environ) == Path("/from/the/environment")
    assert data_folder("~/data", environ) == Path.home() / "data"
    usual = data_folder(None, {"TIGHTROPE_DATA": ""})
    assert usual.name == "tightrope"
    assert usual.is_absolute()


@pytest.mark.parametrize("text", [b"not a database " * 500, b"BEGIN:VCALENDAR\r\n" * 9])
def test_a_file_that_is_no_database_is_said_and_left(
    tmp_path: Path, text: bytes
) -> None:
    path = prepared(tmp_path / "data") / DATABASE
    path.write_bytes(text)

    with pytest.raises(NotOurData):
        open_store(tmp_path / "data")
    assert path.read_bytes() == text


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = prepared(tmp_path / "data") / DATABASE
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")

    with pytest.raises(NotOurData):
        open_store(tmp_path / "data")


def test_another_django_programs_database_too(tmp_path: Path) -> None:
    path = prepared(tmp_path / "data") / DATABASE
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
        database.execute("CREATE TABLE recipes (name TEXT)")

    with pytest.raises(NotOurData):
        open_store(tmp_path / "data")


def test_a_database_of_a_newer_version_is_said_and_left(data: Path) -> None:
    with closing(sqlite3.connect(data / DATABASE)) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('store', '9999_later', '2030-01-01')"
        )

    with pytest.raises(NewerData, match="newer version"):
        open_store(data)


def test_a_broken_database_is_said(data: Path) -> None:
    with open_store(data) as store:
        store.blocks.keep(kept(f"b{n}", at(n % 7, 9, 180)) for n in range(300))
    path = data / DATABASE
    bytes_ = bytearray(path.read_bytes())
    for page in range(1, len(bytes_) // 4096):
        bytes_[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(bytes_)

    with pytest.raises(DataDamaged, match="restore a backup"):
        open_store(data).blocks.all()


def test_a_disk_that_is_full_is_said_and_nothing_is_half_written(data: Path) -> None:
    with open_store(data) as store:
        store.blocks.keep([kept("a", at(0, 9, 180))])
        connected = store.blocks.shelf.connection
        with connected.cursor() as cursor:
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")

        with pytest.raises(DiskFull, match="full"):
            store.blocks.keep(kept(f"b{n}", at(1, 9, 180)) for n in range(500))

        assert store.blocks.all() == (kept("a", at(0, 9, 180)),)


def test_a_disk_that_gets_full_within_takes_all_of_it_back(data: Path) -> None:
    with open_store(data) as store:
        connected = store.blocks.shelf.connection
        with connected.cursor() as cursor:
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")

        def too_much() -> None:
            with store.together():
                store.blocks.keep([kept("a", at(0, 9, 180))])
                store.blocks.keep(kept(f"b{n}", at(1, 9, 180)) for n in range(500))

        with pytest.raises(DiskFull):
            too_much()
        assert store.blocks.all() == ()
        with store.together():
            assert store.connections.all() == ()


def test_a_database_that_cannot_be_written_is_said(data: Path) -> None:
    with open_store(data) as store:
        with store.blocks.shelf.connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")

        with pytest.raises(CannotWrite):
            store.blocks.keep([kept("a", at(0, 9, 180))])


def test_a_name_that_is_no_text_is_said_and_nothing_else_is_lost(data: Path) -> None:
    with open_store(data) as store:
        one = calendar(store)
        store.mirror.renew(one.id, [renewed("/good")])
        odd = b"caf\xe9.ics".decode("utf-8", "surrogateescape")

        with pytest.raises(NotText, match="no UTF-8"):
            store.mirror.renew(one.id, [renewed("/other"), renewed(odd)])

        assert list(store.mirror.held(one.id)) == ["/good"]


@pytest.mark.skipif(ROOT_OF_ALL or os.name != "posix", reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)

    with pytest.raises(FolderRefused, match="Permission denied"):
        open_store(closed / "data")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="/proc is of Linux")
def test_a_disk_that_can_only_be_read_is_said() -> None:
    with pytest.raises(OutsideError, match="/proc/tightrope/data cannot be used"):
        open_store(Path("/proc/tightrope/data"))


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("hello", "utf-8")

    with pytest.raises(FolderRefused):
        open_store(tmp_path / "data")


def test_a_folder_where_the_database_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "data" / DATABASE).mkdir(parents=True)

    with pytest.raises(FolderRefused, match="it is a folder"):
        open_store(tmp_path / "data")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/data", "ext4"),
        ("/home/anna/data", "nfs4"),
        ("/home/anna b/disk/data", "ext4"),
        ("/mnt/share", "cifs"),
        ("/mnt/shared", "ext4"),
    ],
)
def test_the_disk_of_a_folder_is_known(path: str, kind: str) -> None:
    assert kind_of_disk(Path(path), MOUNTS) == kind


def test_a_network_disk_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr("tightrope.store.folder.MOUNTS", mounts)

    with pytest.raises(OnNetwork, match="network disk"):
        open_store(tmp_path / "data")
    assert not (tmp_path / "data" / DATABASE).exists()


def test_a_lost_key_is_said_and_all_else_can_be_read(data: Path) -> None:
    with open_store(data) as store:
        calendar(store)
        store.blocks.keep([kept("a", at(0, 9, 180))])
    (data / "key").unlink()

    with open_store(data) as store:
        assert len(store.blocks.all()) == 1
        with pytest.raises(KeyLost, match="put it back"):
            store.connections.all()
        store.connections.remove("work")
        assert store.connections.all() == ()
    assert not (data / "key").exists()


def test_a_wrong_key_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(data) as store:
        calendar(store)
    monkeypatch.setenv("TIGHTROPE_KEY", "A" * 43 + "=")

    with open_store(data) as store, pytest.raises(KeyWrong, match="another key"):
        store.connections.named("work")


def test_no_secret_stands_in_the_files(data: Path) -> None:
    with open_store(data) as store:
        calendar(store, href="/very-secret-address/")
        found = b"".join(path.read_bytes() for path in data.glob(f"{DATABASE}*"))

    for secret in (b"correct horse", b"dav.example.org", b"very-secret-address"):
        assert secret not in found
