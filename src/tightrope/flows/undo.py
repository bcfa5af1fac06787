"""Take back what a command wrote to calendars, as far as it still stands there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tightrope.core.errors import InputError
from tightrope.core.ledger import Entry
from tightrope.core.planner.answer import Placed
from tightrope.core.planner.block import Block, State
from tightrope.flows.ports import (
    Clock,
    Kept,
    Naps,
    Outgoing,
    Reach,
    Store,
    Verb,
    Write,
)
from tightrope.flows.promises import entered
from tightrope.flows.sync import Coming, Fate, Sent, preview, send
from tightrope.flows.sync.meaning import block_in, said_by
from tightrope.flows.takeback import TakenBack, in_step, others_than, taken_back

CHANGED_SINCE = "it was changed on its calendar since, and stays as it is"
ON_ITS_WAY = "it may have reached its calendar or not; run tightrope sync, then undo"
NOT_KNOWN = "its calendar is no longer connected"
SETTLED_SINCE = "what became of it is in the ledger since; undo that first"


class NothingToUndo(InputError):
    """Nothing was written that could be taken back."""

    def __init__(self, group: str | None = None) -> None:
        self.group = group
        what = f"the command {group} wrote nothing" if group else "nothing was written"
        super().__init__(f"{what}; there is nothing to undo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A write that was not taken back.

    Attributes:
        block: the id of its block.
        because: why, in words for the person.
    """

    block: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What became of undoing a command.

    Attributes:
        group: the command that was taken back.
        by: the command that this was; undoing that one does the first again.
        sent: what became of each write that takes one back.
        cancelled: writes that had never left, and never will.
        left: what stays as it is, and why.
        entries: what was entered in the ledger; nothing there is erased.
    """

    group: str
    by: str
    sent: tuple[Sent, ...] = ()
    cancelled: tuple[Outgoing, ...] = ()
    left: tuple[Left, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """A write that takes one back, and the block as it is after it."""

    outgoing: Outgoing
    kept: Kept


def undo(
    store: Store, reach: Reach, *, group: str | None, clock: Clock, nap: Naps
) -> Undone:
    """Take back what one command wrote; by default the last one.

    Each write is taken back by a write of its own, which is logged as any other, so an
    undo can be undone. It is only made where the calendar still says what we wrote;
    the calendars are read first, as before any write. What the command entered in the
    ledger is taken back by further entries, in the same step.

    Args:
        store: where all is kept.
        reach: picks the adapter of a connection.
        group: which command; nothing for the last one.
        clock: says what time it is.
        nap: waits.

    Raises:
        NothingToUndo: there is none.
    """
    named, net, waiting = _chosen(store, group)
    by = f"undo-{net[-1].id}" if net else f"undo-{named}"
    with store.together():
        stays = _staying(store, named, waiting)
        stuck = taken_back(store, named, clock()).stuck.keys()
        cancelled = _cancelled(
            store,
            reach,
            [one for one in waiting if one.block not in stays.keys() | stuck],
        )
        found = [_reversed(store, reach, write, by, clock()) for write in net]
        stays |= {one.block: one.because for one in found if isinstance(one, Left)}
        back = taken_back(store, named, clock(), stays=stays)
        found = [_unless_stuck(one, back) for one in found]
        done = [one for one in found if isinstance(one, Reversal)]
        store.blocks.keep(one.kept for one in done)
        store.outbox.add(one.outgoing for one in done)
        known = len(entered(store))
        store.ledger.add(back.entries, group=by, known=known)
        store.blocks.keep(in_step(store, back, clock()))
    sent = send(store, reach, clock=clock, nap=nap, group=by)
    left = [
        Left(block=block, because=because)
        for block, because in (stays | back.stuck).items()
    ]
    return Undone(
        group=named,
        by=by,
        sent=sent,
        cancelled=cancelled,
        left=(*left, *_refused(sent)),
        entries=back.entries,
    )


def _staying(store: Store, group: str, waiting: Sequence[Outgoing]) -> dict[str, str]:
    """The blocks whose waiting writes cannot be cancelled, and why."""
    found = {one.block: ON_ITS_WAY for one in waiting if one.attempts}
    return found | {
        one.block: SETTLED_SINCE
        for one in waiting
        if others_than(store, group, one.block)
    }


def _unless_stuck(found: Reversal | Left, back: TakenBack) -> Reversal | Left:
    """The same, unless what the ledger has of the block cannot be taken back."""
    if isinstance(found, Reversal) and found.kept.block.id in back.stuck:
        id_ = found.kept.block.id
        return Left(block=id_, because=back.stuck[id_])
    return found


def undoing(
    store: Store, reach: Reach, *, group: str | None, clock: Clock
) -> tuple[Coming, ...]:
    """What `undo` would send, for `--dry-run`: nothing is kept, and nobody is asked.

    Raises:
        NothingToUndo: there is nothing.
    """
    named, net, _ = _chosen(store, group)
    found = [_reversed(store, reach, write, named, clock()) for write in net]
    made = [one.outgoing for one in found if isinstance(one, Reversal)]
    return preview(store, reach, made)


def entering(store: Store, *, group: str | None, clock: Clock) -> tuple[Entry, ...]:
    """What `undo` would enter in the ledger, for `--dry-run`; nothing is kept.

    Raises:
        NothingToUndo: there is nothing.
    """
    named, _, waiting = _chosen(store, group)
    stays = _staying(store, named, waiting)
    return taken_back(store, named, clock(), stays=stays).entries


def _chosen(store: Store, group: str | None) -> tuple[str, list[Write], list[Outgoing]]:
    """The command to undo, what it wrote, and what of it still waits."""
    named = group or last_group(store)
    if named is None:
        raise NothingToUndo
    net = net_of(store.writes.all(group=named))
    waiting = [one for one in store.outbox.waiting() if one.group == named]
    if not waiting and not net and not _entered_by(store, named):
        raise NothingToUndo(named)
    return named, net, waiting


def _entered_by(store: Store, group: str) -> bool:
    return any(one.group == group for one in store.ledger.all())


def last_group(store: Store) -> str | None:
    """The last command that wrote or entered something, or meant to."""
    moments = [(one.at, 1, one.id, one.group) for one in store.outbox.waiting()]
    moments += [
        (one.entry.at, 2, number, one.group)
        for number, one in enumerate(store.ledger.all())
    ]
    moments += [(one.at, 0, one.id, one.group) for one in store.writes.all()]
    return max(moments)[3] if moments else None


def net_of(writes: Sequence[Write]) -> list[Write]:
    """The writes of one command as one for each place: the first before, last after."""
    net: dict[tuple[int, str], Write] = {}
    for write in writes:
        place = (write.collection, write.href)
        first = net.pop(place, write)
        net[place] = replace(write, before=first.before)
    return [write for write in net.values() if write.before != write.after]


def _reversed(
    store: Store, reach: Reach, write: Write, by: str, now: datetime
) -> Reversal | Left:
    """The write that takes `write` back, or why there is none."""
    collection = store.collections.one(write.collection)
    if collection is None:
        return Left(block=write.block, because=NOT_KNOWN)
    if others_than(store, write.group, write.block):
        return Left(block=write.block, because=SETTLED_SINCE)
    if any(one.block == write.block for one in store.outbox.waiting()):
        return Left(block=write.block, because=ON_ITS_WAY)
    format_ = reach.format(store.connections.named(collection.connection))
    there = store.mirror.resource(write.collection, write.href)
    stands = said_by(format_, there.data if there else None)
    if stands != said_by(format_, write.after):
        return Left(block=write.block, because=CHANGED_SINCE)
    before = block_in(format_, write.before)
    kept = store.blocks.one(write.block) or _forgotten(write, before, now)
    if kept is None:
        return Left(block=write.block, because=NOT_KNOWN)
    after = _as_before(kept, before, write.verb, now)
    outgoing = Outgoing(
        group=by,
        block=write.block,
        collection=write.collection,
        href=write.href,
        uid=write.uid,
        verb=Verb.UNDO,
        before=there.data if there else None,
        etag=there.etag if there else None,
        data=write.before,
        at=now,
        undoes=write.id,
    )
    if write.before and there and there.data != write.after:
        # Others added to it since, such as an alarm: that stays.
        zone = ZoneInfo(store.people.me().zone or "UTC")
        data = format_.composed(after.placed, there, now=now, zone=zone)
        outgoing = replace(outgoing, data=data)
    placed = replace(after, collection=write.collection, href=write.href)
    return Reversal(outgoing=outgoing, kept=placed)


def _as_before(kept: Kept, before: Block | None, verb: Verb, now: datetime) -> Kept:
    """The block as it was before a write; one that was only accepted is proposed."""
    calm = replace(kept, asked=None, suggested=None, by_person=False)
    if before is not None:
        placed = replace(kept.placed, block=before)
        return replace(calm, placed=placed, gone=None, accepted=kept.accepted or now)
    if verb is not Verb.ACCEPT:
        return replace(calm, gone=now)
    block = replace(kept.block, state=State.PROPOSED)
    placed = replace(kept.placed, block=block)
    return replace(calm, placed=placed, accepted=None, promised=None)


def _forgotten(write: Write, before: Block | None, now: datetime) -> Kept | None:
    """A proposal that was forgotten since, as far as its event still tells of it."""
    if before is None or before.id != write.block:
        return None
    return Kept(placed=Placed(block=before, survival=1.0), proposed=now)


def _cancelled(
    store: Store, reach: Reach, waiting: Sequence[Outgoing]
) -> tuple[Outgoing, ...]:
    """Take out the writes that never left, and each block back to what it was."""
    cancelled = tuple(one for one in waiting if not one.attempts)
    for outgoing in cancelled:
        store.outbox.done(outgoing.id, None)
        kept = store.blocks.one(outgoing.block)
        collection = store.collections.one(outgoing.collection)
        if kept is None or collection is None:
            continue
        format_ = reach.format(store.connections.named(collection.connection))
        before = block_in(format_, outgoing.before)
        store.blocks.keep([_as_before(kept, before, outgoing.verb, outgoing.at)])
    return cancelled


def _refused(sent: Iterable[Sent]) -> Iterator[Left]:
    """Those that the calendar, or the person in it, did not let happen."""
    for one in sent:
        if one.fate in {Fate.DROPPED, Fate.FAILED}:
            because = one.because or CHANGED_SINCE
            yield Left(block=one.outgoing.block, because=because)
