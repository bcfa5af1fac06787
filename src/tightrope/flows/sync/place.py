"""One calendar that is being synced, with all that is needed to work on it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Format, Remote
from tightrope.core.errors import InputError
from tightrope.flows.ports import Collection, Connection, Store


class CalendarForgotten(InputError):
    """A calendar was disconnected while it was read."""

    def __init__(self, connection: str) -> None:
        self.connection = connection
        super().__init__(f"{connection} was disconnected while it was read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One calendar: its server's side, and ours.

    Attributes:
        store: where all is kept.
        connection: how it is reached.
        id: the id of its collection.
        remote: the calendar on its server.
        format: how its events are written.
        now: when the work on it began; all that is seen in it was seen then.
    """

    store: Store
    connection: Connection
    id: int
    remote: Remote
    format: Format
    now: datetime

    @property
    def collection(self) -> Collection:
        """What is kept of it now; others may change it while we work.

        Raises:
            CalendarForgotten: the person took it away meanwhile.
        """
        kept = self.store.collections.one(self.id)
        if kept is None:
            raise CalendarForgotten(self.connection.name)
        return kept

    def terms(self) -> "Terms":
        """How its events are to be read, as it is kept now.

        Raises:
            CalendarForgotten: the person took it away meanwhile.
        """
        collection, me = self.collection, self.store.people.me()
        name = collection.zone or me.zone
        return Terms(
            collection=collection,
            me=self.connection.addresses | me.addresses,
            zone=ZoneInfo(name) if name else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How the events of a calendar are to be read.

    Attributes:
        collection: what is kept of the calendar.
        me: the person's mail addresses, as far as this calendar can know them.
        zone: where its floating times and whole days are, where anybody said so.
    """

    collection: Collection
    me: frozenset[str]
    zone: ZoneInfo | None
