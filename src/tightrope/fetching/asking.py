"""Asking a server anything over HTTP, within bounds of time, size and places."""

import weakref
from collections.abc import Collection, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Self

import httpcore
import httpx

from tightrope.fetching.addresses import Network
from tightrope.fetching.base import (
    MIB,
    Answer,
    BadAddress,
    Key,
    RedirectRefused,
)
from tightrope.fetching.body import body_of
from tightrope.fetching.home import home_of
from tightrope.fetching.http import AGENT, HOPS, faults, next_hop, url_of, wait_of
from tightrope.fetching.keys import Keyring, is_for
from tightrope.fetching.transport import (
    CheckedBackend,
    CheckedTransport,
    Deadline,
    Resolve,
    resolved,
)

PATIENCE = 60.0
"""Seconds that one question may take: a large calendar is slow to be put together."""

LARGEST = 64 * MIB
UNAUTHORIZED = 401
READING = {"GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"}
TWICE = READING | {"PUT", "DELETE"}
"""What may be asked again (RFC 9110, 9.2.2); the caller learns that it was."""

MOVED = {301, 302, 307, 308}
"""What is followed with the same method; RFC 9110, 15.4 rewrites none but POST."""

DROPPED = (httpcore.NetworkError, httpcore.RemoteProtocolError)


class HttpAsk:
    """Asks servers; `fetching.base.Ask` says more. For one thread at a time.

    Connections are kept until `close`, or until nobody holds this any more.

    Args:
        allowed: networks that are reached besides the public ones.
        home: the address that the person gave; the very server that it names may be in
            a private network, see `fetching.home`.
        seconds: how long one question may take, all redirects included.
        largest: how many bytes of an answer are taken, compressed or not.
        resolve: how names are looked up.
    """

    def __init__(
        self,
        allowed: Collection[Network] = (),
        *,
        home: str = "",
        seconds: float = PATIENCE,
        largest: int = LARGEST,
        resolve: Resolve = resolved,
    ) -> None:
        self._seconds = seconds
        self._largest = largest
        self._deadline = Deadline(seconds)
        self._backend = CheckedBackend(allowed, self._deadline, resolve, home_of(home))
        self._transport = CheckedTransport(self._backend)
        self._keys = Keyring()
        self.close = weakref.finalize(self, self._transport.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

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

        Raises:
            BadAddress: it is none, or holds a password.
            AddressRefused: it, or where it sends us, is inside a private network.
            KeyInTheOpen: the key would go out without encryption.
            NotReached: nobody is there.
            TooSlow: the time was over.
            TooLarge: there is too much of it.
            BrokenOff: the answer ended too early, or is no HTTP.
            RedirectRefused: we are sent around, or out of an encrypted connection.
        """
        url = url_of(address)
        if url.userinfo:
            raise BadAddress("has a name or a password in it")
        self._deadline.renew(self._seconds)
        for _ in range(HOPS + 1):
            request = httpx.Request(
                method, url, headers=_headers(headers), content=body
            )
            answer = self._let_in(request, key)
            if answer.status not in MOVED or method not in READING:
                return answer
            there = next_hop(url, answer.headers.get("location", ""))
            url = there.copy_with(username=None, password=None)
        raise RedirectRefused(url.host, f"more than {HOPS} times")

    def _let_in(self, request: httpx.Request, key: Key | None) -> Answer:
        """Ask with the key, where it is for; once more if it is wanted otherwise."""
        if key is None or not is_for(key, request.url):
            return self._twice(request)[0]
        answer, offered = self._shown(request, key)
        if answer.status == UNAUTHORIZED and self._keys.learns(
            key, request.url, offered
        ):
            answer, _ = self._shown(request, key)
        self._keys.note(key, request.url, answer.headers.get("authentication-info", ""))
        return replace(answer, shown=True)

    def _shown(self, request: httpx.Request, key: Key) -> tuple[Answer, list[str]]:
        """Ask with the key as it is wanted now."""
        header = self._keys.header(key, request.method, request.url)
        if header:
            request.headers["Authorization"] = header
        return self._twice(request)

    def _twice(self, request: httpx.Request) -> tuple[Answer, list[str]]:
        """Ask once, or twice where a connection that was kept is dropped.

        A server may close it at the very moment that we ask again.
        """
        made = self._backend.made
        with faults(request.url.host, self._seconds):
            try:
                response = self._transport.handle_request(request)
            except DROPPED:
                if self._backend.made > made or request.method not in TWICE:
                    raise
                again = True
                response = self._transport.handle_request(request)
            else:
                again = False
            return self._taken(response, request.url, again=again)

    def _taken(
        self, response: httpx.Response, url: httpx.URL, *, again: bool
    ) -> tuple[Answer, list[str]]:
        """The answer, and how the server would let us in."""
        try:
            data = body_of(response, url.host, self._largest)
        finally:
            response.close()
        answer = Answer(
            status=response.status_code,
            headers={name.lower(): text for name, text in response.headers.items()},
            data=data,
            address=str(url),
            wait=wait_of(response.headers),
            again=again,
        )
        return answer, response.headers.get_list("WWW-Authenticate")


def _headers(more: Mapping[str, str] | None) -> dict[str, str]:
    """The headers of a request."""
    return {
        "User-Agent": AGENT,
        "Accept-Encoding": "gzip",
        **(more or {}),
    }
