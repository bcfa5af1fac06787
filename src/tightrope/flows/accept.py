"""Accept blocks: proposals, and the changes that a later plan suggests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tightrope.core.balance import days_off, verdicts
from tightrope.core.errors import InputError
from tightrope.core.planner import Block, Problem, State, accepted
from tightrope.core.timeline import Span
from tightrope.flows.changes import Change, Deed, destination
from tightrope.flows.named import meant
from tightrope.flows.plan import Wanted
from tightrope.flows.ports import Kept, Store, Verb
from tightrope.flows.promises import Book, is_open, promised, whole
from tightrope.flows.propose import waits
from tightrope.flows.settle import Because, settled

SLACK = timedelta(days=1)
FIXED = frozenset({State.LOCKED, State.IN_PROGRESS})
TAKEN = Because(reason="taken by a meeting")


class NothingToAccept(InputError):
    """No block waits for the person's word."""

    def __init__(self) -> None:
        super().__init__("nothing waits to be accepted; tightrope plan proposes blocks")


class AcceptedAlready(InputError):
    """A block that should be accepted stands already."""

    def __init__(self, block: str) -> None:
        self.block = block
        super().__init__(f"block {block[:8]} was accepted before; nothing is new of it")


class BegunAlready(InputError):
    """A block that should change has begun, or is over."""

    def __init__(self, block: str) -> None:
        self.block = block
        super().__init__(
            f"block {block[:8]} has begun already; run tightrope plan for a new place"
        )


def accepting(
    store: Store, ids: Sequence[str] | None, deed: Deed, wanted: Wanted
) -> tuple[Change, ...]:
    """What accepting these blocks changes; nothing is kept or written yet.

    Args:
        store: whose blocks.
        ids: the ids of the blocks, which may be shortened; nothing for all that wait
            and have not begun. One that was deleted elsewhere is put back.
        deed: the command.
        wanted: the person's hours and policy, to know how far along each block is.

    Raises:
        NoSuchBlock: no block has the id.
        NothingToAccept: none waits.
        AcceptedAlready: one of those named does not wait.
        BegunAlready: one of those named has begun.
    """
    kept = store.blocks.all()
    if ids is None:
        target = store.collections.target() is not None
        chosen = [
            one
            for one in kept
            if (waits(one) or (target and is_homeless(one)))
            and not _begun(one, deed.at)
        ]
        if not chosen:
            raise NothingToAccept
    else:
        chosen = list(meant(ids, kept))
    for one in chosen:
        if not (waits(one) or is_homeless(one) or one.gone):
            raise AcceptedAlready(one.block.id)
        if _begun(one, deed.at):
            raise BegunAlready(one.block.id)
    problem = situation(store, wanted, [one.block for one in chosen])
    book = Book.of(store, deed.at, deed.zone)
    return tuple(
        _withdrawn(store, one, deed, book)
        if one.gone is None and one.change and one.change.placed is None
        else _accepted(store, one, deed, problem)
        for one in chosen
    )


def situation(store: Store, wanted: Wanted, blocks: Sequence[Block]) -> Problem:
    """The working days between now and some blocks, which say how far each is along."""
    ends = [block.span.end for block in blocks]
    window = Span(wanted.now, max([wanted.window.end, *ends]) + SLACK)
    events = store.mirror.events(window).events
    off = days_off(events, window, wanted.zone, verdict=verdicts())
    working = replace(wanted.working, off=wanted.working.off.union(off))
    return Problem(
        now=wanted.now,
        zone=wanted.zone,
        window=window,
        working=tuple(working.spans(window, wanted.zone)),
        policy=wanted.policy,
    )


def _begun(kept: Kept, now: datetime) -> bool:
    """Whether it is too late to accept a block where it would be."""
    if kept.change:
        placed = kept.change.placed
        return bool(placed and placed.block.span.start < now)
    return kept.block.span.start < now


def is_homeless(kept: Kept) -> bool:
    """Whether an accepted block stands, and no calendar is known to have it."""
    return kept.gone is None and kept.accepted is not None and kept.href is None


def _accepted(store: Store, kept: Kept, deed: Deed, problem: Problem) -> Change:
    if kept.gone is not None:
        # what stood there is deleted: it comes back as an event of its own
        put_back = replace(kept, collection=None, href=None)
        return replace(
            _accepted(store, replace(put_back, gone=None), deed, problem), before=kept
        )
    calendar = destination(store, kept)
    placed = (kept.change and kept.change.placed) or kept.placed
    block = accepted(placed.block, problem)
    after = replace(
        kept,
        placed=replace(placed, block=block),
        accepted=kept.accepted or deed.at,
        promised=_promised(kept, block),
        suggested=None,
        asked=None,
        by_person=False,
    )
    verb = Verb.REPLAN if kept.href else Verb.ACCEPT
    return Change(before=kept, after=after, verb=verb, calendar=calendar)


def _promised(kept: Kept, block: Block) -> timedelta:
    """What a block promises once it is accepted, here or where a plan would have it."""
    if kept.accepted and kept.change is None:
        return promised(kept).length
    return whole(block.span.length)


def _withdrawn(store: Store, kept: Kept, deed: Deed, book: Book) -> Change:
    """A block that a plan takes back; it is owed where it stood firmly already.

    One that is farther away is no broken promise: the plan that takes it back has
    placed what its pledge asks for elsewhere.
    """
    owes = kept.block.state in FIXED and is_open(kept, book.entries)
    return Change(
        before=kept,
        after=replace(kept, gone=deed.at, by_person=False, suggested=None),
        verb=Verb.REPLAN,
        calendar=destination(store, kept),
        entries=settled(book, kept, timedelta(), TAKEN) if owes else (),
        known=book.known,
    )
