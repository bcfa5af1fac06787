"""Override a block: something else takes it, or the rest of it; that is owed."""

from dataclasses import replace
from datetime import datetime, timedelta

from tightrope.core.errors import InputError
from tightrope.core.ledger import said
from tightrope.core.planner import State
from tightrope.core.timeline import Span
from tightrope.flows.changes import Change, Deed, destination
from tightrope.flows.ports import Kept, Store, Verb
from tightrope.flows.promises import Book
from tightrope.flows.settle import Because, open_block, settled, worked_until


class NotWithin(InputError):
    """A block should have been left at a time when it did not take place."""

    def __init__(self, block: str) -> None:
        self.block = block
        super().__init__(
            f"block {block[:8]} did not take place then; name a time within it that is "
            "over"
        )


def overriding(
    store: Store,
    id_: str,
    deed: Deed,
    because: Because,
    *,
    since: datetime | None = None,
) -> Change:
    """What overriding a block changes; nothing is kept or written yet.

    What was worked of it is kept, the rest is owed or let go, and its event is
    shortened or taken away. Of a block that was deleted elsewhere the ledger alone
    learns.

    Args:
        store: whose block.
        id_: which, perhaps shortened.
        deed: the command.
        because: why.
        since: when it was left; now while it is in progress, and otherwise it was not
            begun.

    Raises:
        NoSuchBlock: no block has the id.
        NotPromised: it was never accepted.
        SettledAlready: the ledger has it.
        NotWithin: `since` is not within the part of it that is over.
    """
    book = Book.of(store, deed.at, deed.zone)
    kept = open_block(store, id_, book)
    worked = _worked(kept, deed.at, since)
    entries = settled(book, kept, worked, because)
    aloud = said(book.entries)
    return Change(
        before=kept,
        after=left(kept, worked, deed.at),
        verb=Verb.OVERRIDE,
        calendar=None if kept.gone or not kept.href else destination(store, kept),
        says=(aloud,) if aloud else (),
        entries=entries,
        known=book.known,
    )


def _worked(kept: Kept, now: datetime, since: datetime | None) -> timedelta:
    """How much of a block was worked before it was left."""
    span = kept.block.span
    if since is not None:
        if not span.start <= since <= min(span.end, now):
            raise NotWithin(kept.block.id)
        return worked_until(kept, since)
    if kept.gone is None and now < span.end:
        return worked_until(kept, now)
    return timedelta()


def left(kept: Kept, worked: timedelta, now: datetime) -> Kept:
    """A block of which so much was worked: cut to that, or gone."""
    if kept.gone is not None:
        return kept
    state = State.KEPT if worked else State.OVERRIDDEN
    span = kept.block.span
    if worked:
        span = Span.lasting(span.start, worked)
    block = replace(kept.block, span=span, state=state)
    after = replace(kept, placed=replace(kept.placed, block=block), suggested=None)
    return after if worked else replace(after, gone=now, by_person=True)
