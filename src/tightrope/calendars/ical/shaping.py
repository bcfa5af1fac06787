"""One placed occurrence as an `Event`."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tightrope.calendars.ical.details import Details
from tightrope.calendars.ical.stamps import date_of
from tightrope.core.timeline import Event, Span

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SPLIT = re.compile(r"_R\d{8}(?:T\d{6}Z?)?(?=@|$)")


class Placed(NamedTuple):
    """An occurrence in the window; see `series.Occurrence`."""

    start: int
    uid: str
    end: int
    of: tuple[int, bool] | None
    day: int | None
    dense: bool
    details: Details


def event(one: Placed, source: str) -> Event:
    """The event of an occurrence."""
    said = one.details
    return Event(
        uid=one.uid,
        span=Span(_moment(one.start), _moment(one.end)),
        days=None
        if one.day is None
        else (date_of(one.day), date_of(one.day + said.days)),
        recurrence_id=_name(one.of) if one.of else None,
        series=series_of(one.uid),
        title=said.title,
        busy=said.busy and not one.dense,
        status=said.status,
        cancelled=said.cancelled,
        away=said.away,
        attendees=said.people.invited,
        organizer_is_me=said.people.organizer_is_me,
        outside=said.people.outside,
        flexible=said.flexible,
        created=said.created,
        changed=said.changed,
        categories=said.categories,
        source=source,
    )


def _moment(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)


def _name(of: tuple[int, bool]) -> str:
    at, is_day = of
    return date_of(at).isoformat() if is_day else _moment(at).isoformat()


def series_of(uid: str) -> str:
    """The UID of the series: Google marks the parts of a split one with `_R…`."""
    return _SPLIT.sub("", uid)
