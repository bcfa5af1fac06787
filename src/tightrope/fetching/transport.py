"""Connections that are checked when they are made, and end when their time is over.

A name is looked up once, and the connection goes to the very address that was checked:
a name that says something else the second time (DNS rebinding) gains nothing.
"""

import logging
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from ipaddress import ip_address
from threading import Thread
from typing import Any

import httpcore
import httpx

from tightrope.fetching.addresses import VARIABLE, Network, reachable
from tightrope.fetching.base import AddressRefused, NotReached
from tightrope.fetching.home import Home, is_this_machine

Resolve = Callable[[str, int], Sequence[str]]
"""From a host and a port to its numeric addresses; an OSError where there are none."""

KEPT = 30.0
"""Seconds that a connection is kept while nothing goes over it."""

# Both write whole addresses into their logs, and those are as good as passwords.
for _name in ("httpcore", "httpx"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class Deadline:
    """A moment after which nothing is waited for.

    Args:
        seconds: how far away it is now.
    """

    def __init__(self, seconds: float) -> None:
        self.renew(seconds)

    def renew(self, seconds: float) -> None:
        """Put it that far away from now; connections that know it wait anew."""
        self._end = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """How many seconds are left, at most `most`.

        Raises:
            httpcore.ReadTimeout: none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if most is None else min(left, most)


def resolved(host: str, port: int) -> list[str]:
    """The numeric addresses of a host, best first.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class CheckedBackend(httpcore.NetworkBackend):
    """The network, as far as we go.

    Args:
        allowed: networks that are reached besides the public ones.
        deadline: when everything ends.
        resolve: how names are looked up.
        home: a server of the person's own, which may stand in a private network.

    Attributes:
        made: how many connections were begun.
    """

    def __init__(
        self,
        allowed: Iterable[Network],
        deadline: Deadline,
        resolve: Resolve,
        home: Home | None = None,
    ) -> None:
        self.made = 0
        self._allowed = tuple(allowed)
        self._deadline = deadline
        self._resolve = resolve
        self._home = home
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host` that answers.

        Raises:
            AddressRefused: none of its addresses is one that we go to.
            NotReached: it has none.
            httpcore.NetworkError: none of them answered.
        """
        self.made += 1
        found = self._looked_up(host, port)
        allowed = self._allowed
        if self._home and self._home.stands_at(host, port):
            allowed += self._home.networks
        good = [address for address in found if reachable(address, allowed)]
        if is_this_machine(host):
            good = [address for address in good if ip_address(address).is_loopback]
        if not good:
            raise AddressRefused(host, found[0], VARIABLE)
        for tried, address in enumerate(good, start=1):
            share = self._deadline.left(timeout) / (len(good) - tried + 1)
            try:
                stream = self._network.connect_tcp(
                    address, port, share, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if tried == len(good):
                    raise
            else:
                return TimedStream(stream, self._deadline)
        raise NotReached(host, "it has no address")

    def _looked_up(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a host, waited for no longer than the deadline.

        The system has no way to stop a look-up, so a late one is left to itself.
        """
        found: list[Sequence[str]] = []
        faults: list[Exception] = []

        def look_up() -> None:
            try:
                found.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                faults.append(error)

        thread = Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(self._deadline.left())
        if faults or found == [[]]:
            raise NotReached(host, "its name is not known")
        if not found:
            raise httpcore.ConnectTimeout
        return found[0]


class TimedStream(httpcore.NetworkStream):
    """A connection whose every wait ends with the deadline, however it drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of `buffer`."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """End it."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> "TimedStream":
        """The same connection, encrypted."""
        left = self._deadline.left(timeout)
        stream = self._stream.start_tls(ssl_context, server_hostname, left)
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        """What the connection below knows of itself."""
        return self._stream.get_extra_info(info)


@cache
def _tls() -> ssl.SSLContext:
    """Whom we trust; to read all their certificates takes time, so it is done once."""
    return httpx.create_ssl_context(trust_env=False)


class CheckedTransport(httpx.BaseTransport):
    """Requests of httpx, sent over a checked network: no proxy, no cookie, no netrc."""

    def __init__(self, backend: CheckedBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_tls(), network_backend=backend, keepalive_expiry=KEPT
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; give the answer as soon as its headers are there."""
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.read(),
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer)
        )

    def close(self) -> None:
        """End all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The bytes of an answer as they come."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
