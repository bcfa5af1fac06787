"""The files of a calendar's folder, and what else the folder says of it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from tightrope.calendars.files import MIB, all_of
from tightrope.core.errors import OutsideError

SUFFIX = ".ics"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LONGEST_WORD = 1000


def is_event(name: str) -> bool:
    """Whether a file of that name holds an event.

    Hidden ones, and those that programs write beside before they rename, do not.
    """
    return (
        name.endswith(SUFFIX)
        and not name.startswith(".")
        and not {"/", "\\", "\0"} & set(name)
    )


def events_in(folder: Path) -> Iterator["os.DirEntry[str]"]:
    """Each file of `folder` that holds an event.

    Raises:
        OSError: the folder cannot be read, or is none.
    """
    with os.scandir(folder) as found:
        yield from (
            entry for entry in found if is_event(entry.name) and entry.is_file()
        )


def is_text(name: str) -> bool:
    """Whether a name is written in UTF-8; no other one can be kept, or shown."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def folders_in(folder: Path) -> list[Path]:
    """Each folder in `folder` that is not hidden, by name; one has to be text.

    Raises:
        OSError: it cannot be read, or is none.
    """
    with os.scandir(folder) as found:
        names = [
            entry.name
            for entry in found
            if entry.is_dir() and not entry.name.startswith(".") and is_text(entry.name)
        ]
    return [folder / name for name in sorted(names)]


def title_of(folder: Path) -> str:
    """What its `displayname` says; without one the name of the folder."""
    return _word(folder / "displayname") or folder.name


def colour_of(folder: Path) -> str | None:
    """What its `color` says, as CSS writes it."""
    word = _word(folder / "color")
    return word.lower() if _COLOUR.fullmatch(word) else None


def _word(path: Path) -> str:
    """The first line of a small file; nothing where there is none to be read."""
    try:
        with path.open("rb") as file:
            text = all_of(file, path.name, MIB).decode("utf-8", "replace")
    except (OSError, OutsideError):
        return ""
    line = text.strip().partition("\n")[0][:_LONGEST_WORD]
    return "".join(sign for sign in line if sign.isprintable()).strip()
