"""Events as iCalendar bytes: listed, expanded, and ours written."""

from tightrope.calendars.ical_format.ical_format import IcalFormat

__all__ = ["IcalFormat"]
