"""Settle a block: so much of it was worked, and something else took the rest."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tightrope.core.errors import InputError
from tightrope.core.ledger import Entry, kept, let_go, overridden
from tightrope.flows.named import meant
from tightrope.flows.ports import Kept, Store
from tightrope.flows.promises import Book, is_settled, promised, whole


class NotPromised(InputError):
    """A block should be settled that nobody accepted."""

    def __init__(self, block: str) -> None:
        self.block = block
        super().__init__(
            f"block {block[:8]} was never accepted, so nothing is promised; tightrope "
            f"skip {block[:8]} sends the proposal away"
        )


class SettledAlready(InputError):
    """What became of a block is in the ledger already."""

    def __init__(self, block: str) -> None:
        self.block = block
        super().__init__(
            f"what became of block {block[:8]} is in the ledger already; tightrope "
            "ledger shows it, and tightrope undo takes it back"
        )


class TakesNoTime(InputError):
    """A block is shorter than a minute, so nothing of it can be settled."""

    def __init__(self, block: str) -> None:
        self.block = block
        super().__init__(f"block {block[:8]} takes no time; there is nothing to settle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """Why the rest of a block gave way.

    Attributes:
        reason: in a word: a `Reason`, or what the program saw.
        note: what the person adds.
        let_go: why it is not owed, where the person lets it go at once.
    """

    reason: str
    note: str | None = None
    let_go: str | None = None


def open_block(store: Store, id_: str, book: Book) -> Kept:
    """The block that the person means, whose time can be settled.

    Raises:
        NoSuchBlock: no block has the id.
        NotPromised: it is a proposal.
        SettledAlready: the ledger has it.
        TakesNoTime: it is shorter than a minute.
    """
    [block] = meant([id_], store.blocks.all())
    if block.accepted is None:
        raise NotPromised(block.block.id)
    if is_settled(block, book.entries):
        raise SettledAlready(block.block.id)
    if not promised(block).length:
        raise TakesNoTime(block.block.id)
    return block


def worked_until(block: Kept, moment: datetime) -> timedelta:
    """How much of a block, where it stands, lies before a moment, in whole minutes."""
    span = block.block.span
    return whole(min(max(moment, span.start), span.end) - span.start)


def settled(
    book: Book, block: Kept, worked: timedelta, because: Because
) -> tuple[Entry, ...]:
    """Enter a block: so much of it was worked, and the rest is owed, or let go.

    What was entered before of one that stands again is taken back first.
    """
    made = list(book.reopen(block))
    promise = book.promise(block)
    if worked:
        made += book.post(kept(promise, worked, book.entries, at=book.now))
    if rest := promise.span.length - worked:
        lost = book.post(
            overridden(
                promise,
                rest,
                book.entries,
                at=book.now,
                because=because.reason,
                note=because.note,
            )
        )
        made += lost
        made += _given_up(book, lost, because)
    return tuple(made)


def _given_up(book: Book, lost: tuple[Entry, ...], because: Because) -> list[Entry]:
    """Let go at once of what was just lost."""
    if because.let_go is None:
        return []
    made: list[Entry] = []
    for one in lost:
        debt = one.id if one.owes else str(one.link)
        made += book.post(
            let_go(
                one.hours,
                book.entries,
                at=book.now,
                because=because.let_go,
                of={debt},
            )
        )
    return made
