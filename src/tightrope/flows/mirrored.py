"""A connection read like any other calendar: what was last synced of it."""

from collections.abc import Collection as Several
from datetime import datetime
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Reading, merged
from tightrope.core.errors import InputError
from tightrope.core.timeline import Span
from tightrope.flows.ports import Collection, Connection, Reach, Store
from tightrope.flows.sync import kept_window


class NotReadYet(InputError):
    """A connection was never read through, so there is nothing to say of it."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} was never read; run tightrope sync {name} first")


class Mirrored:
    """What was last synced of a connection; no server is asked.

    Args:
        store: where it is kept.
        reach: how its events are written.
        name: the connection's.
    """

    def __init__(self, store: Store, reach: Reach, name: str) -> None:
        self.name = name
        self._store = store
        self._reach = reach

    def read(
        self, window: Span, *, zone: ZoneInfo | None = None, me: Several[str] = ()
    ) -> Reading:
        """Read what overlaps `window`; `calendars.base.Calendar` says more.

        What is worked out already is taken as it is; beyond that it is worked out from
        the bytes that are kept.

        Raises:
            NotReadYet: it was never synced.
        """
        connection = self._store.connections.named(self.name)
        if connection.synced is None:
            raise NotReadYet(self.name)
        counted = [one for one in self._store.collections.all(self.name) if one.read]
        ready = [one for one in counted if _is_ready(one, window, connection.synced)]
        readings = [
            self._store.mirror.events(window, collections=[one.id for one in ready])
        ]
        readings += (
            self._worked_out(one, connection, window, zone, me)
            for one in counted
            if one not in ready
        )
        return merged(readings)

    def _worked_out(
        self,
        collection: Collection,
        connection: Connection,
        window: Span,
        zone: ZoneInfo | None,
        me: Several[str],
    ) -> Reading:
        said = ZoneInfo(collection.zone) if collection.zone else None
        return self._reach.format(connection).occurrences(
            self._store.mirror.resources(collection.id),
            window,
            zone=said or zone,
            me={*me, *connection.addresses},
            source=str(collection.id),
        )


def _is_ready(collection: Collection, window: Span, synced: datetime) -> bool:
    """Whether all of a window is worked out already."""
    return window.within(kept_window(collection, synced))
