"""Blocks of ours that are no longer where they stood: moved, deleted, or lost."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from tightrope.calendars.base import Format, Resource
from tightrope.core.timeline import Span
from tightrope.flows.ports import Kept, Outgoing, Store
from tightrope.flows.sync.adopt import Heard, elsewhere, move_home
from tightrope.flows.sync.meaning import block_in
from tightrope.flows.sync.place import Place
from tightrope.flows.sync.told import Adopted, Fate, Sent
from tightrope.flows.sync.waiting import (
    THEIRS,
    based,
    drop,
    got_through,
    resolve,
    waiting_at,
)
from tightrope.flows.sync.word import deleted, heard, lost

_FAR = timedelta(days=3650)


def leave(place: Place, hrefs: Collection[str], *, emptied: bool) -> Heard:
    """Take over that nothing is at these hrefs any more; must run `together`.

    Args:
        place: the calendar.
        hrefs: what it said is gone, and what a listing had no more.
        emptied: whether all that we knew of it vanished at once.
    """
    said = Heard()
    for href in sorted(hrefs):
        said += _left(place, href)
    if emptied:
        said += _lost(place, hrefs)
    return said


def _left(place: Place, href: str) -> Heard:
    known = place.store.mirror.resource(place.id, href)
    if known is None:
        return _came_and_went(place, href)
    return _put_elsewhere(place, href) or Heard(
        sent=resolve(place, href, None, known).sent
    )


def _put_elsewhere(place: Place, href: str) -> Heard | None:
    """A block that stands elsewhere, while an attempt to delete it went unanswered.

    Either it was deleted here and a copy is left, or it was put there before. Which of
    them nobody can say; so it stands, and the person can take it back again.
    """
    waiting = waiting_at(place, href)
    if not waiting or waiting[0].data is not None or not waiting[0].attempts:
        return None
    kept = place.store.blocks.one(waiting[0].block)
    found = next(elsewhere(place.store, kept), None) if kept else None
    there = place.store.mirror.resource(*found) if found else None
    theirs = block_in(place.format, there.data) if there else None
    if kept is None or found is None or theirs is None:
        return None
    dropped = Heard(sent=drop(place, waiting))
    home = move_home(place.store, kept, *found)
    return dropped + _kept(place.store, *heard(home, None, theirs, place.now))


def _came_and_went(place: Place, href: str) -> Heard:
    """A new event whose answer was lost, which the server says is deleted again.

    Nobody else knows its href: it had got through, and the person deleted it.
    """
    said = Heard()
    for outgoing in waiting_at(place, href)[:1]:
        if outgoing.before or outgoing.data is None or not outgoing.attempts:
            continue
        there = Resource(href=href, data=outgoing.data)
        through = got_through(place, outgoing, there)
        said += Heard(sent=(through, *resolve(place, href, None, None).sent))
        kept = place.store.blocks.one(outgoing.block)
        if kept and (kept.collection, kept.href) == (place.id, href):
            said += _kept(place.store, *deleted(kept, place.now))
    return said


def _lost(place: Place, hrefs: Collection[str]) -> Heard:
    said = Heard()
    for kept in _standing(place.store, place.now):
        if kept.collection == place.id and kept.href in hrefs:
            if next(elsewhere(place.store, kept), None):
                continue
            said += _kept(place.store, *lost(kept, place.now))
    return said


def settle(store: Store, formats: dict[int, Format], now: datetime) -> Heard:
    """Say of each block that is not where it stood what became of it.

    This looks at what is kept alone and can be done at any time, again and again: what
    a sync that was killed had not come to, the next one does.

    Args:
        store: where all is kept.
        formats: how the events of each collection are written, by its id.
        now: when this is.
    """
    said = Heard()
    for kept in _standing(store, now):
        if _is_missed(store, kept):
            said += _settled(store, kept, formats, now)
    for kept in store.blocks.all(Span(now, now + _FAR)):
        said += _stands_after_all(store, kept, formats, now)
    _follow(store)
    return said


def _stands_after_all(
    store: Store, kept: Kept, formats: dict[int, Format], now: datetime
) -> Heard:
    """A proposal that stands on its calendar, though nothing is to be written there.

    Its accept was taken back here while another device had put it there as well.
    """
    if kept.accepted or kept.gone or kept.collection is None or kept.href is None:
        return Heard()
    there = store.mirror.resource(kept.collection, kept.href)
    format_ = formats.get(kept.collection)
    theirs = block_in(format_, there.data) if format_ and there else None
    waiting = store.outbox.waiting(kept.collection)
    if theirs is None or any(one.block == kept.block.id for one in waiting):
        return Heard()
    return _kept(store, *heard(kept, None, theirs, now))


def _follow(store: Store) -> None:
    """Let the deletion of a block go where the block was put in the meantime."""
    for outgoing in store.outbox.waiting():
        kept = store.blocks.one(outgoing.block)
        if outgoing.data is not None or kept is None or _is_to_stand(kept):
            continue
        if (kept.collection, kept.href) != (outgoing.collection, outgoing.href):
            continue
        if store.mirror.resource(outgoing.collection, outgoing.href) is None:
            for place in elsewhere(store, kept):
                move_home(store, kept, *place)
                break


def _is_to_stand(kept: Kept) -> bool:
    """Whether a block is to be on its calendar: accepted, and not taken back since."""
    return kept.accepted is not None and kept.gone is None


def _standing(store: Store, now: datetime) -> Iterator[Kept]:
    """The accepted blocks that stand on a calendar and are not over."""
    for kept in store.blocks.all(Span(now, now + _FAR)):
        if _is_to_stand(kept) and kept.collection and kept.href:
            yield kept


def _is_missed(store: Store, kept: Kept) -> bool:
    """Whether a block should be on its calendar, and is not."""
    collection = store.collections.one(kept.collection or 0)
    if collection is None or collection.listed is None:
        return False
    if store.mirror.resource(collection.id, kept.href or "") is not None:
        return False
    waiting = store.outbox.waiting(collection.id)
    return not any(_is_new(kept, based(store, one)) for one in waiting)


def _is_new(kept: Kept, outgoing: Outgoing) -> bool:
    """Whether the block's event is still to be made."""
    return outgoing.href == kept.href and outgoing.before is None


def _settled(
    store: Store, kept: Kept, formats: dict[int, Format], now: datetime
) -> Heard:
    for collection, href in elsewhere(store, kept):
        there = store.mirror.resource(collection, href)
        format_ = formats.get(collection)
        theirs = block_in(format_, there.data) if format_ and there else None
        if theirs is not None:
            home = move_home(store, kept, collection, href)
            return _kept(store, *heard(home, None, theirs, now))
    gone, told = deleted(kept, now)
    dropped = [
        outgoing
        for outgoing in store.outbox.waiting(kept.collection)
        if outgoing.href == kept.href
    ]
    for outgoing in dropped:
        store.outbox.done(outgoing.id, None)
    return _kept(store, gone, told) + Heard(
        sent=tuple(
            Sent(outgoing=one, fate=Fate.DROPPED, because=THEIRS, adopted=told)
            for one in dropped
        )
    )


def _kept(store: Store, kept: Kept, told: Adopted | None) -> Heard:
    store.blocks.keep([kept])
    return Heard(adopted=(told,) if told else ())
