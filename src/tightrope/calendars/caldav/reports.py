"""What is in a collection: its state, its changes, its resources."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from tightrope.calendars.base import CalendarGone, Missing, Resource, TokenRefused
from tightrope.calendars.caldav.dav import GONE, MULTISTATUS, Dav
from tightrope.calendars.caldav.hrefs import member
from tightrope.calendars.caldav.quirks import etags, lines, tokens
from tightrope.calendars.caldav.xml import (
    CALDAV,
    DAV,
    GOOD,
    Multistatus,
    NotMultistatus,
    Said,
    multiget,
    query,
    sync_collection,
)

ETAG = DAV + "getetag"
DATA = CALDAV + "calendar-data"
TOKEN = DAV + "sync-token"
REPORTS = DAV + "supported-report-set"
PRIVILEGES = DAV + "current-user-privilege-set"
MORE = 507
ROUNDS = 200
"""How often a server may say that there is more to come."""

WRITES = {DAV + name for name in ("all", "write", "write-content", "bind")}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a collection says of itself.

    Attributes:
        token: where its changes are now (RFC 6578, 4).
        syncs: whether it can say what changed.
        writable: whether we may write; true where it does not say.
    """

    token: str | None
    syncs: bool
    writable: bool


@dataclass(slots=True, kw_only=True)
class Listed:
    """What an answer, or several, say is there and is not.

    Attributes:
        there: the etag of each resource by href.
        gone: hrefs that were said to be gone.
        token: the token at the end.
    """

    there: dict[str, str | None] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    token: str | None = None


def state(dav: Dav, collection: str) -> State:
    """What a collection says of itself."""
    said = itself(dav, collection, (TOKEN, REPORTS, PRIVILEGES))
    token = said.words(TOKEN) or None
    can = said.props.get(REPORTS)
    named = {node.name for node in can.below()} if can else set()
    syncs = DAV + "sync-collection" in named or (not named and token is not None)
    if token and tokens.is_a_clock(token):
        syncs = False
    return State(token=token, syncs=syncs, writable=may_write(said))


def allowed(dav: Dav, collection: str) -> bool:
    """Whether we may write to a collection.

    Raises:
        CalendarGone: it is not there.
    """
    return may_write(itself(dav, collection, (PRIVILEGES,)))


def itself(dav: Dav, collection: str, names: Iterable[str]) -> Said:
    """What a collection says of itself.

    Raises:
        CalendarGone: it is not there; one server says so inside of an answer that
            all is well.
    """
    said = next(iter(dav.said(dav.find(collection, names, 0))), Said(href=""))
    if said.status in GONE:
        raise CalendarGone(dav.name)
    return said


def may_write(said: Said) -> bool:
    """Whether we may write there (RFC 3744, 5.4); true where it does not say."""
    prop = said.props.get(PRIVILEGES)
    return prop is None or any(node.name in WRITES for node in prop.below())


def listing(dav: Dav, collection: str) -> Listed:
    """Every resource with its etag, by PROPFIND."""
    found = Listed()
    answer = dav.find(collection, (ETAG, DAV + "resourcetype"), 1)
    for said in dav.said(answer):
        _sort(found, collection, said)
    return found


def synced(dav: Dav, collection: str, token: str) -> Listed | None:
    """What changed since a token; all that there is for an empty one.

    Returns:
        Nothing where the server cannot say it.

    Raises:
        TokenRefused: it has forgotten the token.
    """
    found = Listed(token=token)
    for _ in range(ROUNDS):
        asked = found.token or ""
        answer = dav.report(collection, sync_collection(asked), depth=0)
        if answer.status in tokens.UNKNOWN:
            return None
        if asked and answer.status in tokens.REFUSED:
            raise TokenRefused(dav.name)
        if answer.status in tokens.REFUSED - GONE:
            return None
        if answer.status != MULTISTATUS:
            dav.refuse(answer)
        more = _read(found, dav, collection, answer.data)
        if not more:
            return found
        if found.token == asked:
            break
    return None


def _read(found: Listed, dav: Dav, collection: str, data: bytes) -> bool:
    """Take in one answer; say whether there is more to come (RFC 6578, 3.6)."""
    more = False
    answer = Multistatus(data)
    try:
        for said in answer:
            if said.status == MORE:
                more = True
            else:
                _sort(found, collection, said)
    except NotMultistatus as error:
        raise dav.broken(error) from error
    found.token = answer.token
    return more


def _sort(found: Listed, collection: str, said: Said) -> None:
    """Put a resource where it belongs; what is no member belongs nowhere."""
    href = member(collection, said.href)
    types = said.props.get(DAV + "resourcetype")
    if href is None or (types and DAV + "collection" in types.names()):
        return
    if said.status in GONE:
        found.gone.add(href)
        found.there.pop(href, None)
    elif said.status is None or said.status in GOOD:
        found.there[href] = etags.one_way(said.words(ETAG))
        found.gone.discard(href)


def resources(dav: Dav, collection: str, data: bytes) -> Iterator[Resource | Missing]:
    """The resources in an answer, as they are read.

    One that came without its bytes is left out: it has to be asked for alone.
    """
    try:
        for said in Multistatus(data):
            href = member(collection, said.href)
            if href is None:
                continue
            text = said.props.get(DATA)
            if said.status in GONE:
                yield Missing(href=href)
            elif text is not None and (kept := lines.one_way(text.text.encode())):
                etag = etags.one_way(said.words(ETAG))
                yield Resource(href=href, etag=etag, data=kept)
    except NotMultistatus as error:
        raise dav.broken(error) from error


def several(
    dav: Dav, collection: str, hrefs: Collection[str]
) -> Iterator[Resource | Missing]:
    """Those of `hrefs` that the server gives at once (RFC 4791, 7.9).

    Nothing at all where it knows no multiget.
    """
    answer = dav.report(collection, multiget(hrefs))
    if answer.status in tokens.REFUSED - GONE or answer.status in tokens.UNKNOWN:
        return
    if answer.status != MULTISTATUS:
        dav.refuse(answer)
    yield from resources(dav, collection, answer.data)


def everything(dav: Dav, collection: str) -> Iterator[Resource]:
    """All events, in one answer (RFC 4791, 7.8); nothing where that is refused."""
    answer = dav.report(collection, query())
    if answer.status != MULTISTATUS:
        return
    for found in resources(dav, collection, answer.data):
        if isinstance(found, Resource):
            yield found


def batches(hrefs: Iterable[str], size: int) -> Iterator[list[str]]:
    """The hrefs in lists of `size` at most."""
    batch: list[str] = []
    for href in hrefs:
        batch.append(href)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
