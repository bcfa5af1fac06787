"""Our own blocks in an iCalendar file that any calendar program takes."""

from tightrope.calendars.focus.feed import published
from tightrope.calendars.focus.file import FocusFile
from tightrope.calendars.focus.found import blocks_of
from tightrope.calendars.focus.held import NoCalendarFile, NotOurs

__all__ = ["FocusFile", "NoCalendarFile", "NotOurs", "blocks_of", "published"]
