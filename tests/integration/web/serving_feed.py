"""A real feed server on this machine, for as long as a test takes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse

from tightrope.flows.ports import Clock, Store
from tightrope.web.serving import Serving, feed_application


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the server said; names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A feed server while it runs.

    Attributes:
        port: where it listens on 127.0.0.1.
    """

    port: int

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> Answered:
        """What it says to one request; `_` in the name of a header is a dash."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers=named)
            answer: HTTPResponse = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        told = {name.lower(): value for name, value in answer.getheaders()}
        del told["date"]
        return Answered(status=answer.status, headers=told, body=body)


@contextmanager
def served(
    store: Store, clock: Clock, hosts: frozenset[str] = frozenset()
) -> Iterator[Served]:
    """Run a server until the end of the block."""
    serving = Serving(feed_application(store, clock, hosts), "127.0.0.1", 0)
    thread = threading.Thread(target=serving.run)
    thread.start()
    try:
        yield Served(port=serving.port)
    finally:
        serving.stop()
        thread.join(10)
        assert not thread.is_alive()
