"""The person's blocks at an address that any calendar program can subscribe to."""

import gzip
import logging
import re
from collections.abc import Callable, Collection, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from tightrope.flows.feed import Content

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

log = logging.getLogger(__name__)

PATH = re.compile(r"/feed/([A-Za-z0-9_-]{20,100})\.ics")
HOME = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""What a program on this machine calls it."""

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::[0-9]{1,5})?")
_ETAG = re.compile(r'(?:W/)?"([^"]*)"')
_NEVER = re.compile(r"q=0(?:\.0*)?")
_LEAST = 500
"""Bytes from which on it pays to compress."""

Headers = list[tuple[str, str]]

ALWAYS: Headers = [
    # The address is a secret: no cache on the way keeps it, no search engine lists it.
    ("Cache-Control", "private, no-cache"),
    ("X-Robots-Tag", "noindex, nofollow"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Vary", "Accept-Encoding"),
]

Look = Callable[[str], Content | None]
"""What the feed with a key says now; nothing where none answers to it."""


class FeedApplication:
    """Answers for `/feed/KEY.ics`, and for nothing else; a WSGI application.

    Nothing is written down of a request but the status it was answered with.

    Args:
        look: what gives the content of a feed.
        hosts: the names it may be asked under. A page in a browser that has its own
            name lead here (DNS rebinding) asks under that name, and is refused.
    """

    def __init__(self, look: Look, hosts: Collection[str] = HOME) -> None:
        self._look = look
        self._hosts = frozenset(host.lower() for host in hosts)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        try:
            status, headers, body = self._answer(environ)
        except Exception as error:  # noqa: BLE001 - the border of the process
            # The message may hold what it was about, and the trace the key.
            log.error("feed failed", extra={"error": type(error).__name__})  # noqa: TRY400 - no trace
            status, headers, body = _plain(HTTPStatus.INTERNAL_SERVER_ERROR)
        log.info("feed asked", extra={"status": int(status)})
        if status is not HTTPStatus.NOT_MODIFIED:
            headers = [*headers, ("Content-Length", str(len(body)))]
        start_response(f"{int(status)} {status.phrase}", [*headers, *ALWAYS])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _answer(self, environ: "WSGIEnvironment") -> tuple[HTTPStatus, Headers, bytes]:
        if not self._is_ours(environ.get("HTTP_HOST", "")):
            return _plain(HTTPStatus.MISDIRECTED_REQUEST)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            status, headers, body = _plain(HTTPStatus.METHOD_NOT_ALLOWED)
            return status, [*headers, ("Allow", "GET, HEAD")], body
        asked = PATH.fullmatch(environ.get("PATH_INFO", ""))
        content = self._look(asked[1]) if asked else None
        if content is None:
            # One that was revoked, one that never was, any other path: all the same.
            return _plain(HTTPStatus.NOT_FOUND)
        return _told(
            content,
            known=environ.get("HTTP_IF_NONE_MATCH", ""),
            encodings=environ.get("HTTP_ACCEPT_ENCODING", ""),
        )

    def _is_ours(self, host: str) -> bool:
        found = _HOST.fullmatch(host.strip().lower())
        return bool(found and found[1] in self._hosts)


def _told(
    content: Content, *, known: str, encodings: str
) -> tuple[HTTPStatus, Headers, bytes]:
    """The answer for a feed that is there."""
    pack = len(content.data) >= _LEAST and _takes_gzip(encodings)
    # RFC 9110, 8.8.3: the same bytes compressed are another representation.
    etag = f'"{content.etag}{"-gzip" if pack else ""}"'
    if _is_known(content.etag, known):
        return HTTPStatus.NOT_MODIFIED, [("ETag", etag)], b""
    headers = [
        ("Content-Type", "text/calendar; charset=utf-8"),
        ("Content-Disposition", 'inline; filename="focus.ics"'),
        ("ETag", etag),
    ]
    if not pack:
        return HTTPStatus.OK, headers, content.data
    packed = gzip.compress(content.data, mtime=0)
    return HTTPStatus.OK, [*headers, ("Content-Encoding", "gzip")], packed


def _takes_gzip(encodings: str) -> bool:
    """Whether Accept-Encoding allows gzip (RFC 9110, 12.5.3)."""
    allowed: dict[str, bool] = {}
    for part in encodings.lower().split(","):
        name, _, weight = part.partition(";")
        allowed[name.strip()] = not _NEVER.fullmatch(weight.replace(" ", ""))
    return allowed.get("gzip", allowed.get("*", False))


def _is_known(etag: str, known: str) -> bool:
    """Whether If-None-Match names these bytes, compressed or not (RFC 9110, 13.1.2)."""
    return known.strip() == "*" or any(
        name.removesuffix("-gzip") == etag for name in _ETAG.findall(known)
    )


def _plain(status: HTTPStatus) -> tuple[HTTPStatus, Headers, bytes]:
    """A few words, and nothing about what was asked for."""
    body = f"{status.phrase}\n".encode()
    return status, [("Content-Type", "text/plain; charset=utf-8")], body
