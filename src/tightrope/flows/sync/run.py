"""Sync, or only send: all connections, none of which stops the others."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from tightrope.calendars.base import Format
from tightrope.core.errors import TightropeError
from tightrope.flows.ports import Clock, Naps, Outgoing, Reach, Store
from tightrope.flows.sync.absent import settle
from tightrope.flows.sync.adopt import Heard
from tightrope.flows.sync.errand import Errand
from tightrope.flows.sync.post import post
from tightrope.flows.sync.snapshot import take_snapshot
from tightrope.flows.sync.take import Taken
from tightrope.flows.sync.told import Fate, Progress, Sent, Synced, silent


def sync(  # noqa: PLR0913 - five of them are asked for by name
    store: Store,
    reach: Reach,
    *,
    names: Sequence[str] = (),
    clock: Clock,
    nap: Naps,
    progress: Progress = silent,
    insist: bool = False,
) -> tuple[Synced, ...]:
    """Bring us and the connected calendars into step; say what came of each.

    All are read first, and the person's words in them taken over; only then is what
    waits sent, so that it is never sent over one of them. At last the day's snapshot
    of the booked future is kept.

    Args:
        store: where all is kept.
        reach: picks the adapter of a connection.
        names: the connections to sync; all without any.
        clock: says what time it is.
        nap: waits.
        progress: hears how far it is.
        insist: whether a server that wants to be left alone is asked all the same,
            and a write that should wait is sent.

    Raises:
        NoSuchConnection: one of `names` is none.
    """
    chosen = [store.connections.named(name) for name in names]
    errands = [
        Errand(store=store, reach=reach, connection=one, clock=clock, nap=nap)
        for one in chosen or store.connections.all()
    ]
    for errand in errands:
        with errand.alone() as ours:
            if ours:
                errand.read(progress, insist=insist)
    _settle(store, reach, errands, clock())
    for errand in errands:
        _post(errand, group=None, insist=insist)
    take_snapshot(store, clock())
    return tuple(errand.synced for errand in errands)


def send(
    store: Store,
    reach: Reach,
    *,
    clock: Clock,
    nap: Naps,
    group: str | None = None,
    insist: bool = False,
) -> tuple[Sent, ...]:
    """Send what waits; say what became of each write.

    The calendars it goes to are read first, for what the person did there meanwhile,
    and for earlier attempts that got through. It may be called again at any time.

    Args:
        store: where all is kept.
        reach: picks the adapter of a connection.
        clock: says what time it is.
        nap: waits.
        group: send only what one command of the person wrote, and now; all without.
        insist: whether what should wait is sent all the same.
    """
    waiting = _waiting(store, group)
    errands = _errands(store, reach, waiting, clock, nap)
    for errand in errands:
        with errand.alone() as ours:
            if ours:
                errand.read(silent, insist=insist or group is not None)
    _settle(store, reach, errands, clock())
    for errand in errands:
        _post(errand, group=group, insist=insist or group is not None)
    told = {one.outgoing.id: one for errand in errands for one in errand.synced.sent}
    return tuple(
        told[one.id] if one.id in told else _unsent(one, errands) for one in waiting
    )


def _waiting(store: Store, group: str | None) -> tuple[Outgoing, ...]:
    return tuple(one for one in store.outbox.waiting() if group in (None, one.group))


def _errands(
    store: Store,
    reach: Reach,
    waiting: Iterable[Outgoing],
    clock: Clock,
    nap: Naps,
) -> list[Errand]:
    """One for each connection that something waits for, and its calendars alone."""
    ids = {one.collection for one in waiting}
    by_name: dict[str, set[int]] = {}
    for collection in store.collections.all():
        if collection.id in ids:
            by_name.setdefault(collection.connection, set()).add(collection.id)
    return [
        Errand(
            store=store,
            reach=reach,
            connection=store.connections.named(name),
            clock=clock,
            nap=nap,
            only=frozenset(only),
        )
        for name, only in sorted(by_name.items())
    ]


def _settle(
    store: Store, reach: Reach, errands: Sequence[Errand], now: datetime
) -> None:
    """Say what became of blocks that are missed, now that all calendars were read."""
    with store.together():
        heard = settle(store, _formats(store, reach), now)
    if heard != Heard() and errands:
        errands[0].taken += Taken(heard=heard)


def _formats(store: Store, reach: Reach) -> dict[int, Format]:
    formats: dict[int, Format] = {}
    for connection in store.connections.all():
        with suppress(TightropeError):
            format_ = reach.format(connection)
            for collection in store.collections.all(connection.name):
                formats[collection.id] = format_
    return formats


def _post(errand: Errand, *, group: str | None, insist: bool) -> None:
    """Send what waits for the calendars that answered."""
    if not errand.reached:
        return
    with errand.alone() as ours:
        if ours:
            errand.sent += post(errand.reached, errand.nap, group=group, insist=insist)


def _unsent(outgoing: Outgoing, errands: Iterable[Errand]) -> Sent:
    """A write whose calendar did not answer."""
    faults = [
        str(one.fault)
        for one in errands
        if one.only and outgoing.collection in one.only and one.fault
    ]
    because = faults[0] if faults else outgoing.fault
    return Sent(outgoing=outgoing, fate=Fate.WAITING, because=because)
