"""Examine what is kept, and how the ways to the calendars are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tightrope.core.errors import TightropeError
from tightrope.flows.ports import Connection, Reach, Store

STALE = timedelta(days=2)
"""Longer than a weekend's pause of a laptop, and a plan may be of yesterday's week."""
SKEW = timedelta(minutes=2)
"""So much two clocks of good will may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was looked at.

    Attributes:
        what: what it is.
        says: how it is, in words.
        well: whether nothing has to be done about it.
    """

    what: str
    says: str
    well: bool = True


def examine(store: Store, reach: Reach | None, now: datetime) -> Iterator[Found]:
    """How the clock, the connections and the outbox are.

    Args:
        store: what is kept.
        reach: how servers are asked; nothing to leave them alone.
        now: the time it is.
    """
    yield clock(store, now)
    for connection in store.connections.all():
        yield read(connection, now)
        if reach is not None:
            yield let_in(connection, reach)
    yield target(store)
    yield outbox(store)


def clock(store: Store, now: datetime) -> Found:
    """Whether this machine's clock runs on from where it was."""
    known = [one.tried for one in store.connections.all() if one.tried]
    known += [write.at for write in store.writes.all()]
    last = max(known, default=now)
    if last > now + SKEW:
        return Found(
            what="clock",
            says="it is earlier than when something was last done here; set it right",
            well=False,
        )
    return Found(what="clock", says="runs on from what was done before")


def read(connection: Connection, now: datetime) -> Found:
    """Whether a connection was read lately."""
    what = f"connection {connection.name}"
    if connection.fault:
        return Found(what=what, says=connection.fault, well=False)
    if connection.synced is None:
        return Found(what=what, says="was never read; run tightrope sync", well=False)
    age = now - connection.synced
    if age > STALE:
        says = f"was last read {age.days} days ago; run tightrope sync"
        return Found(what=what, says=says, well=False)
    return Found(what=what, says="was read lately, without a fault")


def let_in(connection: Connection, reach: Reach) -> Found:
    """Whether its server answers, and lets us in."""
    what = f"server of {connection.name}"
    try:
        found = reach.server(connection).found()
    except TightropeError as error:
        return Found(what=what, says=str(error), well=False)
    return Found(what=what, says=f"answers, with {len(found)} calendars")


def target(store: Store) -> Found:
    """Whether a calendar takes the blocks."""
    found = store.collections.target()
    if found is None:
        return Found(what="blocks", says="go to no calendar; they are kept here alone")
    kind = f" ({found.traits})" if found.traits else ""
    return Found(what="blocks", says=f"go to {found.connection}{kind}")


def outbox(store: Store) -> Found:
    """Whether everything that was to be written was."""
    waiting = store.outbox.waiting()
    if not waiting:
        return Found(what="writes", says="all have reached their calendar")
    says = f"{len(waiting)} have not reached their calendar; run tightrope sync"
    return Found(what="writes", says=says, well=False)
