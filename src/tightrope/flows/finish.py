"""Finish a block: it took place, all of it or until now."""

from dataclasses import replace

from tightrope.core.errors import InputError
from tightrope.core.ledger import said
from tightrope.core.planner import State
from tightrope.flows.changes import Change, Deed, destination
from tightrope.flows.override import left
from tightrope.flows.ports import Kept, Store, Verb
from tightrope.flows.promises import Book, promised
from tightrope.flows.settle import Because, open_block, settled, worked_until

EARLY = Because(reason="finished early")
SHORTENED = Because(reason="shortened elsewhere")


class NotBegunYet(InputError):
    """A block should be finished that has not lasted a minute."""

    def __init__(self, block: str) -> None:
        self.block = block
        super().__init__(
            f"block {block[:8]} has not begun; tightrope override or skip gives it up"
        )


def finishing(store: Store, id_: str, deed: Deed) -> Change:
    """What finishing a block changes; nothing is kept or written yet.

    One that is over was kept whole, and where somebody made it shorter the rest of what
    it promised is owed. One in progress was kept until now; the rest is
    owed, and its event ends now.

    Raises:
        NoSuchBlock: no block has the id.
        NotPromised: it was never accepted.
        SettledAlready: the ledger has it.
        NotBegunYet: not a minute of it is over.
    """
    book = Book.of(store, deed.at, deed.zone)
    kept = open_block(store, id_, book)
    worked = worked_until(kept, deed.at)
    if not worked:
        raise NotBegunYet(kept.block.id)
    early = kept.block.span.end > deed.at
    entries = settled(book, kept, worked, EARLY if early else SHORTENED)
    aloud = said(book.entries) if worked < promised(kept).length else None
    shortened = early and kept.gone is None and kept.href is not None
    return Change(
        before=kept,
        after=left(kept, worked, deed.at) if early else _kept_whole(kept),
        verb=Verb.FINISH,
        calendar=destination(store, kept) if shortened else None,
        says=(aloud,) if aloud else (),
        entries=entries,
        known=book.known,
    )


def _kept_whole(kept: Kept) -> Kept:
    if kept.gone is not None:
        return kept
    block = replace(kept.block, state=State.KEPT)
    return replace(kept, placed=replace(kept.placed, block=block), suggested=None)
