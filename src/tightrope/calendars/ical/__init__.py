"""iCalendar files: bytes to components, components to the events of a window.

Everything is bounded (`limits.py`): whatever a file holds, reading it ends soon, and
what is wrong with it is named while the rest is kept.
"""

from tightrope.calendars.ical.component import Component
from tightrope.calendars.ical.lines import Line
from tightrope.calendars.ical.occurring import occurrences
from tightrope.calendars.ical.owner import owner_of
from tightrope.calendars.ical.scan import read
from tightrope.calendars.ical.writing import NoProperty, Value, edited, write
from tightrope.calendars.ical.zones import zone_of

__all__ = [
    "Component",
    "Line",
    "NoProperty",
    "Value",
    "edited",
    "occurrences",
    "owner_of",
    "read",
    "write",
    "zone_of",
]
