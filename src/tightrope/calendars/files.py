"""The bytes of a file, no more of them than we can take."""

import stat
from pathlib import Path
from typing import BinaryIO

from tightrope.core.errors import InputError, OutsideError

MIB = 1 << 20


class NotThere(InputError):
    """A path leads nowhere."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is not there; check the path")


class IsFolder(InputError):
    """A folder stands where a file should."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is a folder; give the path of a file")


class TooLarge(InputError):
    """A file has more bytes than we take."""

    def __init__(self, name: str, most: int) -> None:
        self.name = name
        self.most = most
        super().__init__(
            f"{name} is larger than {most // MIB} MiB, more than is read at once; "
            "export fewer years, or leave attachments out"
        )


class NotReadable(OutsideError):
    """The system refused to let us read something."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(
            f"{name} could not be read: {reason}; check its rights and its disk"
        )


def contents(path: Path, most: int) -> bytes:
    """All bytes of the file at `path`; a pipe or a device is read to its end.

    Args:
        path: where it is.
        most: how many bytes are taken.

    Raises:
        NotThere: nothing is at the path.
        IsFolder: a folder is.
        TooLarge: it has more than `most` bytes; a plain file is not opened then.
        NotReadable: no rights, a broken disk.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsFolder(path)
        if stat.S_ISREG(found.st_mode) and found.st_size > most:
            raise TooLarge(str(path), most)
        with path.open("rb") as file:
            return all_of(file, str(path), most)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        # A path with a null byte is a ValueError.
        raise NotThere(path) from error
    except OSError as error:
        raise NotReadable(str(path), reason_of(error)) from error


def all_of(stream: BinaryIO, name: str, most: int) -> bytes:
    """All bytes up to the end of `stream`.

    Raises:
        TooLarge: they are more than `most`; the rest is not read.
        NotReadable: the stream broke.
    """
    taken = bytearray()
    try:
        while part := stream.read(MIB):
            taken += part
            if len(taken) > most:
                raise TooLarge(name, most)
    except OSError as error:
        raise NotReadable(name, reason_of(error)) from error
    return bytes(taken)


def reason_of(error: OSError) -> str:
    """What the system says went wrong, as part of a sentence."""
    return (error.strerror or str(error)).lower()
