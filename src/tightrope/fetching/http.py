"""Fetching an address over HTTP, within bounds of time, size and places."""

import re
import ssl
from base64 import b64encode
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC
from email.message import Message
from email.utils import parsedate_to_datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

import httpcore
import httpx

from tightrope.fetching.addresses import Network
from tightrope.fetching.base import (
    MIB,
    BadAddress,
    BadAnswer,
    BrokenOff,
    Fetched,
    NotReached,
    RedirectRefused,
    Seen,
    TooSlow,
)
from tightrope.fetching.body import body_of
from tightrope.fetching.transport import (
    CheckedBackend,
    CheckedTransport,
    Deadline,
    Resolve,
    resolved,
)


def _version() -> str:
    try:
        return version("tightrope")
    except PackageNotFoundError:
        return "checkout"


AGENT = f"tightrope/{_version()}"
PATIENCE = 20.0
"""Seconds that all of one fetch may take."""

LARGEST = 20 * MIB
HOPS = 3
LONGEST_WAIT = 3600
LONGEST_FRESH = 86_400
LAST_PORT = 65535
HOST = re.compile(rb"[A-Za-z0-9._:-]+")
OK, NOT_MODIFIED = 200, 304
REDIRECTS = {301, 302, 303, 307, 308}


class HttpFetch:
    """Fetches addresses; `fetching.base.Fetch` says more.

    Args:
        allowed: networks that are reached besides the public ones.
        seconds: how long one fetch may take, all redirects included.
        largest: how many bytes are taken, compressed or not.
        resolve: how names are looked up.
    """

    def __init__(
        self,
        allowed: Collection[Network] = (),
        *,
        seconds: float = PATIENCE,
        largest: int = LARGEST,
        resolve: Resolve = resolved,
    ) -> None:
        self._allowed = tuple(allowed)
        self._seconds = seconds
        self._largest = largest
        self._resolve = resolve

    def __call__(self, address: str, *, seen: Seen | None = None) -> Fetched:
        """Get what stands at `address`, unless it is what was `seen` before.

        Raises:
            BadAddress: it is none.
            AddressRefused: it, or where it sends us, is inside a private network.
            NotReached: nobody is there.
            TooSlow: the time was over.
            TooLarge: there is too much of it.
            BrokenOff: the answer ended too early, or is no HTTP.
            RedirectRefused: we are sent around, or out of an encrypted connection.
            BadAnswer: the server says that there is nothing for us.
        """
        url = url_of(address)
        deadline = Deadline(self._seconds)
        backend = CheckedBackend(self._allowed, deadline, self._resolve)
        with CheckedTransport(backend) as transport:
            for _ in range(HOPS + 1):
                with faults(url.host, self._seconds):
                    answer = transport.handle_request(_request(url, seen))
                    try:
                        if answer.status_code not in REDIRECTS:
                            return self._taken(answer, url.host, seen or Seen())
                    finally:
                        answer.close()
                url = next_hop(url, answer.headers.get("Location", ""))
        raise RedirectRefused(url.host, f"more than {HOPS} times")

    def _taken(self, answer: httpx.Response, host: str, seen: Seen) -> Fetched:
        """What an answer that is no redirect holds."""
        if answer.status_code == NOT_MODIFIED and (seen.etag or seen.modified):
            kept = replace(
                seen,
                etag=answer.headers.get("ETag", seen.etag),
                modified=answer.headers.get("Last-Modified", seen.modified),
            )
            fresh = fresh_of(answer.headers)
            return Fetched(data=None, kind="", seen=kept, changed=False, fresh=fresh)
        if answer.status_code != OK:
            raise BadAnswer(host, answer.status_code, wait_of(answer.headers))
        data = body_of(answer, host, self._largest)
        digest = sha256(data).hexdigest()
        return Fetched(
            data=data,
            kind=_kind(answer.headers.get("Content-Type", "")),
            seen=Seen(
                etag=answer.headers.get("ETag"),
                modified=answer.headers.get("Last-Modified"),
                digest=digest,
            ),
            changed=digest != seen.digest,
            fresh=fresh_of(answer.headers),
        )


