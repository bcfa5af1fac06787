"""Placed occurrences as `Event`s, in order.

A year of a full calendar has a hundred thousand of them. So an occurrence is one whole
number until it is asked for, its start and the number of the run it belongs to; and its
record is filled as a draft without guards and becomes an `Event` at the end, since the
`__init__` of a frozen dataclass takes five times as long.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from tightrope.calendars.ical.collector import at_rest
from tightrope.calendars.ical.drafts import draft_of
from tightrope.calendars.ical.said import Details
from tightrope.calendars.ical.stamps import DAY, date_of, day_number
from tightrope.core.timeline import Event, Span

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY, _LAST_DAY = day_number(date.min), day_number(date.max)
_SHIFT = 24
"""Bits of a number that say which run an occurrence belongs to."""
_MASK = (1 << _SHIFT) - 1
_AT_ONCE = 16_384
"""Events that are made at once, before they are given out one by one."""
_MOST_NAMES = 20_000
"""Days, and times of day, that are remembered with their names."""

Key = tuple[int, bool]
"""Which occurrence of a series: a moment in UTC, or (True) a day."""


class Placed(NamedTuple):
    """Occurrences of one event in the window that differ only in when they begin.

    Attributes:
        starts: their starts in seconds since 1970, in UTC.
        uid: the UID of their event.
        said: what it says of itself.
        lasts: seconds from the start to the end.
        key: which one of its series it is; nothing for an event of its own.
        by_start: each of them is the one of its series that begins at its start.
        day: the first day of an all-day event; then there is one start.
    """

    starts: list[int]
    uid: str
    said: Details
    lasts: int
    key: Key | None = None
    by_start: bool = False
    day: int | None = None


_Run = tuple[Any, ...]
"""What the events of one `Placed` share, in the order in which `_made` takes it."""

_draft, _span_draft = draft_of(Event), draft_of(Span)


def events(placed: Iterable[Placed], source: str) -> Iterator[Event]:
    """The events of all occurrences by start; of equal starts the earlier placed first.

    Args:
        placed: what was found, by UID.
        source: the name of the file.
    """
    runs: list[_Run] = []
    keys: list[int] = []
    for number, (starts, uid, said, lasts, key, by_start, day) in enumerate(placed):
        if key is None:
            name = None
        elif day is not None and key == (day, True):
            name = _DAYS[day][1]
        else:
            name = _name(*key)
        days = None if day is None else (_DATES[day], _DATES[day + said.days])
        # A bare tuple is taken apart several times faster than a named one.
        runs.append((uid, _lasting(lasts), by_start, name, days, *said))
        if len(starts) == 1:
            keys.append(starts[0] << _SHIFT | number)
        else:
            keys += [start << _SHIFT | number for start in starts]
    keys.sort()
    return _in_batches(keys, runs, source)


def _in_batches(keys: list[int], runs: list[_Run], source: str) -> Iterator[Event]:
    for at in range(0, len(keys), _AT_ONCE):
        with at_rest():
            made = _made(keys[at : at + _AT_ONCE], runs, source)
        yield from made


def _made(keys: list[int], runs: list[_Run], source: str) -> list[Event]:
    """The events of these occurrences; one loop, without a call for each of them."""
    made: list[Event] = []
    add, draft, span_draft, event_kind, span_kind = (
        made.append,
        _draft,
        _span_draft,
        Event,
        Span,
    )
    start, begin, begin_name = None, _EPOCH, ""
    for key in keys:
        event = draft()
        (
            event.uid,
            lasts,
            by_start,
            name,
            event.days,
            event.series,
            event.title,
            event.busy,
            event.status,
            event.cancelled,
            event.away,
            event.attendees,
            event.organizer_is_me,
            event.outside,
            event.flexible,
            event.created,
            event.changed,
            event.categories,
            _,
        ) = runs[key & _MASK]
        if start != (at := key >> _SHIFT):
            # What begins at one moment shares the records of it.
            start = at
            day, clock = divmod(start, DAY)
            midnight, day_name = _DAYS[day]
            since, clock_name = _CLOCKS[clock]
            begin, begin_name = midnight + since, day_name + clock_name
        event.span = span = span_draft()
        span.start = begin
        span.end = begin + lasts
        span.__class__ = span_kind
        event.recurrence_id = begin_name if by_start else name
        event.source = source
        event.__class__ = event_kind
        add(event)
    return made


class _Dates(dict[int, date]):
    """Each day since 1970."""

    def __missing__(self, day: int) -> date:
        if len(self) >= _MOST_NAMES:
            self.clear()
        found = self[day] = date_of(day)
        return found


class _Days(dict[int, tuple[datetime, str]]):
    """The midnight of each day since 1970, and its name in ISO 8601."""

    def __missing__(self, day: int) -> tuple[datetime, str]:
        if len(self) >= _MOST_NAMES:
            self.clear()
        found = self[day] = _EPOCH + timedelta(days=day), date_of(day).isoformat()
        return found


class _Clocks(dict[int, tuple[timedelta, str]]):
    """How long after midnight each second of a day is, and its name in ISO 8601."""

    def __missing__(self, clock: int) -> tuple[timedelta, str]:
        if len(self) >= _MOST_NAMES:
            self.clear()
        found = self[clock] = timedelta(seconds=clock), _clock_name(clock)
        return found


_DATES, _DAYS, _CLOCKS = _Dates(), _Days(), _Clocks()


def _name(of: int, is_day: bool) -> str:  # noqa: FBT001 - the two halves of a key
    """Which occurrence of a series it is, in ISO 8601."""
    if is_day:
        return _day_name(of)
    day, clock = divmod(of, DAY)
    return _day_name(day) + _CLOCKS[clock][1]


@lru_cache(maxsize=4096)
def _lasting(seconds: int) -> timedelta:
    return timedelta(seconds=seconds)


def _day_name(day: int) -> str:
    # An override may name a moment that is in the year 0 or 10000 in UTC.
    return _DAYS[min(max(day, _FIRST_DAY), _LAST_DAY)][1]


def _clock_name(clock: int) -> str:
    hour, minute, second = clock // 3600, clock // 60 % 60, clock % 60
    return f"T{hour:02d}:{minute:02d}:{second:02d}+00:00"
