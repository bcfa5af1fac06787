"""XML as CalDAV speaks it: answers read piece by piece and within bounds, questions.

A declaration of a document type is refused, and with it every entity of one's own; so
is what is nested deeper than any answer. Nothing is loaded from anywhere.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.sax.saxutils import escape

from lxml import etree

from tightrope.core.errors import OutsideError

DAV = "{DAV:}"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"
SERVER = "{http://calendarserver.org/ns/}"
APPLE = "{http://apple.com/ns/ical/}"
_PREFIXES = {DAV: "d", CALDAV: "c", SERVER: "s", APPLE: "a"}
_SPACES = " ".join(
    f'xmlns:{prefix}="{space[1:-1]}"' for space, prefix in _PREFIXES.items()
)
_STATUS = re.compile(r"HTTP/\d(?:\.\d)?\s+(\d{3})\b")

PIECE = 1 << 16
DEEPEST = 30
MOST_ATTRIBUTES = 50
MOST_ELEMENTS = 2_000
"""In one response."""

MOST_TEXT = 20 << 20
"""In one response, in letters."""

MOST_RESPONSES = 200_000
GOOD = range(200, 300)


class NotMultistatus(OutsideError):
    """An answer is not what RFC 4918, 13 says, or passes our bounds."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"an answer {what}")


class Node:
    """One element, with what is in it.

    Attributes:
        name: in Clark's notation: `{DAV:}href`.
        attributes: by name.
        children: in their order.
    """

    __slots__ = ("_parts", "attributes", "children", "name")

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node] = []
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        """Take more of its text."""
        self._parts.append(text)

    @property
    def text(self) -> str:
        """Its own text, without that of its children."""
        return "".join(self._parts)

    def all(self, name: str) -> Iterator["Node"]:
        """Its children of that name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> "Node | None":
        """Its first child of that name."""
        return next(self.all(name), None)

    def words(self, name: str) -> str:
        """The text of its first child of that name, without blanks around it."""
        child = self.first(name)
        return child.text.strip() if child else ""

    def names(self) -> frozenset[str]:
        """The names of its children."""
        return frozenset(child.name for child in self.children)

    def below(self) -> Iterator["Node"]:
        """All that is in it, at any depth."""
        for child in self.children:
            yield child
            yield from child.below()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a server says of one resource (RFC 4918, 14.24).

    Attributes:
        href: as the server wrote it.
        status: of the resource as a whole, where one is given.
        props: its properties that were given, by name.
    """

    href: str
    status: int | None = None
    props: Mapping[str, Node] = field(default_factory=dict)

    def words(self, name: str) -> str:
        """The text of a property; nothing where it was not given."""
        prop = self.props.get(name)
        return prop.text.strip() if prop else ""

    def hrefs(self, name: str) -> list[str]:
        """The hrefs in a property."""
        prop = self.props.get(name)
        found = (node.text.strip() for node in prop.all(DAV + "href")) if prop else ()
        return [href for href in found if href]


class Multistatus:
    """An answer about many resources, read as it is gone through, once.

    Args:
        data: the bytes.

    Attributes:
        token: the sync token in it (RFC 6578, 6.4); known once all is read.
    """

    def __init__(self, data: bytes) -> None:
        self.token: str | None = None
        self._data = data

    def __iter__(self) -> Iterator[Said]:
        """Each resource that it speaks of; one without an href is left out.

        Raises:
            NotMultistatus: it is none, was cut short, or passes our bounds.
        """
        builder = _Builder(apart=DAV + "response")
        for _ in _fed(self._data, builder):
            ready, builder.ready = builder.ready, []
            for node in ready:
                yield from _said(node)
        root = builder.root
        if root is None or root.name != DAV + "multistatus":
            raise NotMultistatus("is not about resources")
        self.token = root.words(DAV + "sync-token") or None


def conditions(data: bytes) -> dict[str, Node]:
    """What was not met, in the body of a refusal (RFC 4918, 16); else nothing."""
    builder = _Builder()
    try:
        for _ in _fed(data, builder):
            pass
    except NotMultistatus:
        return {}
    root = builder.root
    if root is None or root.name != DAV + "error":
        return {}
    return {node.name: node for node in root.children}