@contextmanager
def faults(host: str, seconds: float) -> Iterator[None]:
    """Turn what the libraries raise into errors of ours, without the address."""
    try:
        yield
    except httpcore.TimeoutException:
        raise TooSlow(host, seconds) from None
    except httpcore.ConnectError as error:
        raise NotReached(host, _reason(error)) from None
    except (httpcore.NetworkError, httpcore.ProtocolError):
        raise BrokenOff(host, "broke off, or is not HTTP") from None


def url_of(address: str) -> httpx.URL:
    """The URL that an address stands for; `webcal` is `https` by another name.

    Raises:
        BadAddress: it cannot be asked.
    """
    try:
        url = httpx.URL(
            re.sub(r"^webcal:", "https:", address.strip(), flags=re.IGNORECASE)
        )
    except (httpx.InvalidURL, ValueError):
        raise BadAddress("cannot be read") from None
    if url.scheme not in {"https", "http"}:
        raise BadAddress("is none")
    if not HOST.fullmatch(url.raw_host) or (url.port or 0) > LAST_PORT:
        raise BadAddress("names no host")
    if url.userinfo and url.scheme != "https":
        raise BadAddress("has a password in it and is not encrypted")
    return url


def next_hop(url: httpx.URL, location: str) -> httpx.URL:
    """Where `url` sends us with a redirect.

    Raises:
        RedirectRefused: it is no address, or not encrypted while `url` is.
    """
    try:
        there = url_of(str(url.join(location))) if location else None
    except (BadAddress, httpx.InvalidURL, ValueError):
        there = None
    if there is None:
        raise RedirectRefused(url.host, "to what is no address on the web")
    if url.scheme == "https" and there.scheme != "https":
        raise RedirectRefused(url.host, "to an address that is not encrypted")
    return there.copy_with(fragment=None)


def fresh_of(headers: httpx.Headers) -> int | None:
    """How many seconds an answer stays as it is, a day at most."""
    found = re.search(
        r"(?:^|[,\s])max-age=\"?([0-9]{1,9})", headers.get("Cache-Control", "").lower()
    )
    return min(int(found[1]), LONGEST_FRESH) if found else None


def wait_of(headers: httpx.Headers) -> int | None:
    """How many seconds the server wants to be left alone, an hour at most.

    A moment is counted from the server's own clock, which may be wrong as ours may.
    """
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return min(int(text), LONGEST_WAIT)
    try:
        until, now = (
            parsedate_to_datetime(moment).astimezone(UTC)
            for moment in (text, headers.get("Date", ""))
        )
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0, min(int((until - now).total_seconds()), LONGEST_WAIT))


def _request(url: httpx.URL, seen: Seen | None) -> httpx.Request:
    """A request for what stands at `url`, unless it is what was `seen` before."""
    headers = {
        "User-Agent": AGENT,
        "Accept": "text/calendar, */*;q=0.1",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    if url.userinfo:
        pair = f"{url.username}:{url.password}".encode()
        headers["Authorization"] = f"Basic {b64encode(pair).decode('ascii')}"
    if seen and seen.etag:
        headers["If-None-Match"] = seen.etag
    if seen and seen.modified:
        headers["If-Modified-Since"] = seen.modified
    return httpx.Request("GET", url, headers=headers)


def _kind(content_type: str) -> str:
    """The media type of a Content-Type header."""
    message = Message()
    message["Content-Type"] = content_type
    return message.get_content_type() if content_type else ""


def _reason(error: httpcore.ConnectError) -> str:
    """Why there is no connection, as part of a sentence."""
    cause = error.__cause__ or error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({cause.verify_message})"
    if isinstance(cause, ssl.SSLError):
        return "it speaks no TLS that we trust"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror.lower()
    return "nobody answers there"
