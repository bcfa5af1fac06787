"""What can go wrong with the data of a person, and what SQLite calls it."""

import os
import sqlite3
from pathlib import Path

from tightrope.core.errors import InputError, OutsideError, TightropeError


class FolderRefused(OutsideError):
    """The data folder, or a file in it, cannot be made or read."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(
            f"{path} cannot be used for the data: {reason}; name another folder with "
            "--data or TIGHTROPE_DATA"
        )


class OnNetwork(InputError):
    """The data folder lies on a disk of another machine."""

    def __init__(self, path: Path, kind: str) -> None:
        self.path = path
        self.kind = kind
        super().__init__(
            f"{path} lies on a network disk ({kind}), where a database gets damaged; "
            "name a folder of this machine with --data or TIGHTROPE_DATA"
        )


class NotOurData(InputError):
    """The file where the database should be is something else."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} is not a database of Tightrope; move it away, name another folder "
            "with --data, or restore a backup: tightrope restore FILE"
        )


class NewerData(InputError):
    """The database was written by a later version."""

    def __init__(self, path: Path, unknown: tuple[str, ...]) -> None:
        self.path = path
        self.unknown = unknown
        super().__init__(
            f"{path} was written by a newer version of Tightrope; update Tightrope, "
            "or restore a backup made before: tightrope restore FILE"
        )


class DataDamaged(OutsideError):
    """The database is there and cannot be read as one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is damaged; restore a backup: tightrope restore FILE")


class DataBusy(OutsideError):
    """Another process wrote to the database for too long."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"another program is writing to {path}; try again later")


class DataInUse(InputError):
    """The database is open elsewhere, and cannot be put in another's place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"another tightrope is using {folder}; end it first, then try again"
        )


class DiskFull(OutsideError):
    """There is no room left for the data."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"the disk of {path} is full; make room, nothing was half written"
        )


class CannotWrite(OutsideError):
    """The database can be read and not written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} cannot be written; check the rights of the file and its folder"
        )


class DiskFailed(OutsideError):
    """The disk did not do what it was asked."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path} cannot be read or written: {reason}")


class NotText(InputError):
    """Something that has to be kept holds what no text can."""

    def __init__(self) -> None:
        super().__init__(
            "a name or an address holds bytes that are no letters (no UTF-8), and "
            "cannot be kept; rename the file, or change the address"
        )


def told(error: sqlite3.Error, path: Path) -> TightropeError | None:
    """What an error of SQLite means for a person; nothing for a mistake of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    known = _MEANINGS.get(code & _PRIMARY)
    if known is not None:
        return known(path)
    if code & _PRIMARY in _DISK:
        return DiskFailed(path, str(error))
    return None


def folder_refused(error: OSError, path: Path) -> FolderRefused:
    """What an error of the file system means for a person."""
    reason = error.strerror or os.strerror(error.errno or 0)
    return FolderRefused(path, reason)


_PRIMARY = 0xFF
"""The bits of an error code that tell its kind; the others tell where."""
_MEANINGS = {
    sqlite3.SQLITE_BUSY: DataBusy,
    sqlite3.SQLITE_LOCKED: DataBusy,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: CannotWrite,
    sqlite3.SQLITE_CORRUPT: DataDamaged,
    sqlite3.SQLITE_NOTADB: NotOurData,
}
_DISK = {
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PROTOCOL,
}
