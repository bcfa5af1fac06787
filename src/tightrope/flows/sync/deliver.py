"""Bring one waiting write to its calendar, whatever became of earlier attempts."""

from dataclasses import replace
from datetime import datetime, timedelta

from tightrope.calendars.base import (
    CalendarUnreachable,
    Missing,
    ReadOnly,
    Resource,
    ResourceChanged,
    ResourceRefused,
    ResourceTooLarge,
    UidTaken,
    Unread,
)
from tightrope.core.timeline import OUR_UID
from tightrope.flows.ports import Held, Outgoing
from tightrope.flows.sync.adopt import move_home
from tightrope.flows.sync.judge import Finding, judge
from tightrope.flows.sync.meaning import holds
from tightrope.flows.sync.place import Place
from tightrope.flows.sync.reading import read
from tightrope.flows.sync.seen import lose, see
from tightrope.flows.sync.take import miss, take
from tightrope.flows.sync.told import Fate, Sent
from tightrope.flows.sync.waiting import based, drop, finish, got_through, waiting_at

ROUNDS = 3
"""How often a place is looked at again that changes under our hands."""
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
REFUSED_WAIT = timedelta(days=1)
"""Rights and limits change now and then; a refusal is tried again each day."""

_FOREIGN = "this event is not one of Tightrope's; it was left as it is"
_RESTLESS = "the event changes while it is written; it is tried again"
_TAKEN = "the calendar has this event at another place; it is looked for"


def deliver(place: Place, outgoing: Outgoing) -> Sent:
    """Send one write; say what became of it.

    What stands at its place is looked at first: an attempt that got through is not
    made twice, and what the person did meanwhile is not written over.

    Raises:
        CalendarUnreachable, CalendarGone, NotLetIn: nobody answers, or not us; the
            write waits.
    """
    if not is_ours(place, outgoing):
        return _failed(place, outgoing, _FOREIGN)
    outgoing = based(place.store, outgoing)
    for _ in range(ROUNDS):
        try:
            return _looked_and_written(place, outgoing)
        except ResourceChanged:
            # Refused is not lost: this attempt did not get through, for sure.
            place.store.outbox.change(outgoing)
        except UidTaken as error:
            elsewhere = _moved(place, outgoing, error.href)
            if elsewhere is None:
                return put_off(place, outgoing, _TAKEN, FIRST_WAIT)
            outgoing = elsewhere
        except (ReadOnly, ResourceRefused, ResourceTooLarge) as error:
            return _failed(place, outgoing, str(error))
    return put_off(place, outgoing, _RESTLESS, FIRST_WAIT)


def _looked_and_written(place: Place, outgoing: Outgoing) -> Sent:
    there = look(place, outgoing.href)
    match judge(outgoing, there, place.format):
        case Finding.ALIEN:
            return _failed(place, outgoing, _FOREIGN)
        case Finding.THEIRS:
            return _theirs(place, outgoing, there)
        case Finding.AFTER:
            return _there(place, outgoing, there)
        case Finding.FREE | Finding.BEFORE:
            return _written(place, outgoing, there)


def is_ours(place: Place, outgoing: Outgoing) -> bool:
    """Whether a write is about an event of ours: by its UID, and by what we keep.

    Nothing else is ever written or deleted, whoever asked for it.
    """
    kept = place.store.blocks.one(outgoing.block)
    last = place.store.writes.last_of(outgoing.collection, outgoing.href)
    known = {kept.block.uid if kept else None, last.uid if last else None}
    if outgoing.uid not in known or not outgoing.uid.endswith(OUR_UID):
        return False
    return outgoing.data is None or holds(place.format, outgoing.data, outgoing.uid)


def look(place: Place, href: str) -> Resource | None:
    """What stands at `href` now.

    Raises:
        CalendarUnreachable: the server says neither what nor that nothing does.
    """
    for one in place.remote.fetch([href]):
        if isinstance(one, Unread):
            raise CalendarUnreachable(place.remote.name, one.problem.what)
        return None if isinstance(one, Missing) else one
    raise CalendarUnreachable(place.remote.name, "did not say what it has")


