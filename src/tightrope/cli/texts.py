"""Text files that a call names, such as a policy or an earlier plan."""

import sys
from pathlib import Path

from tightrope.core.errors import InputError, OutsideError

LARGEST = 64 << 20


class NoSuchText(InputError):
    """A file that a call names is not there, or is none."""

    def __init__(self, path: str, kind: str) -> None:
        self.path = path
        super().__init__(f"{path} is not a file; give the path of {kind}")


class NotText(InputError):
    """A file that a call names is not text in UTF-8, or far too long."""

    def __init__(self, path: str, kind: str, why: str) -> None:
        self.path = path
        super().__init__(f"{path} {why}; give the path of {kind}")


class TextUnreadable(OutsideError):
    """A file that a call names is there and cannot be read."""

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        super().__init__(f"{path} cannot be read: {why.lower()}")


def contents(path: str, kind: str) -> bytes:
    """All bytes of the file at `path`; of standard input for `-`.

    Args:
        path: as the person gave it.
        kind: what it should be, for the message: `a CSV file`.

    Raises:
        NoSuchText: there is none.
        NotText: it is far too long.
        TextUnreadable: the system refuses.
    """
    try:
        if path == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(LARGEST + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError):
        raise NoSuchText(path, kind) from None
    except OSError as error:
        raise TextUnreadable(path, error.strerror or "no reason given") from error
    if len(data) > LARGEST:
        raise NotText(path, kind, "is larger than 64 MiB")
    return data


def text(path: str, kind: str) -> str:
    """The text of the file at `path`.

    Raises:
        NotText: it is not UTF-8, or far too long.
        NoSuchText: there is none.
        TextUnreadable: the system refuses.
    """
    try:
        return contents(path, kind).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotText(path, kind, "is not text in UTF-8") from None
