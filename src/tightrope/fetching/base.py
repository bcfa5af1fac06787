"""What fetching an address gives, and all that can go wrong with it.

Such an address is often as good as a password: an error keeps the host alone, never
the path, the query or a name before the host.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from tightrope.core.errors import InputError, OutsideError

MIB = 1 << 20
GONE = {404, 410}
CLOSED = {401, 403, 407}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What tells one answer of an address from the next.

    Attributes:
        etag: the server's own mark, as it gave it (RFC 9110, 8.8.3).
        modified: when it was last changed, as the server wrote it (RFC 9110, 8.8.2).
        digest: SHA-256 of the bytes in hexadecimal, for a server that gives neither.
    """

    etag: str | None = None
    modified: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address answered.

    Attributes:
        data: the bytes, decompressed; nothing where the server says that they are
            still the same.
        kind: their media type in lower case, such as `text/calendar`; may be empty.
        seen: to be given to the next fetch.
        changed: whether they differ from what was seen before.
        fresh: how many seconds they stay as they are, where the server says so
            (RFC 9111, 5.2.2.1); a day at most.
    """

    data: bytes | None
    kind: str
    seen: Seen
    changed: bool
    fresh: int | None = None


class Fetch(Protocol):
    """A way to get what stands at an address."""

    def __call__(self, address: str, *, seen: Seen | None = None) -> Fetched:
        """Get what stands at `address`, unless it is what was `seen` before.

        Raises:
            InputError: it is no address, or inside a private network.
            OutsideError: it was not reached, or answered nothing of use.
        """


class Scheme(StrEnum):
    """How a key is shown to a server."""

    BASIC = "basic"
    DIGEST = "digest"
    BEARER = "bearer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What lets us in, and where alone it is shown.

    Attributes:
        user: the name to sign in with; a bearer needs none.
        secret: the password, or the token.
        scheme: RFC 7617, RFC 7616 or RFC 6750. A server that knows digests alone gets
            one in the place of a password.
        origins: where it is shown, as `https://cal.example:443`; nowhere else.
        domains: hosts below these too are shown it, encrypted: a provider that spreads
            its people over many hosts.
    """

    user: str = ""
    secret: str = field(repr=False)
    scheme: Scheme = Scheme.BASIC
    origins: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said to one request, whatever its status.

    Attributes:
        status: RFC 9110, 15.
        headers: by name in lower case; those of the same name joined by a comma.
        data: the bytes, decompressed.
        address: who answered in the end, after all redirects.
        wait: how many seconds the server wants to be left alone, where it says so.
        again: it was asked twice, for the first time a connection that had served
            before was dropped; that first request may have been heard.
        shown: whether the key was shown to who answered.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    data: bytes = field(default=b"", repr=False)
    address: str = field(repr=False)
    wait: int | None = None
    again: bool = False
    shown: bool = False


class Ask(Protocol):
    """A way to ask a server anything; connections are kept for the next question."""

    def __call__(
        self,
        method: str,
        address: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        key: Key | None = None,
    ) -> Answer:
        """Give what the server answers, a refusal too.

        Args:
            method: `GET`, `OPTIONS`, `PROPFIND`, `REPORT`, `PUT`, `DELETE`,
                `MKCALENDAR`. Those that only read follow redirects.
            address: `https`, or `http`; a key is shown over TLS or to this machine
                alone.
            headers: besides those that every request has.
            body: what is sent.
            key: what lets us in; shown at once, not only when it is asked for.

        Raises:
            InputError: it is no address, inside a private network, or the key would go
                out in the open.
            OutsideError: it was not reached, was too slow, sent too much, or no HTTP.
        """


def host_of(address: str) -> str:
    """The host of an address, the one part of it that may be shown."""
    try:
        return urlsplit(address.strip()).hostname or "?"
    except ValueError:
        return "?"


class BadAddress(InputError):
    """What was given as an address on the web is none that can be asked."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"an address on the web {what}; write it as https://HOST/PATH, or with "
            "http:// or webcal://"
        )


class BadNetwork(InputError):
    """A network that should be allowed is none."""

    def __init__(self, variable: str, text: str) -> None:
        self.variable = variable
        self.text = text
        super().__init__(
            f"{variable} has {text!r}, which is no network; write 192.168.0.0/16"
        )


class AddressRefused(InputError):
    """A host lies inside a private network, or where no server can be."""

    def __init__(self, host: str, where: str, variable: str) -> None:
        self.host = host
        self.where = where
        found = host if host == where else f"{host} leads to {where}, which"
        super().__init__(
            f"{found} is not on the public internet; if you trust it, set "
            f'{variable}="{where}"'
        )


class KeyInTheOpen(InputError):
    """A password would go over a network where others can read it."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(
            f"{host} is asked without encryption, so your password was not sent; give "
            "its address with https://"
        )


class NotReached(OutsideError):
    """A host did not answer."""

    def __init__(self, host: str, reason: str) -> None:
        self.host = host
        self.reason = reason
        super().__init__(
            f"{host} could not be reached: {reason}; check the address and your network"
        )


class TooSlow(OutsideError):
    """A host took longer than we wait."""

    def __init__(self, host: str, seconds: float) -> None:
        self.host = host
        self.seconds = seconds
        super().__init__(
            f"{host} took longer than {seconds:g} s to answer; try again later"
        )


class TooLarge(OutsideError):
    """A host sent more than we take."""

    def __init__(self, host: str, most: int) -> None:
        self.host = host
        self.most = most
        super().__init__(
            f"{host} sent more than {most / MIB:g} MiB, more than is taken at once; "
            "download the file and give its path"
        )


class BrokenOff(OutsideError):
    """An answer ended too early, or is no HTTP."""

    def __init__(self, host: str, what: str) -> None:
        self.host = host
        self.what = what
        super().__init__(f"{host} sent an answer that {what}; try again later")


class RedirectRefused(OutsideError):
    """A host sent us on to where we do not go."""

    def __init__(self, host: str, what: str) -> None:
        self.host = host
        self.what = what
        super().__init__(f"{host} sends us on {what}; ask for its current address")


class BadAnswer(OutsideError):
    """A host answered, and not with what was asked for.

    Attributes:
        host: which one.
        status: what it said, by RFC 9110, 15.
        wait: how many seconds it wants to be left alone, where it says so.
    """

    def __init__(self, host: str, status: int, wait: int | None = None) -> None:
        self.host = host
        self.status = status
        self.wait = wait
        super().__init__(f"{host} {_said(status, wait)}")


def _said(status: int, wait: int | None) -> str:
    """What a status means, and what to do about it."""
    if status in GONE:
        return (
            f"has nothing at this address ({status}); check it, or copy it anew from "
            "your calendar's settings"
        )
    if status in CLOSED:
        return (
            f"does not let us in ({status}); copy the secret address anew from your "
            "calendar's settings"
        )
    when = f"in {wait} s" if wait is not None else "later"
    if status == 429:  # noqa: PLR2004 - RFC 6585, 4: too many requests
        return f"wants to be asked less often (429); try again {when}"
    return f"answered with the status {status}; try again {when}"