def put_off(place: Place, outgoing: Outgoing, why: str, wait: timedelta) -> Sent:
    """Let it wait; it is tried again by itself."""
    later = replace(outgoing, fault=why, not_before=place.now + wait)
    place.store.outbox.change(later)
    return Sent(outgoing=later, fate=Fate.WAITING, because=why)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts that nobody answered."""
    return min(FIRST_WAIT * (1 << min(attempts, 10)), LONGEST_WAIT)


def is_due(outgoing: Outgoing, now: datetime) -> bool:
    """Whether it may be tried; a wait that no rule gives comes from a wrong clock."""
    until = outgoing.not_before
    return until is None or not now < until <= now + REFUSED_WAIT


def _written(place: Place, outgoing: Outgoing, there: Resource | None) -> Sent:
    """Write it over what was just seen; that it was tried is kept before it is."""
    tried = replace(
        outgoing,
        attempts=outgoing.attempts + 1,
        before=there.data if there else None,
        etag=there.etag if there else None,
    )
    place.store.outbox.change(tried)
    if tried.data is not None:
        after = place.remote.put(
            Resource(href=tried.href, etag=tried.etag, data=tried.data)
        )
        return _done(place, tried, after)
    if there is not None:
        place.remote.delete(there)
    return _done(place, tried, None)


def _done(place: Place, outgoing: Outgoing, after: Resource | None) -> Sent:
    """Keep what was written, as its server keeps it, with the log of it."""
    with place.store.together():
        write = finish(place, outgoing, after)
        _mirrored(place, outgoing.href, after)
    return Sent(outgoing=outgoing, fate=Fate.DONE, write=write)


def _mirrored(place: Place, href: str, after: Resource | None) -> None:
    if after is None:
        place.store.mirror.drop(place.id, [href])
        lose(place.store, place.id, [href], place.now)
        return
    renewed, _ = read(place, [after], place.terms())
    place.store.mirror.renew(place.id, renewed)
    see(place.store, place.id, renewed, place.now)


def _there(place: Place, outgoing: Outgoing, there: Resource | None) -> Sent:
    """It is so already: an earlier attempt got through, or somebody did the same."""
    with place.store.together():
        if outgoing.attempts:
            sent = got_through(place, outgoing, there)
        else:
            drop(place, [outgoing])
            sent = Sent(outgoing=outgoing, fate=Fate.THERE)
        _mirrored(place, outgoing.href, there)
    return sent


def _theirs(place: Place, outgoing: Outgoing, there: Resource | None) -> Sent:
    """The person changed it meanwhile: their word is taken over, ours is dropped."""
    with place.store.together():
        if there:
            # As if it were news, whatever we have of it.
            taken = take(place, [there], {there.href: Held(etag=None, digest="")})
        else:
            held = place.store.mirror.held(place.id)
            taken = miss(place, [outgoing.href], held, emptied=False)
        dropped = drop(place, waiting_at(place, outgoing.href))
    sent = [*taken.heard.sent, *dropped]
    return next(one for one in sent if one.outgoing.id == outgoing.id)


def _moved(place: Place, outgoing: Outgoing, href: str | None) -> Outgoing | None:
    """The write for where its event stands in truth, if what stands there is ours."""
    there = look(place, href) if href else None
    kept = place.store.blocks.one(outgoing.block)
    if (
        not href
        or not there
        or not kept
        or not holds(place.format, there.data, outgoing.uid)
    ):
        return None
    with place.store.together():
        move_home(place.store, kept, place.id, href)
    return replace(outgoing, href=href)


def _failed(place: Place, outgoing: Outgoing, why: str) -> Sent:
    """The calendar will not take it: the person is told, and it is tried each day."""
    later = replace(outgoing, fault=why, not_before=place.now + REFUSED_WAIT)
    place.store.outbox.change(later)
    return Sent(outgoing=later, fate=Fate.FAILED, because=why)
