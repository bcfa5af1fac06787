"""What a calendar is: the ports that every adapter stands behind.

`reading` is a calendar that is read, `focus` one of our own blocks alone, `remote` one
that we keep in step with and write our blocks to, `format` how its events are written,
`feed` our blocks as others subscribe to them.
"""

from tightrope.calendars.base.errors import (
    CalendarGone,
    CalendarUnreachable,
    NoCalendarServer,
    NotLetIn,
    ReadOnly,
    ResourceChanged,
    ResourceRefused,
    ResourceTooLarge,
    TokenRefused,
    UidTaken,
)
from tightrope.calendars.base.feed import Publish, Shown
from tightrope.calendars.base.focus import FocusCalendar, Written
from tightrope.calendars.base.format import Contents, Entry, Format
from tightrope.calendars.base.reading import Calendar, Reading, in_order, merged
from tightrope.calendars.base.remote import (
    Changes,
    Found,
    Missing,
    Remote,
    Resource,
    Server,
    Traits,
    Unread,
    digest_of,
)

__all__ = [
    "Calendar",
    "CalendarGone",
    "CalendarUnreachable",
    "Changes",
    "Contents",
    "Entry",
    "FocusCalendar",
    "Format",
    "Found",
    "Missing",
    "NoCalendarServer",
    "NotLetIn",
    "Publish",
    "ReadOnly",
    "Reading",
    "Remote",
    "Resource",
    "ResourceChanged",
    "ResourceRefused",
    "ResourceTooLarge",
    "Server",
    "Shown",
    "TokenRefused",
    "Traits",
    "UidTaken",
    "Unread",
    "Written",
    "digest_of",
    "in_order",
    "merged",
]
