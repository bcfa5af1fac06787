"""What we ourselves saw of each event over time: first, changed, gone."""

from collections import defaultdict
from collections.abc import Collection as Several
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tightrope.calendars.base import Entry
from tightrope.flows.ports import Renewed, Sighting, Store

_Key = tuple[str, str | None]


def see(
    store: Store, collection: int, renewed: Sequence[Renewed], now: datetime
) -> None:
    """Note what these resources hold now, and what they no longer do."""
    known = _known(store, renewed)
    at_hrefs = store.mirror.sightings(
        collection, hrefs=[new.resource.href for new in renewed]
    )
    news = [
        _sighted(collection, new.resource.href, entry, known.get(entry.uid, ()), now)
        or _new(collection, new.resource.href, entry, known, now)
        for new in renewed
        for entry in new.entries
    ]
    here = {_key(sighting.entry) for sighting in news}
    # A resource that cannot be read any more may still hold what it did.
    readable = {new.resource.href for new in renewed if new.entries}
    missed = [
        replace(old, gone=old.gone or now)
        for old in at_hrefs
        if old.href in readable and _key(old.entry) not in here
    ]
    store.mirror.see([*missed, *news])


def lose(store: Store, collection: int, hrefs: Several[str], now: datetime) -> None:
    """Note that what stood at these hrefs is gone."""
    store.mirror.see(
        replace(old, gone=now)
        for old in store.mirror.sightings(collection, hrefs=hrefs)
        if old.gone is None
    )


def _known(
    store: Store, renewed: Sequence[Renewed]
) -> Mapping[str, Sequence[Sighting]]:
    """All that was ever seen of these events and their series, by UID."""
    uids = {entry.uid for new in renewed for entry in new.entries}
    uids |= {entry.series for new in renewed for entry in new.entries if entry.series}
    known: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in store.mirror.sightings(uids=uids) if uids else ():
        known[sighting.entry.uid].append(sighting)
    return known


def _sighted(
    collection: int, href: str, entry: Entry, known: Iterable[Sighting], now: datetime
) -> Sighting | None:
    """The event as it is seen now, where it was seen before, here or elsewhere."""
    same = [old for old in known if old.entry.recurrence_id == entry.recurrence_id]
    if not same:
        return None
    here = [old for old in same if old.collection == collection]
    last = (here or same)[0]
    first_seen = min(old.first_seen for old in same)
    changed = last.entry.digest != entry.digest
    return Sighting(
        collection=collection,
        href=href,
        entry=entry,
        first_seen=first_seen,
        # A clock that was set back makes nothing older than it is.
        last_changed=max(now, first_seen) if changed else last.last_changed,
        gone=(last.gone or now) if entry.cancelled else None,
    )


def _new(
    collection: int,
    href: str,
    entry: Entry,
    known: Mapping[str, Sequence[Sighting]],
    now: datetime,
) -> Sighting:
    """The event as it is first seen; the rest of a split series is as old as it."""
    parents = [*known.get(entry.series, ())] if entry.series != entry.uid else []
    return Sighting(
        collection=collection,
        href=href,
        entry=entry,
        first_seen=min([now, *(old.first_seen for old in parents)]),
        last_changed=now,
        gone=now if entry.cancelled else None,
    )


def _key(entry: Entry) -> _Key:
    return entry.uid, entry.recurrence_id
