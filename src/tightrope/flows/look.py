"""Look at what is kept of some days: blocks, what else takes time, what is open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tightrope.core.ledger import Debt, Entry, debts
from tightrope.core.timeline import Event, Span
from tightrope.flows.plan import busy_in
from tightrope.flows.ports import Connection, Kept, Store
from tightrope.flows.promises import entered, is_open, is_settled
from tightrope.flows.propose import waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """A block of which nobody has said yet whether it was kept.

    Attributes:
        kept: the block.
        busy: what else took time in it, as its calendars say.
    """

    kept: Kept
    busy: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is kept of some days.

    Attributes:
        window: the days.
        blocks: the blocks that overlap it and stand, by start.
        events: what stands on the calendars, our own blocks apart.
        later: the first standing block after it.
        waiting: how many blocks of any day wait for the person's word.
        unsent: how many writes have not reached their calendar.
        faulty: connections that could not be read the last time.
        unsettled: what the person is to be asked about: blocks of any day that are
            over, or were deleted elsewhere, and of which the ledger has nothing.
        debts: what is owed, the oldest first.
    """

    window: Span
    blocks: tuple[Kept, ...] = ()
    events: tuple[Event, ...] = ()
    later: Kept | None = None
    waiting: int = 0
    unsent: int = 0
    faulty: tuple[Connection, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
    debts: tuple[Debt, ...] = ()

    @property
    def owed(self) -> timedelta:
        """How much is owed in all."""
        return sum((debt.left for debt in self.debts), timedelta())


def look(store: Store, window: Span, now: datetime) -> Looked:
    """What is kept of the days of a window; no server is asked.

    A block that was deleted elsewhere, and of which the person is to be asked, is
    among those of its day.
    """
    kept, entries = store.blocks.all(), entered(store)
    standing = [
        one
        for one in kept
        if one.gone is None or (one.asked and not is_settled(one, entries))
    ]
    known = {one.block.uid for one in kept}
    return Looked(
        window=window,
        blocks=tuple(one for one in standing if one.block.span.overlaps(window)),
        events=tuple(
            event
            for event in store.mirror.events(window).events
            if event.uid not in known and not event.cancelled
        ),
        later=next(
            (
                one
                for one in standing
                if one.gone is None and one.block.span.start >= window.end
            ),
            None,
        ),
        waiting=sum(waits(one) and one.block.span.start >= now for one in kept),
        unsent=len(store.outbox.waiting()),
        faulty=tuple(one for one in store.connections.all() if one.fault),
        unsettled=unsettled_in(store, kept, entries, now),
        debts=tuple(debts(entries)),
    )


def unsettled_in(
    store: Store, kept: Iterable[Kept], entries: Sequence[Entry], now: datetime
) -> tuple[Unsettled, ...]:
    """The blocks that the person is to be asked about, with what speaks against them.

    Nothing is assumed done: a block that is over is a question until it is answered.
    """
    asked = [
        one
        for one in kept
        if (one.block.span.end <= now or one.gone is not None) and is_open(one, entries)
    ]
    if not asked:
        return ()
    spans = [one.block.span for one in asked]
    window = Span(min(spans).start, max(span.end for span in spans))
    events = store.mirror.events(window).events
    return tuple(
        Unsettled(
            kept=one,
            busy=tuple(busy.span for busy in busy_in(events, one.block.span)),
        )
        for one in asked
    )
