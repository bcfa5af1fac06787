"""A real proxy in front of a real server, that makes one thing go wrong when told to.

A fault is a function: it is given a request and a way to the server behind, and gives
what the client gets to see, or nothing where the connection is to be dropped.
"""

import http.client
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.servers import Running

HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}
READABLE = HOP | {"accept-encoding"}
"""What is not passed on: a fault can change a body alone that is not compressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request, on its way."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer, on its way.

    Attributes:
        status, headers, body: as they are sent.
        sent: how many bytes of the body are sent before the connection is dropped;
            all by default.
    """

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    sent: int | None = None


Forward = Callable[[Asked], Reply]
Fault = Callable[[Asked, Forward], Reply | None]


@dataclass(slots=True, kw_only=True)
class _Planned:
    fault: Fault
    method: str | None
    holding: bytes
    times: int
    after: int


@dataclass(slots=True)
class Proxy:
    """A proxy while it runs.

    Attributes:
        running: the server as it is seen through here.
        asked: the method and the path of each request that came.
        passed: those that reached the server behind.
        stopping: set when the test is over.
    """

    running: Running
    asked: list[tuple[str, str]] = field(default_factory=list)
    passed: list[tuple[str, str]] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    _planned: list[_Planned] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def plan(
        self,
        fault: Fault,
        method: str | None = None,
        *,
        holding: bytes = b"",
        times: int = 1,
        after: int = 0,
    ) -> None:
        """Let a fault happen to the next requests.

        Args:
            fault: what happens.
            method: to which requests; to all without.
            holding: only to those with these bytes in their body.
            times: to how many of them.
            after: how many of them are left in peace before.
        """
        with self._lock:
            self._planned.append(
                _Planned(
                    fault=fault,
                    method=method,
                    holding=holding,
                    times=times,
                    after=after,
                )
            )

    def peace(self) -> None:
        """Let nothing happen any more."""
        with self._lock:
            self._planned.clear()

    def fault_for(self, asked: Asked) -> Fault:
        """What happens to a request."""
        with self._lock:
            for one in self._planned:
                if one.method not in {None, asked.method}:
                    continue
                if one.holding not in asked.body or one.times <= 0:
                    continue
                if one.after > 0:
                    one.after -= 1
                    continue
                one.times -= 1
                return one.fault
        return nothing


def through(running: Running, port: int) -> Running:
    """A server, as it is seen through a proxy on that port."""

    def moved(address: str) -> str:
        return urlsplit(address)._replace(netloc=f"127.0.0.1:{port}").geturl()

    home = moved(running.home) if running.home else None
    return replace(running, address=moved(running.address), home=home)


class _Handler(BaseHTTPRequestHandler):
    """One connection of a client."""

    protocol_version = "HTTP/1.1"
    timeout = 60
    server: "_Server"

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Every method is answered alike."""
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def answer(self) -> None:
        """Take a request, and give what becomes of it."""
        length = int(self.headers.get("Content-Length") or 0)
        asked = Asked(
            method=self.command,
            path=self.path,
            headers=dict(self.headers.items()),
            body=self.rfile.read(length),
        )
        proxy = self.server.proxy
        proxy.asked.append((asked.method, asked.path))
        reply = proxy.fault_for(asked)(asked, self.server.forward)
        with suppress(OSError):
            self.give(reply)

    def give(self, reply: Reply | None) -> None:
        """Send an answer, or hang up."""
        if reply is None:
            self.close_connection = True
            return
        self.send_response_only(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body[: reply.sent])
        if reply.sent is not None:
            self.close_connection = True

    def handle(self) -> None:
        """Serve until one side hangs up."""
        with suppress(OSError):
            super().handle()

    def finish(self) -> None:
        """End the connection."""
        with suppress(OSError):
            super().finish()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """Listens, and knows whom to ask."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, running: Running) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.proxy = Proxy(through(running, self.server_port))
        parts = urlsplit(running.address)
        self._behind = parts.hostname or "", parts.port

    def forward(self, asked: Asked) -> Reply:
        """Ask the server behind."""
        self.proxy.passed.append((asked.method, asked.path))
        link = http.client.HTTPConnection(*self._behind, timeout=60)
        try:
            headers = {
                name: value
                for name, value in asked.headers.items()
                if name.lower() not in READABLE
            }
            link.request(asked.method, asked.path, asked.body, headers)
            answer = link.getresponse()
            kept = (pair for pair in answer.getheaders() if pair[0].lower() not in HOP)
            return Reply(status=answer.status, headers=tuple(kept), body=answer.read())
        finally:
            link.close()


