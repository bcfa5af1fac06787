"""Calendars in iCalendar files: one file, a folder of them, a stream."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Calendar, Reading, in_order
from tightrope.calendars.files import (
    MIB,
    NotReadable,
    NotThere,
    TooLarge,
    all_of,
    contents,
    reason_of,
)
from tightrope.calendars.ical import (
    Component,
    occurrences,
    owner_of,
    read,
    zone_of,
)
from tightrope.calendars.versions import Contents, sorted_out
from tightrope.core.errors import InputError, OutsideError, Problem
from tightrope.core.timeline import Span

LARGEST = 200 * MIB
"""Bytes of one file, and of all files of a folder; 50,000 events have about 80 MB."""

SUFFIX = ".ics"


class NoCalendar(InputError):
    """What was given as a calendar is none."""

    def __init__(self, name: str, what: str) -> None:
        self.name = name
        self.what = what
        super().__init__(f"{name} {what}; give an .ics file exported from a calendar")


class EmptyFolder(InputError):
    """A folder has no calendar files in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} has no {SUFFIX} file in it; give a folder that has, or a file"
        )


def calendar_at(path: Path, *, largest: int = LARGEST) -> Calendar:
    """The calendar at `path`: a folder of files, or one file.

    Args:
        path: where it is; whether it is there is seen when it is read.
        largest: how many bytes are taken.
    """
    if path.is_dir():
        return IcsFolder(path, largest=largest)
    return IcsFile(path, largest=largest)


class IcsFile:
    """A calendar in one file, read anew each time.

    Args:
        path: where it is; a pipe will do.
        largest: how many bytes are taken.
    """

    def __init__(self, path: Path, *, largest: int = LARGEST) -> None:
        self.path = path
        self._largest = largest

    @property
    def name(self) -> str:
        """Its path."""
        return str(self.path)

    def read(
        self, window: Span, *, zone: ZoneInfo | None = None, me: Collection[str] = ()
    ) -> Reading:
        """Read what overlaps `window`; `calendars.base.Calendar` says more.

        Raises:
            NoCalendar: the file is no calendar, or empty.
            InputError: it is not there, or too large.
            NotReadable: no rights, a broken disk.
        """
        data = contents(self.path, self._largest)
        return _answer(*_taken_apart(data, self.name), window, zone=zone, me=me)


class IcsStream:
    """A calendar that comes through a stream, such as standard input.

    Args:
        name: what the person calls it.
        stream: its bytes, read to the end when they are first asked for.
        largest: how many bytes are taken.
    """

    def __init__(self, name: str, stream: BinaryIO, *, largest: int = LARGEST) -> None:
        self.name = name
        self._stream = stream
        self._largest = largest
        self._data: bytes | None = None

    def read(
        self, window: Span, *, zone: ZoneInfo | None = None, me: Collection[str] = ()
    ) -> Reading:
        """Read what overlaps `window`; `calendars.base.Calendar` says more.

        Raises:
            NoCalendar: the bytes are no calendar, or there are none.
            TooLarge: they are too many.
            NotReadable: the stream broke.
        """
        if self._data is None:
            self._data = all_of(self._stream, self.name, self._largest)
        return _answer(*_taken_apart(self._data, self.name), window, zone=zone, me=me)


class IcsFolder:
    """A calendar in all files of a folder and of those within it (a vdir).

    Hidden files and folders are left out. An event that two files hold counts once.

    Args:
        path: where the folder is.
        largest: how many bytes of all files together are taken.
    """

    def __init__(self, path: Path, *, largest: int = LARGEST) -> None:
        self.path = path
        self._largest = largest

    @property
    def name(self) -> str:
        """Its path."""
        return str(self.path)

    def read(
        self, window: Span, *, zone: ZoneInfo | None = None, me: Collection[str] = ()
    ) -> Reading:
        """Read what overlaps `window`; a file that cannot be read is a problem.

        Raises:
            EmptyFolder: no file in it is an .ics file.
            NoCalendar: none of them is a calendar.
            TooLarge: they are too large together.
            NotReadable: no rights, a broken disk.
        """
        problems: list[Problem] = []
        files = list(self._files(problems))
        if not files:
            if problems:
                raise NoCalendar(self.name, "holds no calendar that can be read")
            raise EmptyFolder(self.path)
        return _answer(sorted_out(files, self.name), problems, window, zone=zone, me=me)

    def _files(self, problems: list[Problem]) -> Iterator[Contents]:
        """Each file that is a calendar; what is wrong with the others is a problem."""
        left = self._largest
        for path in _paths(self.path, problems):
            if not path.is_file():
                what = "is no plain file, or a link that leads nowhere"
                problems.append(Problem(source=str(path), where="", what=what))
                continue
            try:
                data = contents(path, self._largest)
            except (InputError, OutsideError) as error:
                what = str(error).removeprefix(f"{path} ")
                problems.append(Problem(source=str(path), where="", what=what))
                continue
            left -= len(data)
            if left < 0:
                raise TooLarge(self.name, self._largest)
            components, found = read(data, source=str(path))
            problems.extend(found)
            if components:
                yield Contents(str(path), components)


def _paths(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Each .ics file below a folder, in order, through links but never in a circle."""

    def unreadable(error: OSError) -> None:
        if error.filename != str(folder):
            what = f"could not be read: {reason_of(error)}"
            problems.append(Problem(source=str(error.filename), where="", what=what))
        elif isinstance(error, FileNotFoundError | NotADirectoryError):
            raise NotThere(folder) from error
        else:
            raise NotReadable(str(folder), reason_of(error)) from error

    seen: set[tuple[int, int]] = set()
    for found, folders, names in os.walk(folder, followlinks=True, onerror=unreadable):
        here = Path(found).stat()
        if (here.st_dev, here.st_ino) in seen:
            folders.clear()
            continue
        seen.add((here.st_dev, here.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(SUFFIX) and not name.startswith("."):
                yield Path(found, name)


def _taken_apart(data: bytes, name: str) -> tuple[list[Contents], list[Problem]]:
    """The components of the only file there is.

    Raises:
        NoCalendar: it has none.
    """
    components, problems = read(data, source=name)
    if not components:
        what = problems[0].what if problems else "is no iCalendar file"
        raise NoCalendar(name, what)
    return [Contents(name, components)], problems


def _answer(
    files: Sequence[Contents],
    problems: Iterable[Problem],
    window: Span,
    *,
    zone: ZoneInfo | None,
    me: Collection[str],
) -> Reading:
    """What the components of all files say about the window."""
    everything = [component for file in files for component in file.components]
    own = zone_of(everything)
    mine = {*me, *_owner(everything)}
    found = list(problems)
    events = [
        event
        for source, components in files
        for event in occurrences(
            components,
            window,
            zone=zone or own,
            me=mine,
            problems=found,
            source=source,
        )
    ]
    return Reading(events=in_order(events), problems=tuple(found), zone=own)


def _owner(components: Sequence[Component]) -> set[str]:
    owner = owner_of(components)
    return {owner} if owner else set()
