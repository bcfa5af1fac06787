"""Storing and deleting single resources, and nothing but the version that was meant."""

import re
from typing import NoReturn

from tightrope.calendars.base import (
    CalendarUnreachable,
    Missing,
    ReadOnly,
    Resource,
    ResourceChanged,
    ResourceRefused,
    ResourceTooLarge,
    UidTaken,
)
from tightrope.calendars.caldav.dav import FORBIDDEN, GONE, MULTISTATUS, Dav
from tightrope.calendars.caldav.hrefs import address_of, member
from tightrope.calendars.caldav.quirks import etags, lines
from tightrope.calendars.caldav.reports import ETAG, allowed, resources
from tightrope.calendars.caldav.xml import CALDAV, DAV, GOOD, conditions, query_uid
from tightrope.fetching.base import MIB, Answer

OK = 200
CONFLICT, FAILED = 409, 412
MAYBE_TAKEN = {400, FORBIDDEN, CONFLICT, FAILED}
"""With what servers refuse a UID that another resource has, without saying so."""

NOT_ALLOWED = {405, 501}
FOR_GOOD = {400, 403, 409, 413, 415, 422}
LARGEST = MIB
ICALENDAR = "text/calendar; charset=utf-8"
NO_UID_CONFLICT = CALDAV + "no-uid-conflict"
UNSURE = "did not say whether it took an event; what it holds is compared next time"

# What a server may write anew at every look, without anybody having changed it.
_RESTLESS = re.compile(rb"(?m)^(?:DTSTAMP|PRODID)[;:].*\r\n(?:[ \t].*\r\n)*")
_UID = re.compile(rb"(?m)^UID[;:]((?:.*\r\n[ \t])*.*)\r\n")


def one(dav: Dav, collection: str, href: str) -> Resource | Missing:
    """One resource, as its server keeps it now.

    Raises:
        CalendarGone: it is not there, and neither is its calendar.
        CalendarUnreachable: something else than an event came.
    """
    # A proxy that compresses would change the etag, so it is asked not to.
    headers = {"Accept": "text/calendar", "Accept-Encoding": "identity"}
    answer = dav.ask("GET", address_of(collection, href), headers=headers)
    if answer.status in GONE:
        allowed(dav, collection)
        return Missing(href=href)
    if answer.status != OK:
        dav.refuse(answer)
    data = lines.one_way(answer.data)
    if data.startswith(b"<"):
        reason = "answers with a web page instead of an event"
        raise CalendarUnreachable(dav.name, reason)
    etag = etags.one_way(answer.headers.get("etag")) or _told(dav, answer.address)
    return Resource(href=href, etag=etag, data=data)


def _told(dav: Dav, address: str) -> str | None:
    """The etag of a resource whose server gives none with its bytes."""
    answer = dav.find(address, (ETAG,), 0)
    if answer.status != MULTISTATUS:
        return None
    said = next(iter(dav.said(answer)), None)
    return etags.one_way(said.words(ETAG)) if said else None


def store(dav: Dav, collection: str, resource: Resource) -> Resource:
    """Store a resource in place of its version, or where nothing stands.

    Some servers write over whatever stands there, and some make anew what was deleted,
    so it is looked at before.
    """
    if len(resource.data) > LARGEST:
        raise ResourceTooLarge(dav.name, LARGEST)
    there = one(dav, collection, resource.href)
    if _etag(there) != resource.etag or (resource.etag is None and _stands(there)):
        raise ResourceChanged(dav.name)
    answer = _put(dav, collection, resource)
    if answer.status not in GOOD:
        _refused(dav, collection, resource, answer)
    kept = one(dav, collection, resource.href)
    if isinstance(kept, Missing):
        raise CalendarUnreachable(dav.name, UNSURE)
    return kept


