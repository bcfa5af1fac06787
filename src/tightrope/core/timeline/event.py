"""What stands on a calendar: one occurrence at one time."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tightrope.core.timeline.span import Span


class Status(StrEnum):
    """RFC 5545, 3.8.1.11: what the calendar says of the event as a whole."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One occurrence of an event on a calendar, cleared of recurrence and zones.

    Attributes:
        uid: the UID of the resource (RFC 5545, 3.8.4.7).
        span: when it is, in UTC; for an all-day event from midnight to midnight
            of the person's zone.
        days: for an all-day event its first day and the day after its last.
        recurrence_id: which occurrence of its series it is, in ISO 8601 (a date, or a
            time in UTC); nothing for an event of its own.
        series: the UID of the series; the parts of a split series share it.
        title: the SUMMARY as it is.
        busy: whether it takes the person's time (TRANSP, STATUS, PARTSTAT,
            X-MICROSOFT-CDO-BUSYSTATUS).
        status: what its STATUS says.
        cancelled: it will not take place: by STATUS, or by its title ("Cancelled: …").
        away: it says that the person is absent (out of office), not at work.
        attendees: how many people are invited, 0 when it names nobody.
        organizer_is_me: whether the person organises it; nothing when it cannot
            be known.
        outside: whether somebody of another mail domain than the person's is invited;
            nothing when it cannot be known.
        flexible: it may be moved: the person organises it, and it is a talk of two.
        created: when it was first booked (CREATED), where the calendar says so.
        changed: when it was last changed (LAST-MODIFIED), where the calendar says so.
        categories: its CATEGORIES.
        source: the name of the source it was read from.
    """

    uid: str
    span: Span
    days: tuple[date, date] | None = None
    recurrence_id: str | None = None
    series: str = ""
    title: str = ""
    busy: bool = True
    status: Status = Status.CONFIRMED
    cancelled: bool = False
    away: bool = False
    attendees: int = 0
    organizer_is_me: bool | None = None
    outside: bool | None = None
    flexible: bool = False
    created: datetime | None = None
    changed: datetime | None = None
    categories: tuple[str, ...] = ()
    source: str = ""

    @property
    def all_day(self) -> bool:
        """Whether it fills whole days instead of a time of day."""
        return self.days is not None

    @property
    def ours(self) -> bool:
        """Whether Tightrope made it: its UID says so, which every server keeps."""
        return self.uid.endswith(OUR_UID)


OUR_UID = "@focus.tightrope"
"""How the UID of each block ends that Tightrope writes."""
