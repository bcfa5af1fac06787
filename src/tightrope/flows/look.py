"""Look at what is kept of some days: blocks, what else takes time, what is open."""

from dataclasses import dataclass
from datetime import datetime

from tightrope.core.timeline import Event, Span
from tightrope.flows.ports import Connection, Kept, Store
from tightrope.flows.propose import waits


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
    """

    window: Span
    blocks: tuple[Kept, ...] = ()
    events: tuple[Event, ...] = ()
    later: Kept | None = None
    waiting: int = 0
    unsent: int = 0
    faulty: tuple[Connection, ...] = ()


def look(store: Store, window: Span, now: datetime) -> Looked:
    """What is kept of the days of a window; no server is asked.

    A block that was deleted elsewhere, and of which the person is to be asked, is
    among those of its day.
    """
    kept = store.blocks.all()
    standing = [one for one in kept if one.gone is None or one.asked]
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
    )
