"""The calendars that a person has connected: how they are reached, and how they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tightrope.core.errors import InputError


class NameTaken(InputError):
    """Another connection has the name already."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"there is a connection {name!r} already; choose another name, or take it "
            f"away first: tightrope disconnect {name}"
        )


class NoSuchConnection(InputError):
    """No connection has that name."""

    def __init__(self, name: str, known: tuple[str, ...] = ()) -> None:
        self.name = name
        self.known = known
        there = ", ".join(known) or "none yet; make one with tightrope connect"
        super().__init__(f"there is no connection {name!r}; there are: {there}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A way to the calendars of one account, one address or one folder.

    Attributes:
        name: what the person calls it; unique for its owner.
        kind: which adapter: `caldav`, `ics` (an address), `file`, `folder`.
        address: where: a URL or a path. That of an `ics` is a secret in itself; a
            store keeps it as it keeps the secret.
        user: the name to sign in with; empty where none is needed.
        secret: the password or the token; empty where none is needed.
        options: what else the adapter has to know, such as `auth`: words, no secrets.
        addresses: the person's own mail addresses there.
        synced: when it was last read through without a fault.
        tried: when it was last tried.
        fault: what went wrong then, in words for the person; nothing if all went well.
        retry_after: the server's wish not to be asked before.
    """

    name: str
    kind: str
    address: str = field(repr=False)
    user: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    options: Mapping[str, str] = field(default_factory=dict)
    addresses: frozenset[str] = frozenset()
    synced: datetime | None = None
    tried: datetime | None = None
    fault: str | None = None
    retry_after: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """One calendar of a connection, and where we are with it.

    Attributes:
        id: the store's own key; 0 before it is stored.
        connection: the name of its connection.
        href: where it is, as the adapter's `Found` said.
        title: what it is called on its server.
        colour: as CSS writes it.
        writable: whether events can be stored there.
        read: whether its events count.
        target: whether our blocks go there; one at most for each owner.
        token: where we are with its changes; nothing before the first full sync.
        listed: when all of its resources were last compared.
        expanded_until: up to when its occurrences are worked out.
        zone: the zone that its floating times are in, where it is known.
        traits: what its server can do, for `doctor`.
    """

    id: int = 0
    connection: str
    href: str
    title: str = ""
    colour: str | None = None
    writable: bool = True
    read: bool = True
    target: bool = False
    token: str | None = None
    listed: datetime | None = None
    expanded_until: datetime | None = None
    zone: str | None = None
    traits: str = ""


class Connections(Protocol):
    """The connections of one owner."""

    def add(self, connection: Connection) -> None:
        """Keep a new one.

        Raises:
            NameTaken: there is one of that name.
        """

    def named(self, name: str) -> Connection:
        """The one with that name.

        Raises:
            NoSuchConnection: there is none.
        """

    def all(self) -> tuple[Connection, ...]:
        """All of them, by name."""

    def change(self, connection: Connection) -> None:
        """Keep what is said of the connection of that name now.

        Raises:
            NoSuchConnection: there is none.
        """

    def remove(self, name: str) -> None:
        """Forget it, with its collections, resources and events; the log stays.

        Raises:
            NoSuchConnection: there is none.
        """


class Collections(Protocol):
    """The calendars of the owner's connections."""

    def add(self, collection: Collection) -> Collection:
        """Keep a new one; give it back with its id. Its connection must be there."""

    def all(self, connection: str | None = None) -> tuple[Collection, ...]:
        """All of them, or those of one connection, in the order they were added."""

    def one(self, id_: int) -> Collection | None:
        """The one with that id."""

    def target(self) -> Collection | None:
        """The one that our blocks go to."""

    def change(self, collection: Collection) -> None:
        """Keep what is said of it now; a new target takes the place of the old one."""

    def remove(self, id_: int) -> None:
        """Forget it with its resources and events; the log stays."""