def remove(dav: Dav, collection: str, resource: Resource) -> None:
    """Delete a resource, if it still says what it said.

    An etag is used again by some servers after an event is deleted and made anew, and
    `If-Match` is not heeded by others, so its bytes are compared before.
    """
    there = one(dav, collection, resource.href)
    if isinstance(there, Missing):
        return
    if not alike(there.data, resource.data):
        raise ResourceChanged(dav.name)
    answer = _deleted(dav, collection, there)
    if answer.status in GOOD or answer.status in GONE:
        return
    if answer.status == FAILED:
        raise ResourceChanged(dav.name)
    if answer.status == FORBIDDEN or answer.status in NOT_ALLOWED:
        raise ReadOnly(dav.name)
    raise dav.unreachable(answer)


def alike(one: bytes, other: bytes) -> bool:
    """Whether two versions say the same, but for what a server writes by itself."""
    first, second = (_RESTLESS.sub(b"", lines.one_way(data)) for data in (one, other))
    return first == second


def _stands(there: Resource | Missing) -> bool:
    return isinstance(there, Resource)


def _etag(there: Resource | Missing) -> str | None:
    return there.etag if isinstance(there, Resource) else None


def _put(dav: Dav, collection: str, resource: Resource) -> Answer:
    """Send it, on the condition that nothing else has come between."""
    conditions_ = _conditions(resource.etag)
    for headers in conditions_:
        answer = dav.ask(
            "PUT",
            address_of(collection, resource.href),
            headers={"Content-Type": ICALENDAR, **headers},
            body=resource.data,
        )
        if answer.status != FAILED or answer.again:
            return answer
    return answer


def _deleted(dav: Dav, collection: str, there: Resource) -> Answer:
    """Delete it, on the same condition."""
    for headers in _conditions(there.etag) if there.etag else ({},):
        answer = dav.ask("DELETE", address_of(collection, there.href), headers=headers)
        if answer.status != FAILED:
            return answer
    return answer


def _conditions(etag: str | None) -> tuple[dict[str, str], ...]:
    """The headers that say what has to stand there, in the ways servers read them."""
    if etag is None:
        return ({"If-None-Match": "*"},)
    return tuple({"If-Match": way} for way in etags.ways(etag))


def _refused(dav: Dav, collection: str, resource: Resource, answer: Answer) -> NoReturn:
    """Raise what a refusal to store means."""
    said = conditions(answer.data)
    if NO_UID_CONFLICT in said:
        href = said[NO_UID_CONFLICT].words(DAV + "href")
        raise UidTaken(dav.name, member(collection, href) if href else None)
    if answer.status == FAILED and answer.again:
        raise CalendarUnreachable(dav.name, UNSURE)
    writable = allowed(dav, collection)  # it may be the calendar that is gone
    if answer.status in MAYBE_TAKEN and resource.etag is None:
        holder = _holder(dav, collection, resource)
        if holder:
            raise UidTaken(dav.name, holder)
    if answer.status == FAILED or answer.status in GONE:
        raise ResourceChanged(dav.name)
    if answer.status in NOT_ALLOWED or (answer.status == FORBIDDEN and not writable):
        raise ReadOnly(dav.name)
    if answer.status in FOR_GOOD:
        raise ResourceRefused(dav.name, answer.status)
    raise dav.unreachable(answer)


def _holder(dav: Dav, collection: str, resource: Resource) -> str | None:
    """Where another resource with the same UID is."""
    uid = uid_of(resource.data)
    answer = dav.report(collection, query_uid(uid)) if uid else None
    if answer is None or answer.status != MULTISTATUS:
        return None
    for found in resources(dav, collection, answer.data):
        if (
            isinstance(found, Resource)
            and found.href != resource.href
            and uid_of(found.data) == uid
        ):
            return found.href
    return None


def uid_of(data: bytes) -> str:
    """The first UID in a resource; empty where it has none."""
    found = _UID.search(lines.one_way(data))
    return (
        re.sub(rb"\r\n[ \t]", b"", found[1]).decode(errors="replace") if found else ""
    )
