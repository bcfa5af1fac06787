"""Skip a block: take it away, and remember that the person wants none there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tightrope.core.ledger import said
from tightrope.flows.accept import BegunAlready
from tightrope.flows.changes import Change, Deed, destination
from tightrope.flows.named import meant
from tightrope.flows.ports import Kept, Store, Verb
from tightrope.flows.promises import Book, is_open
from tightrope.flows.settle import Because, settled

SKIPPED = Because(reason="skipped")


def skipping(store: Store, ids: Sequence[str], deed: Deed) -> tuple[Change, ...]:
    """What skipping these blocks changes; nothing is kept or written yet.

    A proposal goes, an accepted block is taken off its calendar, and none is proposed
    in its place again. A change that a plan suggested for one goes with it. The time of
    a block that was accepted is owed. Of one that was deleted elsewhere the person is
    not asked any more.

    Raises:
        NoSuchBlock: no block has the id.
        BegunAlready: one of them has begun.
    """
    chosen = tuple(meant(ids, store.blocks.all()))
    for kept in chosen:
        if kept.block.span.start <= deed.at:
            raise BegunAlready(kept.block.id)
    book = Book.of(store, deed.at, deed.zone)
    return tuple(_skipped(store, kept, deed, book) for kept in chosen)


def _skipped(store: Store, kept: Kept, deed: Deed, book: Book) -> Change:
    """A block that goes; what it promised is owed."""
    owes = is_open(kept, book.entries)
    entries = settled(book, kept, timedelta(), SKIPPED) if owes else ()
    aloud = said(book.entries) if entries else None
    gone = kept.gone or deed.at
    after = replace(kept, gone=gone, by_person=True, suggested=None, asked=None)
    on_calendar = kept.href is not None and kept.gone is None
    return Change(
        before=kept,
        after=after,
        verb=Verb.WITHDRAW,
        calendar=destination(store, kept) if on_calendar else None,
        says=(aloud,) if aloud else (),
        entries=entries,
        known=book.known,
    )
