"""One spelling for each href, and none that leads out of its collection."""

from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

SAFE = "-._~!$&'()*+,;=:@"
LONGEST = 1_000


def spelled(path: str) -> str:
    """A path in the one spelling that we keep.

    Servers differ in which characters they encode, and one server in its own answers.
    """
    return "/".join(_segment(part) for part in path.split("/"))


def _segment(part: str) -> str:
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
    whole = joined(collection, href)
    if whole is None or len(whole) > LONGEST or "?" in whole:
        return None
    if urlsplit(whole).hostname != urlsplit(collection).hostname:
        return None
    path, root = path_of(whole), path_of(collection)
    name = path.removeprefix(root)
    hidden = unquote_to_bytes(name) in {b".", b".."} or b"/" in unquote_to_bytes(name)
    if not path.startswith(root) or not name or "/" in name or hidden:
        return None
    return path


def address_of(collection: str, path: str) -> str:
    """The whole address of a member."""
    return urljoin(collection, path)
