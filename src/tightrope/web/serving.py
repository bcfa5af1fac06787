"""A small web server for this machine, which answers until it is told to stop."""

import logging
import os
import socket
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tightrope.core.errors import OutsideError
from tightrope.flows.feed import Content, feed_content
from tightrope.web.feed import HOME, FeedApplication
from tightrope.wiring import publish

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from tightrope.flows.ports import Clock, Store

HOST, PORT = "127.0.0.1", 8017
LAST_PORT = 65_535
LIMITS: dict[str, Any] = {
    # One after another: an answer takes milliseconds, and no store is shared.
    "threads": 1,
    "connection_limit": 50,
    "channel_timeout": 20,
    "cleanup_interval": 5,
    "max_request_header_size": 16_384,
    "max_request_body_size": 1_024,
    "ident": None,
}


class NotServed(OutsideError):
    """An address cannot be listened on."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        self.host = host
        self.port = port
        self.reason = reason
        super().__init__(
            f"{host}:{port} cannot be listened on: {reason}; choose another --port"
        )


class Serving:
    """A web server that has its address and listens on it.

    Args:
        application: what answers.
        host: the address it is reached at; 127.0.0.1 for this machine alone.
        port: which one; 0 for any that is free.

    Attributes:
        port: the one it listens on.

    Raises:
        NotServed: the port is taken, or not ours to take.
    """

    def __init__(self, application: "WSGIApplication", host: str, port: int) -> None:
        from waitress.server import create_server  # noqa: PLC0415 - slow, for serving

        # It writes whole paths into its log, and those hold the keys of feeds.
        logging.getLogger("waitress").setLevel(logging.CRITICAL)
        listening = _listening(host, port)
        self.port: int = listening.getsockname()[1]
        self._sockets: dict[int, Any] = {}
        self._server = create_server(
            application, map=self._sockets, sockets=[listening], **LIMITS
        )

    def run(self) -> None:
        """Answer until `stop` is called, or Ctrl-C is pressed."""
        try:
            self._server.run()
        finally:
            self._close()
            self._server.task_dispatcher.shutdown()

    def stop(self) -> None:
        """Let `run` come to its end; may be called from another thread."""
        self._server.trigger.pull_trigger(self._close)

    def _close(self) -> None:
        for each in list(self._sockets.values()):
            each.close()
        self._sockets.clear()


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    if not 0 <= port <= LAST_PORT:
        raise NotServed(host, port, "there is no such port")
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        known = isinstance(error.errno, int) and error.errno > 0
        reason = os.strerror(error.errno or 0) if known else "it is no address here"
        raise NotServed(host, port, reason.lower()) from error


def feed_application(
    store: "Store", clock: "Clock", hosts: Collection[str] = ()
) -> FeedApplication:
    """What answers for the feeds of a store.

    Args:
        store: whose feeds.
        clock: says what time it is.
        hosts: the names it may be asked under, besides those of this machine.
    """

    def look(key: str) -> Content | None:
        return feed_content(store, key, publish, now=clock())

    return FeedApplication(look, {*HOME, *hosts})


def serve_feed(
    opener: "Callable[[], Store]",
    host: str = HOST,
    port: int = PORT,
    *,
    hosts: Collection[str] = (),
    ready: "Callable[[int], None]" = lambda _: None,
) -> None:
    """Serve the feeds of a store until Ctrl-C.

    Args:
        opener: opens the store.
        host: where it listens; 127.0.0.1 for programs on this machine alone.
        port: which one; 0 for any that is free.
        hosts: the names it may be asked under, besides those of this machine.
        ready: called with the port once it listens.

    Raises:
        NotServed: the port is taken, or not ours to take.
    """
    named = f"[{host}]" if ":" in host else host
    application = feed_application(opener(), _now, {named, *hosts})
    serving = Serving(application, host, port)
    ready(serving.port)
    serving.run()


def _now() -> datetime:
    return datetime.now(UTC)
