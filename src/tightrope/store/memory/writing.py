"""Our blocks, what became of them, what is to be written and what was, in memory."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from tightrope.core.ledger import Entry
from tightrope.core.timeline import Span
from tightrope.flows.ports import Kept, LedgerGrew, Outgoing, Posted, Write
from tightrope.store.memory.content import Part


class MemoryBlocks(Part):
    """The focus blocks."""

    def all(self, window: Span | None = None) -> tuple[Kept, ...]:
        """Those that overlap `window`, or all, by start; gone ones too."""
        return tuple(
            sorted(
                (
                    kept
                    for kept in self.kept.blocks.values()
                    if window is None or kept.block.span.overlaps(window)
                ),
                key=lambda kept: (kept.block.span, kept.block.id),
            )
        )

    def one(self, id_: str) -> Kept | None:
        """The block with that id."""
        return self.kept.blocks.get(id_)

    def keep(self, blocks: Iterable[Kept]) -> None:
        """Keep these, in place of those with the same ids."""
        self.kept.blocks.update([(kept.block.id, kept) for kept in blocks])

    def forget(self, ids: Collection[str]) -> None:
        """Forget proposals that nobody accepted."""
        known = [kept for id_ in ids if (kept := self.kept.blocks.get(id_))]
        if accepted := [kept.block.id for kept in known if kept.accepted]:
            raise ValueError(accepted)
        for kept in known:
            del self.kept.blocks[kept.block.id]


class MemoryLedger(Part):
    """What became of the blocks."""

    def all(self) -> tuple[Posted, ...]:
        """All that was entered, in that order."""
        return self.kept.ledger

    def add(self, entries: Iterable[Entry], *, group: str, known: int) -> None:
        """Enter these, all or none."""
        there = self.kept.ledger
        if len(there) != known:
            raise LedgerGrew(known, len(there))
        news = tuple(Posted(group=group, entry=entry) for entry in entries)
        self.kept.ledger = (*there, *news)


class MemoryOutbox(Part):
    """The writes that are still to be sent."""

    def add(self, outgoing: Iterable[Outgoing]) -> tuple[Outgoing, ...]:
        """Keep them, in order; give them back with their ids."""
        kept = [replace(one, id=self.shelf.fresh_id()) for one in outgoing]
        self.kept.outbox.update((one.id, one) for one in kept)
        return tuple(kept)

    def waiting(self, collection: int | None = None) -> tuple[Outgoing, ...]:
        """Those that are to be sent, of all calendars or of one, oldest first."""
        return tuple(
            one
            for _, one in sorted(self.kept.outbox.items())
            if collection in (None, one.collection)
        )

    def change(self, outgoing: Outgoing) -> None:
        """Keep what is said of it now; one that was taken out stays out."""
        if outgoing.id in self.kept.outbox:
            self.kept.outbox[outgoing.id] = outgoing

    def done(self, id_: int, write: Write | None) -> Write | None:
        """Take it out, and log what was written in the same step."""
        if self.kept.outbox.pop(id_, None) is None or write is None:
            return None
        logged = replace(write, id=self.shelf.fresh_id())
        self.kept.writes = (*self.kept.writes, logged)
        return logged


class MemoryWrites(Part):
    """The log of what we wrote."""

    def all(self, *, group: str | None = None) -> tuple[Write, ...]:
        """All of them, or those of one command, oldest first."""
        return tuple(
            write for write in self.kept.writes if group in (None, write.group)
        )

    def last_of(self, collection: int, href: str) -> Write | None:
        """What we last wrote there."""
        there = (collection, href)
        return next(
            (
                write
                for write in reversed(self.kept.writes)
                if (write.collection, write.href) == there
            ),
            None,
        )
