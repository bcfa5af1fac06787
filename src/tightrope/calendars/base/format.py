"""How a kind of calendar writes events: the port between its bytes and our records."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from tightrope.calendars.base.reading import Reading
from tightrope.calendars.base.remote import Resource
from tightrope.core.planner.answer import Placed
from tightrope.core.planner.block import Block
from tightrope.core.timeline import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event of a resource, not expanded: a series, or a changed occurrence of one.

    Attributes:
        uid: its UID.
        recurrence_id: which occurrence of the series it changes, as the events say it;
            nothing for an event or a series as a whole.
        series: what all parts of a split series share.
        digest: what tells its fields that matter (times, recurrence, title, status,
            transparency, people and their answers) from others; a LAST-MODIFIED, a
            SEQUENCE or an alarm changes nothing here.
        cancelled: it will not take place, by its STATUS or by its title.
    """

    uid: str
    recurrence_id: str | None = None
    series: str = ""
    digest: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What one resource holds.

    Attributes:
        entries: its events, not expanded.
        reading: its occurrences in the time that was asked for, and its problems.
    """

    entries: tuple[Entry, ...]
    reading: Reading


class Format(Protocol):
    """How the resources of a kind of calendar are read and written, without asking it.

    Whatever bytes it is given, reading raises nothing: what cannot be read is a
    problem of the reading, or an entry that is not there.
    """

    def entries(self, resource: Resource) -> tuple[Entry, ...]:
        """What a resource holds, in its order."""

    def occurrences(
        self,
        resources: Iterable[Resource],
        window: Span,
        *,
        zone: ZoneInfo | None = None,
        me: Collection[str] = (),
        source: str = "",
    ) -> Reading:
        """What `resources` have in `window`; as `Calendar.read` says."""

    def contents(
        self,
        resources: Iterable[Resource],
        window: Span,
        *,
        zone: ZoneInfo | None = None,
        me: Collection[str] = (),
        source: str = "",
    ) -> list[Contents]:
        """What `entries` and `occurrences` say of each of `resources` by itself.

        They are in the order of `resources`, and no resource changes what another one
        holds. To ask for many at once costs less than to ask for one after another.
        """

    def block(self, resource: Resource) -> Block | None:
        """Our block that a resource holds; nothing where it is not ours or withdrawn.

        Its UID says whose it is; where it stands, how far it has come and what it is
        for are read from what the server kept, whoever changed it last.
        """

    def composed(
        self, placed: Placed, over: Resource | None, *, now: datetime, zone: ZoneInfo
    ) -> bytes:
        """The bytes of a resource that holds a block.

        Args:
            placed: the block and why it is there.
            over: what stands there now: what others added to it stays, and where it
                says the same already its bytes come back as they are.
            now: when it is written.
            zone: the zone that its times are written in.
        """
