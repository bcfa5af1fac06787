"""A calendar that we keep in step with: the port, and the records it speaks in."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Protocol

from tightrope.core.errors import Problem

DIGEST_BYTES = 16


def digest_of(data: bytes) -> str:
    """What tells these bytes from others, in hexadecimal."""
    return blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One calendar object resource as its server keeps it (RFC 4791, 4.1).

    It holds one event: all components of one UID, or what the provider has instead.

    Attributes:
        href: where it is: a path on its server, a name in its folder, a provider's id.
            It is a key; nobody else's rules may be read from it.
        etag: the server's mark of this version, as it gave it; nothing where it gave
            none, or where the resource is not on the server yet.
        data: its bytes as the server keeps them; for us a format reads and writes them.
    """

    href: str
    etag: str | None = None
    data: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """What tells its bytes from others."""
        return digest_of(self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A resource that was asked for and is not there any more."""

    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A resource that is there and cannot be read, while the others can.

    Attributes:
        href: where it is.
        problem: why, and which one; it may be shown.
    """

    href: str
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a calendar says has changed.

    Attributes:
        listed: hrefs that are new or changed, with the etag each has now; with `full`
            every href there is.
        gone: hrefs that were said to be deleted; some may never have been ours.
        token: what to ask with next time; nothing where the server keeps no such place.
        full: whether `listed` is everything, so that what is absent is gone.
        problems: what is there and can have no href.
    """

    listed: Mapping[str, str | None]
    gone: frozenset[str] = frozenset()
    token: str | None = None
    full: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a calendar can do; the contract's tests read it instead of its name.

    Attributes:
        writable: events can be stored and deleted.
        tokens: it can say what changed since a token.
        keeps_bytes: what was stored is given back byte for byte.
        provider: words for what else is known of it, for `doctor`: `Radicale 3`.
    """

    writable: bool = True
    tokens: bool = True
    keeps_bytes: bool = False
    provider: str = ""


class Remote(Protocol):
    """One calendar that we keep in step with, and may write our blocks to.

    Every call may raise `CalendarUnreachable` (also when the calendar was too slow,
    sent too much, or nothing of use), `CalendarGone` and `NotLetIn`.
    """

    @property
    def name(self) -> str:
        """What the person calls it; it may be shown, so it holds no secret."""

    @property
    def traits(self) -> Traits:
        """What it can do."""

    def changes(self, since: str | None) -> Changes:
        """Say what changed.

        Args:
            since: the token of the last answer; nothing asks for everything. With it
                the answer may still be `full`, and may list what has not changed.

        Raises:
            TokenRefused: the token is too old, or from another life of the calendar.
        """

    def fetch(self, hrefs: Collection[str]) -> Iterator[Resource | Missing | Unread]:
        """Give each of `hrefs` once, in any order, as they arrive.

        One that is not on the server is `Missing`; only a server that says so makes it
        that: one left out of an answer is asked for again alone. One that is there and
        will not be read, whoever asks again, is `Unread`, and does not stop the others.
        """

    def new_href(self) -> str:
        """A place for a new resource that nobody else will choose."""

    def put(self, resource: Resource) -> Resource:
        """Store `resource`; give it back as the server keeps it now, etag and bytes.

        With an etag it replaces exactly that version; without one it is new, and
        nothing may stand at its href. It is read back after it is stored, for a server
        may rewrite what it is given.

        Raises:
            ResourceChanged: another version stands there, or none.
            UidTaken: another href holds this UID already.
            ResourceRefused: the server will never take it.
            ResourceTooLarge: it is larger than 1 MiB; nothing was sent.
            ReadOnly: nothing can be stored here.
            CalendarUnreachable: it may or may not have been stored.
        """

    def delete(self, resource: Resource) -> None:
        """Delete exactly this version; it is read again before, and compared.

        One that is gone already is no fault.

        Raises:
            ResourceChanged: another version stands there.
            ReadOnly: nothing can be deleted here.
            CalendarUnreachable: it may or may not have been deleted.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A calendar that a server has for the person.

    Attributes:
        href: where it is, to open it with.
        title: what it is called there; perhaps nothing.
        colour: as CSS writes it, such as `#7a1fa2`; nothing where it has none.
        writable: whether the person may write to it.
        events: whether it takes events (and not tasks alone).
        default: whether it is the person's main one, where the server says so.
    """

    href: str
    title: str = ""
    colour: str | None = None
    writable: bool = True
    events: bool = True
    default: bool = False


class Server(Protocol):
    """Where the calendars of one connection are."""

    @property
    def name(self) -> str:
        """Its host, or what else may be shown of it."""

    @property
    def addresses(self) -> frozenset[str]:
        """The person's own mail addresses there, in lower case (RFC 6638, 2.4.1).

        Known once `found` was asked; empty where the server does not say.
        """

    def found(self) -> tuple[Found, ...]:
        """The calendars that are there, in the server's order.

        Raises:
            NoCalendarServer: there are none, or nothing that keeps any.
            NotLetIn: the name or the password is wrong.
            CalendarUnreachable: it did not answer.
        """

    def open(self, href: str, name: str) -> Remote:
        """The calendar at `href`, without asking anybody yet."""
