"""One placed occurrence as an `Event`.

A year of a full calendar has a hundred thousand of them, and the `__init__` of a frozen
dataclass takes four times as long as setting its slots: so the slots are set here.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from tightrope.calendars.ical.said import Details
from tightrope.calendars.ical.stamps import DAY, date_of, day_number
from tightrope.core.timeline import Event, Span

_new = object.__new__
_FIRST_DAY, _LAST_DAY = day_number(date.min), day_number(date.max)

Placed = tuple[int, str, int | None, bool, int, int | None, int]
"""An occurrence in the window: its start in seconds since 1970, in UTC; its UID; which
one of its series it is, and whether that number counts days instead of seconds; its
end; its first day if it is an all-day event; the number of what its event says. A bare
tuple of bare values, which the garbage collector need not follow."""


def _slot(kind: type[object], name: str) -> Callable[[object, Any], None]:
    """What sets one slot of a record."""
    setter: Callable[[object, Any], None] = getattr(kind, name).__set__
    return setter


_start, _end = _slot(Span, "start"), _slot(Span, "end")
_uid, _span, _days = _slot(Event, "uid"), _slot(Event, "span"), _slot(Event, "days")
_recurrence_id = _slot(Event, "recurrence_id")
_series, _title = _slot(Event, "series"), _slot(Event, "title")
_busy, _status = _slot(Event, "busy"), _slot(Event, "status")
_cancelled, _away = _slot(Event, "cancelled"), _slot(Event, "away")
_attendees = _slot(Event, "attendees")
_organizer_is_me = _slot(Event, "organizer_is_me")
_outside, _flexible = _slot(Event, "outside"), _slot(Event, "flexible")
_created, _changed = _slot(Event, "created"), _slot(Event, "changed")
_categories, _source = _slot(Event, "categories"), _slot(Event, "source")


def event(one: Placed, all_said: Sequence[Details], source: str) -> Event:
    """The event of an occurrence."""
    start, uid, of, of_day, end, day, number = one
    (
        series,
        title,
        busy,
        status,
        cancelled,
        away,
        attendees,
        organizer_is_me,
        outside,
        flexible,
        created,
        changed,
        categories,
        days,
    ) = all_said[number]
    span: Span = _new(Span)
    _start(span, begin := datetime.fromtimestamp(start, UTC))
    _end(span, begin + _lasting(end - start))
    made: Event = _new(Event)
    _uid(made, uid)
    _span(made, span)
    _days(made, None if day is None else _whole_days(day, days))
    _recurrence_id(made, None if of is None else _name(of, is_day=of_day))
    _series(made, series)
    _title(made, title)
    _busy(made, busy)
    _status(made, status)
    _cancelled(made, cancelled)
    _away(made, away)
    _attendees(made, attendees)
    _organizer_is_me(made, organizer_is_me)
    _outside(made, outside)
    _flexible(made, flexible)
    _created(made, created)
    _changed(made, changed)
    _categories(made, categories)
    _source(made, source)
    return made


def _whole_days(day: int, count: int) -> tuple[date, date]:
    return date_of(day), date_of(day + count)


def _name(of: int, *, is_day: bool) -> str:
    """Which occurrence of a series it is, in ISO 8601."""
    if is_day:
        return _day_name(of)
    day, clock = divmod(of, DAY)
    return f"{_day_name(day)}T{_clock_name(clock)}+00:00"


@lru_cache(maxsize=4096)
def _lasting(seconds: int) -> timedelta:
    return timedelta(seconds=seconds)


@lru_cache(maxsize=16_384)
def _day_name(day: int) -> str:
    # An override may name a moment that is in the year 0 or 10000 in UTC.
    return date_of(min(max(day, _FIRST_DAY), _LAST_DAY)).isoformat()


@lru_cache(maxsize=4096)
def _clock_name(clock: int) -> str:
    return f"{clock // 3600:02d}:{clock // 60 % 60:02d}:{clock % 60:02d}"
