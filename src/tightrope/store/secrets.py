"""Secrets at rest: sealed with a key that lies beside the database, never in it.

A sealed value says which key sealed it, and opens only in the row, the column and for
the owner that it was sealed for (docs/decisions/0016).
"""

import binascii
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tightrope.core.errors import InputError, OutsideError
from tightrope.store.faults import folder_refused
from tightrope.store.folder import FILE_RIGHTS, open_to_others

VARIABLE, FILE_VARIABLE = "TIGHTROPE_KEY", "TIGHTROPE_KEY_FILE"
KEY_FILE = "key"
KEY_BYTES, NONCE_BYTES, ID_BYTES = 32, 12, 4
FIRST_FORMAT = b"\x01"


class KeyLost(InputError):
    """What was sealed is here, and the key is not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"the key of your secrets is not at {path}; put it back, or name it in "
            f"{VARIABLE} or {FILE_VARIABLE}; if it is lost for good, move the data "
            "folder away and connect your calendars again"
        )


class KeyWrong(InputError):
    """The keys that are here are not the one that a secret was sealed with."""

    def __init__(self, id_: str) -> None:
        self.id = id_
        super().__init__(
            f"a secret was sealed with another key ({id_}) than those that are here; "
            f"add that key to the key file, or to {VARIABLE}; if it is lost for good, "
            "move the data folder away and connect your calendars again"
        )


class NoKey(InputError):
    """What should be a key is none."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(
            f"{where} holds no key of Tightrope: 32 random bytes in base64, one key a "
            "line, the one in use first"
        )


class SecretDamaged(OutsideError):
    """A sealed value was changed, or stands where it was not put."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            f"a secret in the table {table} was changed from outside and cannot be "
            "trusted; restore a backup: tightrope restore FILE"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a secret stands; it opens nowhere else.

    Attributes:
        table, column: in the database.
        owner: the key of the row's owner.
        row: what tells the row from the owner's others.
    """

    table: str
    column: str
    owner: int
    row: str

    @property
    def said(self) -> bytes:
        """What is sealed in, beside the secret."""
        return f"{self.table}:{self.column}:{self.owner}:{self.row}".encode()


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys, the one in use first; how they are had is asked when one is needed."""

    load: Callable[[], tuple[bytes, ...]] = field(repr=False)

    def seal(self, secret: str, place: Place) -> bytes:
        """What may stand in the database instead of `secret`."""
        key = self.load()[0]
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(key).encrypt(nonce, secret.encode(), place.said)
        return FIRST_FORMAT + id_of(key) + nonce + sealed

    def open(self, sealed: bytes, place: Place) -> str:
        """The secret.

        Raises:
            KeyWrong: it was sealed with none of the keys.
            SecretDamaged: it was changed, or stands where it was not put.
        """
        named, rest = sealed[1 : 1 + ID_BYTES], sealed[1 + ID_BYTES :]
        if sealed[:1] != FIRST_FORMAT or len(rest) < NONCE_BYTES:
            raise SecretDamaged(place.table)
        key = next((key for key in self.load() if id_of(key) == named), None)
        if key is None:
            raise KeyWrong(named.hex())
        try:
            return _opened(key, rest, place)
        except InvalidTag as error:
            raise SecretDamaged(place.table) from error


def _opened(key: bytes, rest: bytes, place: Place) -> str:
    nonce, body = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    return AESGCM(key).decrypt(nonce, body, place.said).decode()


def id_of(key: bytes) -> bytes:
    """What names a key and tells nothing of it."""
    return sha256(b"tightrope key\0" + key).digest()[:ID_BYTES]


def keys_of(folder: Path, environ: Mapping[str, str]) -> Keys:
    """The keys of the data in `folder`: from the environment, or its key file.

    Raises, when a key is needed:
        KeyLost: there is no key file.
        NoKey: it, or the variable, holds something else.
    """

    def load() -> tuple[bytes, ...]:
        if not known:
            known.extend(_loaded(folder, environ))
        return tuple(known)

    known: list[bytes] = []
    return Keys(load)


def _loaded(folder: Path, environ: Mapping[str, str]) -> tuple[bytes, ...]:
    if named := environ.get(VARIABLE):
        return read(named, VARIABLE)
    path = key_file(folder, environ)
    try:
        return read(path.read_text("utf-8", errors="replace"), str(path))
    except FileNotFoundError as error:
        raise KeyLost(path) from error
    except OSError as error:
        raise folder_refused(error, path) from error


def key_file(folder: Path, environ: Mapping[str, str]) -> Path:
    """Where the keys lie, unless the environment holds them."""
    return Path(environ.get(FILE_VARIABLE) or folder / KEY_FILE).expanduser()


def read(text: str, where: str) -> tuple[bytes, ...]:
    """The keys that a text holds, parted by blanks or lines; `#` begins a remark.

    Raises:
        NoKey: it holds none, or something else.
    """
    words = [word for line in text.splitlines() for word in line.split("#")[0].split()]
    try:
        keys = tuple(urlsafe_b64decode(word.encode()) for word in words)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise NoKey(where) from error
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise NoKey(where)
    return keys


def make(folder: Path, environ: Mapping[str, str]) -> None:
    """Make a key where none is, for its owner's eyes only.

    Raises:
        FolderRefused: it cannot be written.
    """
    if environ.get(VARIABLE):
        return
    path = key_file(folder, environ)
    try:
        file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_RIGHTS)
    except FileExistsError:
        return
    except OSError as error:
        raise folder_refused(error, path) from error
    with os.fdopen(file, "wb") as out:
        out.write(urlsafe_b64encode(os.urandom(KEY_BYTES)) + b"\n")
        out.flush()
        os.fsync(out.fileno())


def exposed(folder: Path, environ: Mapping[str, str]) -> Path | None:
    """The key file, where others may read it."""
    path = key_file(folder, environ)
    there = not environ.get(VARIABLE) and path.exists()
    return path if there and open_to_others(path) else None