def _fed(data: bytes, builder: "_Builder") -> Iterator[None]:
    """Feed a reader piece by piece; stop after each."""
    parser = etree.XMLParser(
        target=builder,  # type: ignore[arg-type]  # comments are left out before
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    view = memoryview(data)
    try:
        for start in range(0, len(data), PIECE):
            parser.feed(bytes(view[start : start + PIECE]))
            yield
        parser.close()
    except (etree.LxmlError, ValueError):
        raise NotMultistatus("cannot be read, or was cut short") from None
    yield


class _Builder:
    """Makes nodes of what the parser meets, and keeps one kind of them apart."""

    def __init__(self, apart: str | None = None) -> None:
        self.ready: list[Node] = []
        self.root: Node | None = None
        self._apart = apart
        self._open: list[Node] = []
        self._elements = 0
        self._letters = 0
        self._responses = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._elements += 1
        if (
            len(self._open) > DEEPEST
            or self._elements > MOST_ELEMENTS
            or len(attributes) > MOST_ATTRIBUTES
        ):
            raise NotMultistatus("holds more than any answer does")
        self._open.append(Node(name, dict(attributes) if attributes else {}))

    def end(self, _: str) -> None:
        """It ends."""
        node = self._open.pop()
        if not self._open:
            self.root = node
        elif len(self._open) == 1 and node.name == self._apart:
            self._elements = self._letters = 0
            self._responses += 1
            if self._responses > MOST_RESPONSES:
                raise NotMultistatus("speaks of more than any calendar holds")
            self.ready.append(node)
        else:
            self._open[-1].children.append(node)

    def data(self, text: str) -> None:
        """Text comes."""
        self._letters += len(text)
        if self._letters > MOST_TEXT:
            raise NotMultistatus("holds more than any answer does")
        self._open[-1].add(text)

    def doctype(self, *_: object) -> NoReturn:
        """A document type is declared, which no CalDAV server has a reason for."""
        raise NotMultistatus("declares a document type")

    def close(self) -> None:
        """All is read."""


def _said(node: Node) -> Iterator[Said]:
    """What a response says, once for each of its hrefs."""
    status = status_of(node.words(DAV + "status"))
    props: dict[str, Node] = {}
    for part in node.all(DAV + "propstat"):
        given, prop = status_of(part.words(DAV + "status")), part.first(DAV + "prop")
        if prop and (given is None or given in GOOD):
            props.update((child.name, child) for child in prop.children)
    for href in node.all(DAV + "href"):
        if words := href.text.strip():
            yield Said(href=words, status=status, props=props)


def status_of(line: str) -> int | None:
    """The number in a status line; nothing where there is none."""
    found = _STATUS.match(line)
    return int(found[1]) if found else None


# --- questions --------------------------------------------------------------------


def tag(name: str, inner: str = "", attributes: str = "") -> str:
    """An element of one of the four namespaces that we speak."""
    space, _, local = name.rpartition("}")
    prefixed = f"{_PREFIXES[space + '}']}:{local}"
    more = f" {attributes}" if attributes else ""
    return (
        f"<{prefixed}{more}>{inner}</{prefixed}>" if inner else f"<{prefixed}{more}/>"
    )


def document(name: str, inner: str) -> bytes:
    """A whole question."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{tag(name, inner, _SPACES)}'
    ).encode()


def props(names: Iterable[str]) -> str:
    """The properties that are asked for."""
    return tag(DAV + "prop", "".join(map(tag, names)))


def propfind(names: Iterable[str]) -> bytes:
    """Ask for properties (RFC 4918, 9.1)."""
    return document(DAV + "propfind", props(names))


def sync_collection(token: str) -> bytes:
    """Ask what changed since a token (RFC 6578, 3.2); never with a limit."""
    return document(
        DAV + "sync-collection",
        tag(DAV + "sync-token", escape(token))
        + tag(DAV + "sync-level", "1")
        + props([DAV + "getetag"]),
    )


_WHOLE = props([DAV + "getetag", CALDAV + "calendar-data"])
_EVENTS = 'name="VEVENT"'


def multiget(hrefs: Collection[str]) -> bytes:
    """Ask for these resources (RFC 4791, 7.9)."""
    wanted = "".join(tag(DAV + "href", escape(href)) for href in hrefs)
    return document(CALDAV + "calendar-multiget", _WHOLE + wanted)


def query(inner: str = "") -> bytes:
    """Ask for all events, or those that `inner` filters (RFC 4791, 7.8)."""
    events = tag(CALDAV + "comp-filter", inner, _EVENTS)
    whole = tag(CALDAV + "comp-filter", events, 'name="VCALENDAR"')
    return document(CALDAV + "calendar-query", _WHOLE + tag(CALDAV + "filter", whole))


def query_uid(uid: str) -> bytes:
    """Ask for the event of one UID (RFC 4791, 7.8.6)."""
    match = tag(CALDAV + "text-match", escape(uid), 'collation="i;octet"')
    return query(tag(CALDAV + "prop-filter", match, 'name="UID"'))


def free_busy(start: str, end: str) -> bytes:
    """Ask when one is busy (RFC 4791, 7.10)."""
    window = tag(CALDAV + "time-range", "", f'start="{start}" end="{end}"')
    return document(CALDAV + "free-busy-query", window)
