"""The waiting writes of one resource, in the light of what was just read there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tightrope.calendars.base import Resource
from tightrope.core.planner.block import Block
from tightrope.flows.ports import Outgoing, Store, Write
from tightrope.flows.sync.judge import Finding, judge
from tightrope.flows.sync.meaning import block_in
from tightrope.flows.sync.place import Place
from tightrope.flows.sync.told import Fate, Sent

THEIRS = "the event was changed on its calendar, and that counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What was found of the waiting writes of a resource.

    Attributes:
        base: what its calendar should say, if nobody else changed it; nothing where
            that cannot be said.
        sent: those that wait no longer: an earlier attempt had reached the server, or
            the person's word counts.
    """

    base: Block | None = None
    sent: tuple[Sent, ...] = ()


def resolve(
    place: Place, href: str, there: Resource | None, known: Resource | None
) -> Resolved:
    """Settle the waiting writes of `href` by what is `there`; must run `together`.

    Args:
        place: the calendar.
        href: where.
        there: what was read.
        known: what was read, or written, the last time.
    """
    waiting = waiting_at(place, href)
    if not waiting:
        return Resolved(base=_last(place, href, known))
    first = waiting[0]
    match judge(first, there, place.format):
        case Finding.AFTER if first.attempts:
            through = got_through(place, first, there)
            rest = resolve(place, href, there, there)
            return replace(rest, sent=(through, *rest.sent))
        case Finding.FREE | Finding.BEFORE | Finding.AFTER:
            return Resolved(base=block_in(place.format, first.before))
        case Finding.THEIRS | Finding.ALIEN:
            return Resolved(sent=drop(place, waiting))


def waiting_at(place: Place, href: str) -> tuple[Outgoing, ...]:
    """The writes that wait for one resource, oldest first."""
    waiting = place.store.outbox.waiting(place.id)
    return tuple(
        based(place.store, outgoing) for outgoing in waiting if outgoing.href == href
    )


def based(store: Store, outgoing: Outgoing) -> Outgoing:
    """The write over what we last wrote there, where it was meant for a new event.

    A command that was given before we knew that the event is gone is none that makes
    it anew.
    """
    if outgoing.before is not None:
        return outgoing
    last = store.writes.last_of(outgoing.collection, outgoing.href)
    if last is None or last.after is None or last.uid != outgoing.uid:
        return outgoing
    return replace(outgoing, before=last.after, etag=last.etag)


def finish(place: Place, outgoing: Outgoing, after: Resource | None) -> Write | None:
    """Log a write that reached the server, and let the next ones build on it."""
    write = place.store.outbox.done(
        outgoing.id,
        Write(
            at=place.now,
            group=outgoing.group,
            block=outgoing.block,
            collection=outgoing.collection,
            calendar=place.connection.name,
            href=outgoing.href,
            uid=outgoing.uid,
            verb=outgoing.verb,
            before=outgoing.before,
            after=after.data if after else None,
            etag=after.etag if after else None,
            undoes=outgoing.undoes,
        ),
    )
    for later in waiting_at(place, outgoing.href):
        place.store.outbox.change(
            replace(
                later,
                before=after.data if after else None,
                etag=after.etag if after else None,
            )
        )
    return write


def got_through(place: Place, outgoing: Outgoing, there: Resource | None) -> Sent:
    """Log a write of which nobody had said that it reached the server."""
    write = finish(place, outgoing, there)
    return Sent(outgoing=outgoing, fate=Fate.THERE, write=write)


def drop(place: Place, waiting: Sequence[Outgoing]) -> tuple[Sent, ...]:
    """Take these out without writing them, for the person's word counts."""
    for outgoing in waiting:
        place.store.outbox.done(outgoing.id, None)
    return tuple(
        Sent(outgoing=outgoing, fate=Fate.DROPPED, because=THEIRS)
        for outgoing in waiting
    )


def _last(place: Place, href: str, known: Resource | None) -> Block | None:
    """What we last saw, or else wrote, at a place."""
    if known is not None:
        return block_in(place.format, known.data)
    write = place.store.writes.last_of(place.id, href)
    return block_in(place.format, write.after) if write else None
