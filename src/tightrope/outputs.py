"""Output files: written whole or not at all."""

import contextlib
import os
import secrets
import stat
from pathlib import Path

from tightrope.core.errors import InputError, OutsideError


class NotAFile(InputError):
    """What stands at an output's path is no file that could be replaced."""

    def __init__(self, path: Path, kind: str) -> None:
        self.path = path
        self.kind = kind
        super().__init__(f"{path} is {kind}; give the path of a file to write")


class NoFolder(InputError):
    """The folder that an output should go to is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path.parent} is not a folder, so {path.name} cannot be written there; "
            "make the folder first or give another path"
        )


class AlreadyThere(InputError):
    """Something stands where a new file should go."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is there already; give another path")


class NotWritten(OutsideError):
    """The system refused to write an output; what stood there before still does."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(
            f"{path} could not be written: {reason}; nothing was changed, "
            "put that right or give another path"
        )


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: beside it first, then renamed over it.

    Whoever reads the path meanwhile, or after a crash, finds the old bytes or the new
    ones, never a part. Rights of an earlier file stay; a link keeps pointing where it
    does, and what it points to is replaced.

    Raises:
        NotAFile: a folder, a device or the like stands at the path.
        NoFolder: the folder it should go to is not there.
        NotWritten: no room, no rights, a broken disk.
    """
    try:
        target = Path(os.path.realpath(path))
        _replace(target, data, _rights(target, path))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoFolder(path) from error
    except (OSError, ValueError) as error:
        # A path with a null byte is a ValueError.
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise NotWritten(path, reason) from error


def write_new(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step, where nothing stands yet.

    Raises:
        AlreadyThere: something does; it is as it was.
        NoFolder: the folder it should go to is not there.
        NotWritten: no room, no rights, a broken disk.
    """
    try:
        _place(path, data)
    except FileExistsError as error:
        raise AlreadyThere(path) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoFolder(path) from error
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise NotWritten(path, reason) from error


def _place(path: Path, data: bytes) -> None:
    beside = _beside(path)
    try:
        _store(beside, data, None)
        try:
            # A link, other than renaming, never takes the place of what is there.
            os.link(beside, path)
        except (NotImplementedError, PermissionError):
            # Some disks know no links: then the name is taken first, and renamed over.
            path.open("xb").close()
            beside.replace(path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
    _settle(path.parent)


def _beside(target: Path) -> Path:
    """A name beside `target` that nobody takes for one of its kind."""
    return target.with_name(f".tightrope-{secrets.token_hex(8)}.tmp")


def _rights(target: Path, path: Path) -> int | None:
    """The rights of the file that stands at `target`; nothing where none does.

    Raises:
        NotAFile: something else stands there; renaming over a device would remove it.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise NotAFile(path, "a folder")
    if not stat.S_ISREG(mode):
        raise NotAFile(path, "a device or a pipe")
    return stat.S_IMODE(mode)


def _replace(target: Path, data: bytes, rights: int | None) -> None:
    beside = _beside(target)
    try:
        _store(beside, data, rights)
        beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _settle(target.parent)


def _store(beside: Path, data: bytes, rights: int | None) -> None:
    with beside.open("xb") as file:
        if rights is not None:
            beside.chmod(rights)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Have the new name survive a power cut, where the system can promise that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
