"""Which version of a file it is, told without reading it where that is safe."""

import os
import time
from pathlib import Path

from tightrope.calendars.base import digest_of

COARSE = 2_000_000_000
"""Nanoseconds: no disk keeps the time of a change less exactly than to two seconds."""


def etag_of(path: Path, found: os.stat_result) -> str:
    """The mark of the version that stands at `path`.

    A file changed a moment ago may be changed again without another time, so the
    digest of its bytes belongs to its mark.

    Raises:
        OSError: it cannot be read.
    """
    mark = _mark(found)
    if abs(time.time_ns() - found.st_mtime_ns) > COARSE:
        return mark
    return f"{mark}-{digest_of(path.read_bytes())}"


def etag_with(data: bytes, found: os.stat_result) -> str:
    """The same for a file that was just read."""
    mark = _mark(found)
    if abs(time.time_ns() - found.st_mtime_ns) > COARSE:
        return mark
    return f"{mark}-{digest_of(data)}"


def is_version(etag: str, data: bytes, found: os.stat_result) -> bool:
    """Whether a file with these bytes is the version that `etag` was given to."""
    mark = _mark(found)
    return etag == mark or etag == f"{mark}-{digest_of(data)}"


def _mark(found: os.stat_result) -> str:
    return f"{found.st_mtime_ns:x}-{found.st_ino:x}-{found.st_size:x}"
