"""Look at the calendar once a day, and keep what stands there."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from tightrope.core.balance import Snapshot, snapshot
from tightrope.core.timeline import Event, day_of


class SnapshotLog(Protocol):
    """Where snapshots are kept, oldest first; nothing in it is ever changed.

    It begins on the first day, and is never made up from when entries say that they
    were made: that lies for moved meetings and split series.
    """

    def snapshots(self) -> Sequence[Snapshot]:
        """All of them."""
        ...

    def keep(self, look: Snapshot) -> None:
        """Keep one more."""
        ...


def look(
    log: SnapshotLog,
    events: Iterable[Event],
    now: datetime,
    zone: ZoneInfo,
    *,
    off: Collection[date] = (),
) -> Snapshot | None:
    """Keep what stands on the calendar today; nothing when that was done already."""
    today = day_of(now, zone)
    if any(known.day == today for known in log.snapshots()):
        return None
    taken = snapshot(events, now, zone, off=off)
    log.keep(taken)
    return taken
