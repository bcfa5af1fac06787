"""What would be written, said before it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tightrope.core.planner.block import Block
from tightrope.flows.ports import Outgoing, Reach, Store, Verb
from tightrope.flows.sync.meaning import block_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One write as it would be sent.

    Attributes:
        block: the id of the block.
        verb: why.
        calendar: what the person calls the connection.
        title: what the calendar is called there.
        href: where it goes.
        before: the block as it stands there; nothing for a new event.
        after: the block as it would stand; nothing where the event is deleted.
        old: the bytes that stand there.
        new: the bytes that would.
    """

    block: str
    verb: Verb
    calendar: str
    title: str
    href: str
    before: Block | None = None
    after: Block | None = None
    old: bytes | None = field(default=None, repr=False)
    new: bytes | None = field(default=None, repr=False)


def preview(
    store: Store, reach: Reach, outgoing: Iterable[Outgoing] | None = None
) -> tuple[Coming, ...]:
    """Say what would be sent; nothing is kept, and nobody is asked.

    Args:
        store: where all is kept.
        reach: says how events are written.
        outgoing: writes that were made up and not kept, as for `--dry-run`; without
            any those that wait.
    """
    asked = store.outbox.waiting() if outgoing is None else outgoing
    return tuple(
        coming for one in asked if (coming := _coming(store, reach, one)) is not None
    )


def _coming(store: Store, reach: Reach, outgoing: Outgoing) -> Coming | None:
    collection = store.collections.one(outgoing.collection)
    if collection is None:
        return None
    format_ = reach.format(store.connections.named(collection.connection))
    return Coming(
        block=outgoing.block,
        verb=outgoing.verb,
        calendar=collection.connection,
        title=collection.title,
        href=outgoing.href,
        before=block_in(format_, outgoing.before),
        after=block_in(format_, outgoing.data),
        old=outgoing.before,
        new=outgoing.data,
    )
