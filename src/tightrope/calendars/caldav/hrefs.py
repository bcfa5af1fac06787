"""One spelling for each href, and none that leads out of its collection."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

SAFE = "-._~!$&'()*+,;=:@"
LONGEST = 1_000
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._~-]*")
"""A name that can be spelled in one way alone, as most are."""

_PATH = re.compile(r"/[^/.?#\s\\][^?#\s\\]*")
"""A path from the root; with no dot after a slash it needs no resolving."""


def spelled(path: str) -> str:
    """A path in the one spelling that we keep.

    Servers differ in which characters they encode, and one server in its own answers.
    """
    return "/".join(_segment(part) for part in path.split("/"))


def _segment(part: str) -> str:
    if not part or _PLAIN.fullmatch(part):
        return part
    return quote(unquote_to_bytes(part), safe=SAFE)


def joined(base: str, href: str) -> str | None:
    """The whole address of an href that `base` answered; nothing where it is none."""
    try:
        whole = urljoin(base, href.strip())
        parts = urlsplit(whole)
        port = f":{parts.port}" if parts.port else ""
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    host = f"[{host}]" if ":" in host else host
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{host}{port}{spelled(parts.path) or '/'}{query}"


def as_collection(address: str) -> str:
    """The address of a collection, which ends with a slash (RFC 4918, 5.2)."""
    return address if address.endswith("/") or "?" in address else f"{address}/"


@lru_cache(maxsize=64)
def path_of(address: str) -> str:
    """The path of an address, in our spelling."""
    return spelled(urlsplit(address).path) or "/"


def member(collection: str, href: str) -> str | None:
    """The key of a resource that lies in a collection.

    Args:
        collection: its whole address, with the slash at its end.
        href: what the server said; a path, or a whole address of the same host.

    Returns:
        Its path; nothing for the collection itself, for what lies deeper, elsewhere,
        or is no href at all: such a one is never asked for.
    """
    path, root = _path(collection, href), path_of(collection)
    if path is None or len(path) > LONGEST:
        return None
    name = path.removeprefix(root)
    hidden = unquote_to_bytes(name) in {b".", b".."} or b"/" in unquote_to_bytes(name)
    if not path.startswith(root) or not name or "/" in name or hidden:
        return None
    return path


def _path(collection: str, href: str) -> str | None:
    """The path of an href on the host of a collection."""
    if _PATH.fullmatch(href) and "/." not in href:
        return spelled(href)
    whole = joined(collection, href)
    if whole is None or "?" in whole:
        return None
    if urlsplit(whole).hostname != urlsplit(collection).hostname:
        return None
    return spelled(urlsplit(whole).path)


def address_of(collection: str, path: str) -> str:
    """The whole address of a member."""
    # not joined: a path with two slashes at its start would name a host
    parts = urlsplit(collection)
    return f"{parts.scheme}://{parts.netloc}{path}"
