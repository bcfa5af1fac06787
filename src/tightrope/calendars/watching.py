"""Whether files and folders have changed, told often and cheaply."""

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from tightrope.calendars.folders.entries import is_event

DEEPEST = 3
"""Folders within folders that are looked into."""

MOST = 100_000
"""Files that are looked at."""


class Watch:
    """Files and folders that are looked at again and again.

    Nothing is read but names, sizes and times: 5,000 files take some milliseconds.

    Args:
        paths: what is watched, whether it is there yet or not.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._marks = {path: mark_of(path) for path in paths}

    def changed(self) -> tuple[Path, ...]:
        """Those that are not as they were when this was asked last, in order."""
        now = {path: mark_of(path) for path in self._marks}
        changed = tuple(path for path in now if now[path] != self._marks[path])
        self._marks = now
        return changed


def mark_of(path: Path) -> str:
    """What tells one state of a file, or of a folder of events, from the next.

    What cannot be looked at counts as not being there.
    """
    digest = blake2b(digest_size=16)
    for count, line in enumerate(_lines(path, DEEPEST)):
        if count == MOST:
            break
        digest.update(line)
    return digest.hexdigest()


def _lines(path: Path, depth: int) -> Iterator[bytes]:
    try:
        found = path.stat()
        if not path.is_dir():
            yield _line(path.name, found)
            return
        yield b"/\n"
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except (OSError, ValueError):
        return
    for entry in entries:
        try:
            if is_event(entry.name):
                yield _line(entry.name, entry.stat())
            elif depth and entry.is_dir() and not entry.name.startswith("."):
                yield os.fsencode(entry.name) + b"/\n"
                yield from _lines(Path(entry.path), depth - 1)
        except OSError:
            continue


def _line(name: str, found: os.stat_result) -> bytes:
    facts = (found.st_mtime_ns, found.st_size, found.st_ino)
    return b"%s %d %d %d\n" % (os.fsencode(name), *facts)
