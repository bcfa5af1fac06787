"""What a server in memory keeps of one calendar, and how well it keeps it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tightrope.calendars.base import Resource

_UID = re.compile(rb"^UID:(.*?)\r?$", re.MULTILINE | re.IGNORECASE)
_OTHERS = re.compile(rb"^X-[^\n]*\n", re.MULTILINE)
_MARK = b"X-SERVER-WAS-HERE:1\r\n"


class Etags(StrEnum):
    """What a server's ETags are worth."""

    TRUE = "another for every version"
    REUSED = "the same again after deleting and making anew"
    SAME = "one for every version"
    ABSENT = "none at all"


@dataclass(slots=True)
class Quirks:
    """In what a server differs from the standards; by default in nothing.

    Attributes:
        tokens: it can say what changed since a token.
        refuses_tokens: it has forgotten each token by the time it is used.
        lists_all: what it says has changed is all there is, without saying so.
        unknown_gone: it names as deleted what never was.
        leaves_out: the last of several resources asked for is not in its answer.
        etags: what its ETags are worth.
        overwrites: `If-None-Match: *` is ignored.
        ignores_match: `If-Match` is ignored.
        rewrites: it adds a property of its own to what it is given.
        drops_unknown: it leaves out the `X-` properties of others.
        one_uid: a UID can stand at one href only.
        tells_where: it says where the one with that UID is.
        writable: something can be stored.
        refuses: it takes nothing new, for good, with this status.
        largest: how many bytes it takes.
    """

    tokens: bool = True
    refuses_tokens: bool = False
    lists_all: bool = False
    unknown_gone: bool = False
    leaves_out: bool = False
    etags: Etags = Etags.TRUE
    overwrites: bool = False
    ignores_match: bool = False
    rewrites: bool = False
    drops_unknown: bool = False
    one_uid: bool = True
    tells_where: bool = True
    writable: bool = True
    refuses: int | None = None
    largest: int = 1 << 20


@dataclass(slots=True)
class KeptCalendar:
    """One calendar of the server: what any of its clients sees and may change.

    Attributes:
        href: where it is.
        title: what it is called.
        quirks: those of its server.
        life: which calendar at this place it is; one deleted and made anew is another.
        alive: whether it is there.
    """

    href: str
    title: str
    quirks: Quirks
    life: int = 1
    alive: bool = True
    _stored: dict[str, Resource] = field(default_factory=dict)
    _changed: dict[str, int] = field(default_factory=dict)
    _versions: dict[str, int] = field(default_factory=dict)
    _now: int = 0

    @property
    def stored(self) -> Mapping[str, Resource]:
        """What is there, by href."""
        return self._stored

    @property
    def token(self) -> str:
        """Its place in time."""
        return f"{self.life}-{self._now}"

    def changed_since(self, token: str) -> set[str] | None:
        """The hrefs that changed since a token; nothing for one that is unknown."""
        life, _, at = token.partition("-")
        if life != str(self.life) or self.quirks.refuses_tokens:
            return None
        return {href for href, when in self._changed.items() if when > int(at)}

    def store(self, href: str, data: bytes) -> Resource:
        """Keep `data` at `href`, whatever stood there."""
        self._step(href)
        self._versions[href] = self._versions.get(href, 0) + 1
        kept = Resource(href=href, etag=self._etag(href), data=self._rewritten(data))
        self._stored[href] = kept
        return kept

    def remove(self, href: str) -> None:
        """Take away what stands at `href`."""
        self._step(href)
        self._versions.pop(href, None)
        self._stored.pop(href, None)

    def vanish(self, href: str) -> None:
        """Take away what stands at `href`, and note nowhere that it changed."""
        self._stored.pop(href, None)
        self._changed.pop(href, None)

    def place_of(self, data: bytes, *, but: str) -> str | None:
        """Where the UID of `data` stands already, `but` one href."""
        uid = uid_of(data)
        return next(
            (
                href
                for href, kept in self._stored.items()
                if href != but and uid is not None and uid_of(kept.data) == uid
            ),
            None,
        )

    def make_anew(self) -> None:
        """Delete it and make another, empty one at its place."""
        self.life += 1
        self.alive = True
        self._stored.clear()
        self._changed.clear()
        self._versions.clear()

    def _step(self, href: str) -> None:
        self._now += 1
        self._changed[href] = self._now

    def _etag(self, href: str) -> str | None:
        match self.quirks.etags:
            case Etags.TRUE:
                return f'"{self.life}-{self._now}"'
            case Etags.REUSED:
                return f'"{self._versions[href]}"'
            case Etags.SAME:
                return '"1"'
            case Etags.ABSENT:
                return None

    def _rewritten(self, data: bytes) -> bytes:
        if self.quirks.drops_unknown:
            data = _OTHERS.sub(b"", data)
        if self.quirks.rewrites and _MARK not in data:
            data = data.replace(b"END:VEVENT", _MARK + b"END:VEVENT", 1)
        return data


def uid_of(data: bytes) -> bytes | None:
    """The first UID in a resource, read as plainly as a server would."""
    found = _UID.search(data)
    return found.group(1) if found else None
