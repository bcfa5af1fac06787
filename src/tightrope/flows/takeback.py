"""What a command entered in the ledger, taken back by further entries."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tightrope.core.errors import InputError
from tightrope.core.ledger import Entry, NothingToUndo, live, redone, undone
from tightrope.core.planner import State
from tightrope.core.planner.states import SETTLED
from tightrope.core.timeline import Span
from tightrope.flows.ports import Asked, Kept, Posted, Store
from tightrope.flows.promises import of_block

USED = "what it owed was given back or let go since; undo that first"
BUSY = "the ledger has something else of it since; undo that first"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What taking a command back enters.

    Attributes:
        entries: what is entered, in order.
        blocks: the ids of the blocks whose time that is.
        stuck: blocks of which nothing can be taken back, and why.
    """

    entries: tuple[Entry, ...] = ()
    blocks: tuple[str, ...] = ()
    stuck: dict[str, str] = field(default_factory=dict)


def taken_back(
    store: Store, group: str, now: datetime, *, stays: Collection[str] = ()
) -> TakenBack:
    """The entries that take back what a command entered; nothing is kept yet.

    Of each block all is taken back or nothing. What an undo took back is entered again.

    Args:
        store: whose ledger.
        group: the command.
        now: when.
        stays: blocks that stay as they are on their calendar, and so in the ledger.
    """
    posted = store.ledger.all()
    entries = [one.entry for one in posted]
    made: list[Entry] = []
    blocks: list[str] = []
    stuck: dict[str, str] = {}
    for block, its in _by_block(posted, group).items():
        if block in stays or not _holds(its, [*entries, *made]):
            continue
        if others_than(store, group, block):
            stuck[block] = BUSY
            continue
        try:
            turned = _reverse(its, [*entries, *made], now)
        except InputError:
            stuck[block] = USED
            continue
        if turned:
            made += turned
            blocks.append(block)
    return TakenBack(entries=tuple(made), blocks=tuple(blocks), stuck=stuck)


def others_than(store: Store, group: str, block: str) -> list[Entry]:
    """The entries of a block that hold, and that other commands made."""
    posted = store.ledger.all()
    ours = {one.entry.id for one in posted if one.group == group}
    there = of_block(block, [one.entry for one in posted])
    return [one for one in there if one.id not in ours]


def _by_block(posted: Sequence[Posted], group: str) -> dict[str, list[Entry]]:
    """What a command entered, by the block that it was about."""
    found: dict[str, list[Entry]] = {}
    block = None
    for one in posted:
        if one.group == group:
            # time is let go right after the block that it is of was given up
            block = one.entry.block or block or ""
            found.setdefault(block, []).append(one.entry)
    return found


def _holds(its: Sequence[Entry], entries: Sequence[Entry]) -> bool:
    """Whether anything of it can be said again, or taken back."""
    holding = {one.id for one in live(entries)}
    return any(one.id in holding or one.undoes for one in its)


def _reverse(
    its: Sequence[Entry], entries: Sequence[Entry], now: datetime
) -> list[Entry]:
    """The entries that take these back, the last first.

    Raises:
        StillUsed: what one of them owes was given back or let go since.
        MoreThanIsOwed: what one of them gave back is owed no more.
    """
    made: list[Entry] = []
    for one in reversed(its):
        so_far = [*entries, *made]
        try:
            turned = redone if one.undoes else undone
            made.append(turned(one.id, so_far, at=now))
        except NothingToUndo:
            continue  # it was taken back before
    return made


def in_step(store: Store, back: TakenBack, now: datetime) -> Iterator[Kept]:
    """The blocks as the ledger has them, once these entries stand in it."""
    entries = [one.entry for one in store.ledger.all()]
    for id_ in back.blocks:
        kept = store.blocks.one(id_)
        if kept is not None:
            yield agreeing(kept, entries, back.entries, now)


def agreeing(
    kept: Kept, entries: Sequence[Entry], made: Sequence[Entry], now: datetime
) -> Kept:
    """A block that says what the ledger says of it.

    Args:
        kept: the block, put back as far as its calendar tells.
        entries: the whole ledger.
        made: the entries that the undo made.
        now: when.
    """
    there = of_block(kept.block.id, entries)
    worked = sum((one.hours for one in there if one.worked), timedelta())
    if there and worked:
        span = Span.lasting(kept.block.span.start, worked)
        span = span if any(not one.worked for one in there) else kept.block.span
        return _as(kept, span, State.KEPT)
    if there:
        lost = _as(kept, kept.block.span, State.OVERRIDDEN)
        return replace(lost, gone=kept.gone or now, by_person=True)
    return _open_again(kept, made, now)


def _open_again(kept: Kept, made: Sequence[Entry], now: datetime) -> Kept:
    """A block that is a promise again, where it was one."""
    if kept.block.state not in SETTLED and kept.gone is None:
        return kept
    if kept.gone is not None and kept.href is not None:
        # it was gone from its calendar before; the question is open again
        asked = kept.asked or Asked(what="deleted", at=now, before=kept.block.span)
        return replace(kept, asked=asked)
    its = [one for one in made if one.block == kept.block.id]
    span = kept.block.span
    if kept.href is None:
        # no calendar has it: what it promised tells how long it was
        span = Span.lasting(its[0].start, sum((one.hours for one in its), timedelta()))
    return replace(_as(kept, span, State.FIRM), gone=None)


def _as(kept: Kept, span: Span, state: State) -> Kept:
    block = replace(kept.block, span=span, state=state)
    return replace(kept, placed=replace(kept.placed, block=block))
