"""Whose calendar it is."""

import re
from collections.abc import Iterable

from tightrope.calendars.ical.component import Component


def owner_of(components: Iterable[Component]) -> str | None:
    """The mail address that a calendar is named after, as Google names a main one."""
    for component in components:
        if component.kind == "VCALENDAR":
            name = (component.text("X-WR-CALNAME") or "").strip().lower()
            if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", name):
                return name
    return None
