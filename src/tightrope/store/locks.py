"""Locks among processes: files that the system unlocks when their holder dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from tightrope.store.faults import folder_refused
from tightrope.store.folder import FILE_RIGHTS, FOLDER_RIGHTS

LOCKS = "locks"

if sys.platform != "win32":
    import fcntl

    def _taken(file: int, *, shared: bool, wait: bool) -> bool:
        """Whether the lock could be had."""
        how = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(file, how if wait else how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

else:
    import msvcrt

    def _taken(file: int, *, shared: bool, wait: bool) -> bool:
        """Whether the lock could be had; there is none to share on this system."""
        if shared:
            return True
        try:
            msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True


def place_of(folder: Path, owner: str, name: str) -> Path:
    """The file that is locked for a name of an owner, whatever letters it has."""
    digest = sha256(f"{len(owner)}:{owner}:{name}".encode()).hexdigest()[:32]
    return folder / LOCKS / f"{digest}.lock"


@contextmanager
def held(path: Path, *, wait: bool = False) -> Iterator[bool]:
    """Hold the lock at `path`; False where another holds it and we do not wait.

    Raises:
        FolderRefused: the file cannot be made.
    """
    file = _opened(path)
    try:
        yield _taken(file, shared=False, wait=wait)
    finally:
        os.close(file)


def shared(path: Path) -> int:
    """A share of the lock at `path`, until the number is closed.

    Raises:
        FolderRefused: the file cannot be made.
    """
    file = _opened(path)
    _taken(file, shared=True, wait=True)
    return file


def _opened(path: Path) -> int:
    try:
        path.parent.mkdir(mode=FOLDER_RIGHTS, exist_ok=True)
        return os.open(path, os.O_CREAT | os.O_RDWR, FILE_RIGHTS)
    except OSError as error:
        raise folder_refused(error, path) from error
