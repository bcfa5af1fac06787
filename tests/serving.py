"""A real server on this machine, that answers as well or as badly as a test asks."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

LOOPBACK = pytest.mark.allow_hosts(["127.0.0.1", "::1"])
"""The mark of a test that speaks to a server on this machine, and to no other."""

Page = Callable[[BaseHTTPRequestHandler], None]
"""Answers one request."""


@dataclass(slots=True, kw_only=True)
class Web:
    """A server while it runs.

    Attributes:
        port: where it listens on 127.0.0.1.
        pages: what it answers, by path; anything else is not found.
        asked: the path and the headers of each request so far.
        stopping: set when the test is over, for a page that never ends.
    """

    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, Message]] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a page."""
        return f"http://{host}:{self.port}{path}"


def page(
    data: bytes = b"",
    headers: Mapping[str, str] | None = None,
    *,
    status: int = 200,
    length: int | None = None,
) -> Page:
    """A page with these bytes, whose announced length may be a lie."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in (headers or {}).items():
            request.send_header(name, value)
        announced = len(data) if length is None else length
        request.send_header("Content-Length", str(announced))
        request.end_headers()
        request.wfile.write(data)

    return answer


def raw(*parts: bytes) -> Page:
    """A page of bytes as they go over the wire, headers and all."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        for part in parts:
            request.wfile.write(part)

    return answer


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Web]:
    """Run a server until the end of the block, encrypted if it is told how."""
    web = Web(port=0)

    class Handler(BaseHTTPRequestHandler):
        def __getattr__(self, name: str) -> Callable[[], None]:
            if name.startswith("do_"):
                return self.do_GET  # every method is answered alike
            raise AttributeError(name)

        def do_GET(self) -> None:
            web.asked.append((self.path, self.headers))
            with suppress(OSError):  # the other side may hang up
                web.pages.get(self.path, page(status=404))(self)
            self.close_connection = True

        def finish(self) -> None:
            with suppress(OSError):
                super().finish()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.port = server.server_port
    if tls:
        # each connection shakes hands in its own thread
        server.socket = tls.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield web
    finally:
        web.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
