"""Where the data is: the folder, who may read it, and whether it may be there."""

import contextlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_data_path

from tightrope.store.faults import FolderRefused, OnNetwork, folder_refused

VARIABLE = "TIGHTROPE_DATA"
DATABASE = "tightrope.sqlite3"
MOUNTS = Path("/proc/self/mounts")
FOLDER_RIGHTS, FILE_RIGHTS = 0o700, 0o600
OF_NETWORKS = frozenset(
    {
        "afs",
        "ceph",
        "cifs",
        "coda",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.sshfs",
        "gfs2",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "smb3",
        "smbfs",
    }
)
"""File systems of other machines: there SQLite's write-ahead log breaks."""


def data_folder(given: str | None, environ: Mapping[str, str]) -> Path:
    """The folder of the data: what was given, TIGHTROPE_DATA, or the system's place."""
    named = given or environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    return user_data_path("tightrope", appauthor=False)


def prepared(folder: Path) -> Path:
    """The folder, made if need be, for its owner's eyes only; its real path.

    Raises:
        OnNetwork: it lies on another machine's disk.
        FolderRefused: it cannot be made, or is no folder.
    """
    try:
        folder.mkdir(mode=FOLDER_RIGHTS, parents=True, exist_ok=True)
        real = folder.resolve(strict=True)
        narrow(real, FOLDER_RIGHTS)
    except OSError as error:
        raise folder_refused(error, folder) from error
    kind = kind_of_disk(real)
    if kind in OF_NETWORKS:
        raise OnNetwork(folder, kind)
    return real


def private_file(path: Path) -> None:
    """Make an empty file that nobody else may read, where there is none.

    One that is there is not opened: to close it would take away the locks that this
    process holds on it (sqlite.org/howtocorrupt.html, 2.2), and another process would
    then throw away a log that is still written to.

    Raises:
        FolderRefused: it cannot be made, or something else is there.
    """
    if path.is_dir():
        raise FolderRefused(path, "it is a folder")
    try:
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_RIGHTS))
        narrow(path, FILE_RIGHTS)
    except OSError as error:
        raise folder_refused(error, path) from error


def narrow(path: Path, rights: int) -> None:
    """Take from others what they may do with `path`, where the system knows rights."""
    now = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and now & ~rights:
        path.chmod(now & rights)


def open_to_others(path: Path) -> bool:
    """Whether somebody else may read or write it."""
    return os.name == "posix" and bool(
        path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    )


def kind_of_disk(path: Path, mounts: str | None = None) -> str:
    """The file system that `path` lies on, as Linux calls it; empty where unknown."""
    if mounts is None:
        try:
            mounts = MOUNTS.read_text("utf-8", errors="replace")
        except OSError:
            return ""
    found = [
        (len(place), number, kind)
        for number, line in enumerate(mounts.splitlines())
        for _, place, kind, *_ in [line.split(" ")]
        if path.is_relative_to(_unescaped(place))
    ]
    return max(found)[2] if found else ""


def _unescaped(place: str) -> str:
    r"""A mount point as it is; /proc writes a blank as \040, and so on (proc(5))."""
    for code, char in (
        (r"\040", " "),
        (r"\011", "\t"),
        (r"\012", "\n"),
        (r"\134", "\\"),
    ):
        place = place.replace(code, char)
    return place
