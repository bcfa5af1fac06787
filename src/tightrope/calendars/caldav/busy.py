"""When one is busy, as the server says (RFC 4791, 7.10).

Ours is worked out here from the events; this is asked to hold one against the other.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tightrope.calendars.caldav.dav import Dav
from tightrope.calendars.caldav.quirks import lines
from tightrope.calendars.caldav.xml import free_busy
from tightrope.core.timeline import Span

OK = 200
STAMP = "%Y%m%dT%H%M%SZ"
MOST = 10_000
_LINE = re.compile(r"^FREEBUSY([^:\n]*):(.*)$", re.MULTILINE)
_LENGTH = re.compile(
    r"P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,10})S)?)?"
)


def busy(dav: Dav, collection: str, window: Span) -> tuple[Span, ...] | None:
    """The busy spans of a calendar in `window`, as its server says, by start.

    Returns:
        Nothing where the server cannot say.
    """
    start, end = (moment.strftime(STAMP) for moment in (window.start, window.end))
    answer = dav.report(collection, free_busy(start, end))
    text = lines.one_way(answer.data).decode(errors="replace").replace("\r\n", "\n")
    if answer.status != OK or "BEGIN:VFREEBUSY" not in text:
        return None
    found = {span for span in spans(text) if span.overlaps(window)}
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))


def spans(text: str) -> Iterator[Span]:
    """The busy spans of a VFREEBUSY (RFC 5545, 3.8.2.6), at most 10,000."""
    unfolded = re.sub(r"\n[ \t]", "", text)
    number = 0
    for parameters, periods in _LINE.findall(unfolded):
        if "FBTYPE=FREE" in parameters.upper():
            continue
        for period in periods.strip().split(","):
            number += 1
            if number > MOST:
                return
            if span := _span(period):
                yield span


def _span(period: str) -> Span | None:
    """One period (RFC 5545, 3.3.9); nothing where it is none."""
    first, _, last = period.partition("/")
    try:
        start = _moment(first)
        end = start + _length(last) if last.startswith("P") else _moment(last)
    except (ValueError, OverflowError):
        return None
    return Span(start, end) if start < end else None


def _moment(text: str) -> datetime:
    return datetime.strptime(text, STAMP).replace(tzinfo=UTC)


def _length(text: str) -> timedelta:
    found = _LENGTH.fullmatch(text)
    if not found:
        raise ValueError
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(
        weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds
    )
