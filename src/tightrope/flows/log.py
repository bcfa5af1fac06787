"""The log of what was written to calendars, told by when each block stood."""

from dataclasses import dataclass

from tightrope.calendars.base import Format, Resource
from tightrope.core.timeline import Span
from tightrope.flows.ports import Connection, Outgoing, Reach, Store, Write


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A write, and where the block stood before and after it; nothing for nowhere."""

    write: Write
    before: Span | None = None
    after: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A write that is still to be sent, told in the same way."""

    outgoing: Outgoing
    before: Span | None = None
    after: Span | None = None


def logged(store: Store, reach: Reach) -> tuple[Entry, ...]:
    """All writes, oldest first."""
    return tuple(
        Entry(
            write=write,
            before=stood(store, reach, write, write.before),
            after=stood(store, reach, write, write.after),
        )
        for write in store.writes.all()
    )


def unsent(store: Store, reach: Reach) -> tuple[Waiting, ...]:
    """All that is still to be sent, oldest first."""
    return tuple(
        Waiting(
            outgoing=one,
            before=stood(store, reach, one, one.before),
            after=stood(store, reach, one, one.data),
        )
        for one in store.outbox.waiting()
    )


def stood(
    store: Store, reach: Reach, write: Write | Outgoing, data: bytes | None
) -> Span | None:
    """Where the block of some bytes stood; nothing where there were none."""
    if data is None:
        return None
    block = _format(store, reach, write.collection).block(
        Resource(href=write.href, data=data)
    )
    return block.span if block else None


def _format(store: Store, reach: Reach, collection: int) -> Format:
    """How a calendar writes; as iCalendar where it is not connected any more."""
    found = store.collections.one(collection)
    if found is None:
        return reach.format(Connection(name="", kind="file", address=""))
    return reach.format(store.connections.named(found.connection))
