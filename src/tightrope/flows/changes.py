"""What a command of the person changes of blocks, and how it reaches a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Resource
from tightrope.core.errors import InputError
from tightrope.core.ledger import Entry
from tightrope.flows.ports import (
    Clock,
    Collection,
    Kept,
    Naps,
    Outgoing,
    Reach,
    Store,
    Verb,
)
from tightrope.flows.sync import Sent, send


class ChangedMeanwhile(InputError):
    """A block is not what it was when the command looked at it."""

    def __init__(self, block: str) -> None:
        self.block = block
        super().__init__(
            f"block {block[:8]} was changed just now by a sync or another command; "
            "look at it with tightrope week, and try again"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One command of the person.

    Attributes:
        group: what all that it writes is undone by together.
        at: when it was given.
        zone: the zone that times are written in.
    """

    group: str
    at: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of one block.

    Attributes:
        before: as it is kept.
        after: as it is to be.
        verb: why.
        calendar: where that is written; nothing where the store alone learns of it.
        says: what the person should know about it, in words.
        entries: what is entered of it in the ledger.
        known: how many entries there were when these were worked out.
    """

    before: Kept
    after: Kept
    verb: Verb
    calendar: Collection | None = None
    says: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a command changed.

    Attributes:
        group: what it is undone by.
        changes: block by block.
        sent: what became of each write.
    """

    group: str
    changes: tuple[Change, ...]
    sent: tuple[Sent, ...] = ()


def destination(store: Store, kept: Kept) -> Collection | None:
    """The calendar that a block is on, or would go to."""
    if kept.collection is not None:
        return store.collections.one(kept.collection)
    return store.collections.target()


def carry_out(
    store: Store, reach: Reach, changes: Sequence[Change], deed: Deed
) -> tuple[Change, ...]:
    """Keep the changes, and in the same step what is entered and written for each.

    Raises:
        ChangedMeanwhile: another process changed one of the blocks since it was read.
        LedgerGrew: another process entered something since the ledger was read.
    """
    with store.together():
        for change in changes:
            if store.blocks.one(change.before.block.id) != change.before:
                raise ChangedMeanwhile(change.before.block.id)
        placed = tuple(_with_place(change, store, reach) for change in changes)
        outgoing = [
            one for change in placed if (one := _outgoing(change, store, reach, deed))
        ]
        store.blocks.keep(change.after for change in placed)
        store.outbox.add(outgoing)
        _enter(store, placed, deed)
    return placed


def _enter(store: Store, changes: Sequence[Change], deed: Deed) -> None:
    """Enter in the ledger what the changes say, in their order."""
    entries = [entry for change in changes for entry in change.entries]
    if entries:
        known = min(change.known for change in changes if change.entries)
        store.ledger.add(entries, group=deed.group, known=known)


def carried_out(
    store: Store,
    reach: Reach,
    changes: Sequence[Change],
    deed: Deed,
    *,
    clock: Clock,
    nap: Naps,
) -> Changed:
    """Keep the changes, and bring them to their calendars; what fails waits.

    Raises:
        ChangedMeanwhile: another process changed one of the blocks since it was read.
    """
    blocks = {change.before.block.id for change in changes}
    # what waits of these blocks goes first: the new writes build on it
    earlier = any(one.block in blocks for one in store.outbox.waiting())
    done = carry_out(store, reach, changes, deed)
    sent = send(
        store,
        reach,
        clock=clock,
        nap=nap,
        group=None if earlier else deed.group,
        insist=True,
    )
    ours = tuple(one for one in sent if one.outgoing.group == deed.group)
    return Changed(group=deed.group, changes=done, sent=ours)


def _with_place(change: Change, store: Store, reach: Reach) -> Change:
    """The change, with the href chosen where a block goes to a calendar anew."""
    after, calendar = change.after, change.calendar
    if calendar is None or after.href is not None or after.gone is not None:
        return change
    connection = store.connections.named(calendar.connection)
    remote = reach.server(connection).open(calendar.href, calendar.title)
    return replace(
        change,
        after=replace(after, collection=calendar.id, href=remote.new_href()),
    )


def _outgoing(
    change: Change, store: Store, reach: Reach, deed: Deed
) -> Outgoing | None:
    """What is to be written for a change; nothing where no calendar has the block."""
    after, calendar = change.after, change.calendar
    if calendar is None or after.href is None:
        return None
    stands = _stands(store, calendar.id, after.href)
    written = reach.format(store.connections.named(calendar.connection))
    gone = after.gone is not None
    return Outgoing(
        group=deed.group,
        block=after.block.id,
        collection=calendar.id,
        href=after.href,
        uid=after.block.uid,
        verb=change.verb,
        before=stands.data if stands else None,
        etag=stands.etag if stands else None,
        data=None
        if gone
        else written.composed(after.placed, stands, now=deed.at, zone=deed.zone),
        at=deed.at,
    )


def _stands(store: Store, collection: int, href: str) -> Resource | None:
    """What stands at a place, or will once all that waits has been sent."""
    waiting = [one for one in store.outbox.waiting(collection) if one.href == href]
    if not waiting:
        return store.mirror.resource(collection, href)
    data = waiting[-1].data
    return Resource(href=href, data=data) if data is not None else None
