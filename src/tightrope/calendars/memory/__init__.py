"""Calendars kept in memory: for tests, and for events that were read already.

`calendar` is read, or holds our blocks alone; `server` and `remote` are a calendar
server as good, or as bad, as a test wants it.
"""

from tightrope.calendars.memory.calendar import (
    MemoryCalendar,
    MemoryFocus,
    NothingToUndo,
)
from tightrope.calendars.memory.kept import Etags, KeptCalendar, Quirks
from tightrope.calendars.memory.remote import MemoryRemote
from tightrope.calendars.memory.server import MemoryServer

__all__ = [
    "Etags",
    "KeptCalendar",
    "MemoryCalendar",
    "MemoryFocus",
    "MemoryRemote",
    "MemoryServer",
    "NothingToUndo",
    "Quirks",
]
