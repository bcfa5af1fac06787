"""One component of the sample calendar, as it stands at some moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

from tightrope.core.timeline import Status
from tightrope.sample.people import HOME, NOOR, Person

VISION = frozenset(
    {"roadmap", "venture", "validation", "prototype", "strategy", "learning"}
)
_LETTERS = "0123456789abcdefghijklmnopqrstuv"


class Reply(StrEnum):
    """RFC 5545, 3.2.12: what an invited person answered."""

    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"
    OPEN = "NEEDS-ACTION"


@dataclass(frozen=True, slots=True)
class Guest:
    """An invited person and their answer."""

    person: Person
    reply: Reply = Reply.ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One VEVENT at some moment of its life.

    Attributes:
        uid: its UID; all components of a series share it.
        title: its SUMMARY.
        facet: what it truly is, a facet or `off`; this is not written.
        start: a moment, or the first day of an all-day entry.
        end: a moment, or the day after the last one.
        created: its CREATED, which for the components of a series is the series'.
        changed: its LAST-MODIFIED.
        original: which occurrence of its series it stands for, else nothing.
        rule: its RRULE, else empty.
        without: its EXDATEs.
        host: who organises it, nothing for an entry without guests.
        guests: who is invited, and what they answered.
        place: its LOCATION.
        note: its DESCRIPTION.
        status: its STATUS.
        free: it takes no time (TRANSP).
        revision: its SEQUENCE.
    """

    uid: str
    title: str
    facet: str
    start: datetime | date
    end: datetime | date
    created: datetime
    changed: datetime
    original: datetime | None = None
    rule: str = ""
    without: tuple[datetime, ...] = ()
    host: Person | None = None
    guests: tuple[Guest, ...] = ()
    place: str = ""
    note: str = ""
    status: Status = Status.CONFIRMED
    free: bool = False
    revision: int = 0

    @property
    def key(self) -> tuple[str, datetime | None]:
        """What tells it from every other component."""
        return self.uid, self.original

    @property
    def counts(self) -> bool:
        """Whether it takes some of her time of day."""
        return not (
            self.free
            or not isinstance(self.start, datetime)
            or self.status is Status.CANCELLED
            or self.title.startswith(("Cancelled:", "Canceled:", "Abgesagt:"))
            or Guest(NOOR, Reply.DECLINED) in self.guests
        )

    @property
    def grind(self) -> bool:
        """Whether it counts for the load: neither vision nor private."""
        return self.facet not in VISION and self.facet != "off"

    @property
    def timed(self) -> tuple[datetime, datetime]:
        """When it starts and ends.

        Raises:
            TypeError: it fills whole days.
        """
        if isinstance(self.start, datetime) and isinstance(self.end, datetime):
            return self.start, self.end
        raise TypeError(self.start)

    def clashes(self, start: datetime, length: timedelta) -> bool:
        """Say whether it takes some of the time from `start` on."""
        begin, end = self.timed
        return begin < start + length and start < end


def uid(name: str) -> str:
    """The UID of what is called `name`, shaped as a big calendar service shapes it."""
    number = int.from_bytes(blake2b(name.encode(), digest_size=17).digest())
    letters = "".join(_LETTERS[number >> 5 * place & 31] for place in range(26))
    return f"{letters}@{HOME}"
