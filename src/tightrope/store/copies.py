"""Copies of the database: before a change of its tables, and when the person asks."""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from tightrope.core.errors import InputError
from tightrope.store.faults import (
    DataDamaged,
    DataInUse,
    NotOurData,
    folder_refused,
    told,
)
from tightrope.store.folder import DATABASE, prepared, private_file
from tightrope.store.locks import held, place_of
from tightrope.store.schema import applied, behind, reading

BESIDE = ("", "-wal", "-shm")
"""What a database of SQLite consists of on the disk."""


class CopyThere(InputError):
    """Where the copy should go, there is something already."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is there already; name a file that is not")


class NothingKept(InputError):
    """There is no database to copy."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"there is no data at {path}; see: tightrope doctor")


def in_use(folder: Path) -> Path:
    """The lock that whoever has the database open holds a share of."""
    return place_of(folder, "", "in use")


def backup(folder: Path, file: Path) -> None:
    """Copy the database in `folder` to `file`, while others may go on using it.

    The key of the secrets is not in it: it has to be kept elsewhere.

    Raises:
        NothingKept: there is no database.
        CopyThere: `file` is there already.
        InputError, OutsideError: it cannot be read, or `file` not be written.
    """
    path = folder / DATABASE
    if not path.exists():
        raise NothingKept(path)
    if file.exists():
        raise CopyThere(file)
    copied(path, file)


def restore(file: Path, folder: Path) -> Path | None:
    """Put the copy in `file` in the place of the database in `folder`.

    Returns:
        Where the database that was there is kept now; nothing where there was none.

    Raises:
        NothingKept: there is no such file.
        NotOurData, NewerData, DataDamaged: it is no copy that can be used.
        DataInUse: another process has the database open.
        InputError, OutsideError: the disk or the folder cannot be used.
    """
    if not file.is_file():
        raise NothingKept(file)
    must_be_sound(file)
    real = prepared(folder)
    with held(in_use(real)) as ours:
        if not ours:
            raise DataInUse(folder)
        fresh = free_name(real, "restored")
        copied(file, fresh)
        before = set_aside(real / DATABASE)
        fresh.replace(real / DATABASE)
    return before


def must_be_sound(path: Path) -> None:
    """See that a file is a database of ours, whole, and not of a later version.

    Raises:
        NotOurData, NewerData, DataDamaged: it is not.
    """
    behind(path)
    if not applied(path):
        raise NotOurData(path)
    with reading(path) as database:
        if found_wrong(database):
            raise DataDamaged(path)


def found_wrong(database: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong: with its pages, and with keys that lead nowhere."""
    pages = [str(said) for (said,) in database.execute("PRAGMA integrity_check(10)")]
    keys = [
        f"a row of {table} names a row of {parent} that is not there"
        for table, _, parent, _ in database.execute("PRAGMA foreign_key_check")
    ]
    return [said for said in pages if said != "ok"] + sorted(set(keys))


def copied(path: Path, file: Path) -> None:
    """Copy the database at `path` to the new `file`; half a copy does not stay.

    Raises:
        InputError, OutsideError: it cannot be read, or `file` not be written.
    """
    private_file(file)
    try:
        with reading(path) as database:
            _copy(database, file)
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def _copy(database: sqlite3.Connection, file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as into:
            database.backup(into)
            into.execute("PRAGMA journal_mode=DELETE")  # a copy is one file
    except sqlite3.Error as error:
        if (meaning := told(error, file)) is None:
            raise
        raise meaning from error


def set_aside(path: Path) -> Path | None:
    """Give the database at `path` another name beside it; nothing where none was.

    Raises:
        FolderRefused: it cannot be renamed.
    """
    there = [ending for ending in BESIDE if Path(f"{path}{ending}").exists()]
    aside = free_name(path.parent, "before")
    try:
        for ending in there:
            Path(f"{path}{ending}").replace(f"{aside}{ending}")
    except OSError as error:
        raise folder_refused(error, path) from error
    return aside if there else None


def free_name(folder: Path, what: str) -> Path:
    """A file beside the database that is not there yet."""
    names = (
        folder / f"{Path(DATABASE).stem}-{what}-{number}.sqlite3" for number in count(1)
    )
    return next(path for path in names if not path.exists())