@contextmanager
def proxy(running: Running) -> Iterator[Proxy]:
    """Run a proxy in front of a server until the end of the block."""
    server = _Server(running)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.proxy
    finally:
        server.proxy.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


# --- what can go wrong -------------------------------------------------------------


def nothing(asked: Asked, forward: Forward) -> Reply:
    """All goes well."""
    return forward(asked)


def lost_request(_: Asked, __: Forward) -> None:
    """The request never arrives, and nobody answers."""


def lost_answer(asked: Asked, forward: Forward) -> None:
    """The server does what it is asked, and its answer never arrives."""
    forward(asked)


def refusing(
    status: int, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> Fault:
    """The server does nothing, and answers with a status."""
    named = tuple((headers or {}).items())
    return lambda _, __: Reply(status=status, headers=named, body=body)


def too_many(wait: int) -> Fault:
    """Too many questions: 429, with how many seconds to wait."""
    return refusing(429, headers={"Retry-After": str(wait)})


def unavailable(wait: int | None = None) -> Fault:
    """Not now: 503."""
    return refusing(503, headers={} if wait is None else {"Retry-After": str(wait)})


def slow(seconds: float) -> Fault:
    """The server does what it is asked, and answers late."""

    def late(asked: Asked, forward: Forward) -> Reply:
        reply = forward(asked)
        time.sleep(seconds)
        return reply

    return late


def truncated(asked: Asked, forward: Forward) -> Reply:
    """The connection ends in the middle of the body."""
    reply = forward(asked)
    return replace(reply, sent=len(reply.body) // 2)


def cut_short(asked: Asked, forward: Forward) -> Reply:
    """Half of the body comes, and it is said to be all of it."""
    reply = forward(asked)
    return replace(reply, body=reply.body[: len(reply.body) // 2])


def a_page(_: Asked, __: Forward) -> Reply:
    """A page to sign in comes instead, as in a hotel."""
    return Reply(
        status=200,
        headers=(("Content-Type", "text/html"),),
        body=b"<!DOCTYPE html><html><body>Sign in</body></html>",
    )


def changed(change: Callable[[bytes], bytes]) -> Fault:
    """The body of the answer is another one."""

    def other(asked: Asked, forward: Forward) -> Reply:
        reply = forward(asked)
        return replace(reply, body=change(reply.body))

    return other


def lying_etags(etag: str = '"always-the-same"') -> Fault:
    """Each version of each resource has the same ETag."""

    def lie(asked: Asked, forward: Forward) -> Reply:
        reply = forward(asked)
        headers = tuple(
            (name, etag if name.lower() == "etag" else value)
            for name, value in reply.headers
        )
        text = etag.replace('"', "&quot;").encode()
        body = re.sub(rb"(<[^<>]*getetag[^<>/]*>)[^<]*", rb"\1" + text, reply.body)
        return replace(reply, headers=headers, body=body)

    return lie


def no_etags(asked: Asked, forward: Forward) -> Reply:
    """No answer has an ETag in its headers."""
    reply = forward(asked)
    kept = tuple(pair for pair in reply.headers if pair[0].lower() != "etag")
    return replace(reply, headers=kept)


_RESPONSE = re.compile(rb"<(\w+:)?response[\s>].*?</(\w+:)?response\s*>", re.DOTALL)


def without_some(every: int = 2) -> Fault:
    """Of a multistatus each so-and-so-many-th response is missing."""

    def fewer(body: bytes) -> bytes:
        seen = iter(range(1, 1 << 30))
        return _RESPONSE.sub(
            lambda one: b"" if next(seen) % every == 0 else one[0], body
        )

    return changed(fewer)


without_status = changed(
    lambda body: re.sub(
        rb"<((?:\w+:)?status)[\s>].*?</\1\s*>", b"", body, flags=re.DOTALL
    )
)
"""No response of a multistatus says its status."""


def expired_token(status: int = 403) -> Fault:
    """The server has forgotten the sync token (RFC 6578, 3.2)."""
    body = b'<error xmlns="DAV:"><valid-sync-token/></error>'
    return refusing(status, body, {"Content-Type": "application/xml"})


def full_list(asked: Asked, forward: Forward) -> Reply:
    """The server has forgotten the sync token, and tells everything all the same."""
    body = re.sub(rb"(<(?:\w+:)?sync-token)>[^<]*", rb"\1>", asked.body)
    return forward(replace(asked, body=body))


def unconditional(asked: Asked, forward: Forward) -> Reply:
    """The server heeds no If-Match and no If-None-Match."""
    kept = {
        name: value
        for name, value in asked.headers.items()
        if name.lower() not in {"if-match", "if-none-match"}
    }
    return forward(replace(asked, headers=kept))
