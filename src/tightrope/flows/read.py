"""Read calendars: several sources as one."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Calendar, Reading, merged
from tightrope.core.timeline import Span

UTC_ZONE = ZoneInfo("UTC")


def read(
    calendars: Sequence[Calendar],
    window: Span,
    *,
    zone: ZoneInfo | None = None,
    otherwise: ZoneInfo = UTC_ZONE,
    me: Collection[str] = (),
) -> Reading:
    """What stands on the calendars inside `window`; seen in two of them, counted once.

    Args:
        calendars: one or more.
        window: the time that is asked for.
        zone: the person's; by default the one that the first calendar says.
        otherwise: the person's where no calendar says one.
        me: the person's mail addresses.

    Returns:
        What was read, with the zone that was settled on.

    Raises:
        InputError: a calendar is not there, or is none.
        OutsideError: a calendar cannot be read.
    """
    readings: list[Reading] = []
    for calendar in calendars:
        reading = calendar.read(window, zone=zone, me=me)
        if zone is None and reading.zone is None and otherwise != UTC_ZONE:
            # its days and floating times were taken as UTC, for want of a zone
            reading = calendar.read(window, zone=otherwise, me=me)
        readings.append(reading)
        zone = zone or reading.zone
    return replace(merged(readings), zone=zone or otherwise)
