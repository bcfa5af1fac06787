"""An occurrence as a row: when it is as numbers, all else of it as one line of JSON."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date, timedelta
from json.encoder import encode_basestring_ascii
from typing import Any

from tightrope.core.timeline import Event, Span, Status
from tightrope.store.codecs.moments import (
    EPOCH,
    number,
    number_or_none,
)
from tightrope.store.codecs.texts import text_of
from tightrope.store.searching import no_search

Row = tuple[int, int, str, str, int]
"""Start, end, UID, facts and collection."""
Facts = list[Any]
_Shared = tuple[Any, ...]
BUSY, CANCELLED, AWAY, FLEXIBLE = 1, 2, 4, 8
STATUS = {status.value: status for status in Status}


def rows_of(events: Iterable[Event]) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, UID and facts of some events.

    The facts are all of an event but its span, its UID and its source. What the
    occurrences of a series share is written once, since most rows are of such.
    """
    shared: _Shared | None = None
    said = ""
    for event in events:
        own = _shared(event)
        if own != shared:
            shared, said = own, _told(event)
        which = event.recurrence_id
        begin = "null" if which is None else encode_basestring_ascii(which)
        start, end = number(event.span.start), number(event.span.end)
        yield start, end, event.uid, f"[{begin},{said}"


def _shared(event: Event) -> _Shared:
    """What the occurrences of a series have in common."""
    return (
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
        event.days,
    )


def _told(event: Event) -> str:
    """The same as JSON, up to the end of the list."""
    return text_of(
        [
            event.series,
            event.title,
            _flags(event),
            event.status.value,
            event.attendees,
            event.organizer_is_me,
            event.outside,
            number_or_none(event.created),
            number_or_none(event.changed),
            event.categories,
            event.days and [day.toordinal() for day in event.days],
        ]
    )[1:]


def events_of(rows: Iterable[Row]) -> list[Event]:
    """The events of some rows, in their order; all JSON of them is read in one go."""
    listed = list(rows)
    with no_search():
        facts = json.loads(f"[{','.join([row[3] for row in listed])}]")
        return [
            _event(_span(start, end), uid, str(collection), told)
            for (start, end, uid, _, collection), told in zip(
                listed, facts, strict=True
            )
        ]


def _event(span: Span, uid: str, source: str, told: Facts) -> Event:
    recurrence_id, series, title, flags, status, attendees = told[:6]
    organizer_is_me, outside, created, changed, categories, days = told[6:]
    event = _new(Event)
    values = (
        uid,
        span,
        _days(days) if days else None,
        recurrence_id,
        series,
        title,
        flags & BUSY > 0,
        STATUS[status],
        flags & CANCELLED > 0,
        flags & AWAY > 0,
        attendees,
        organizer_is_me,
        outside,
        flags & FLEXIBLE > 0,
        EPOCH + timedelta(0, 0, created) if created is not None else None,
        EPOCH + timedelta(0, 0, changed) if changed is not None else None,
        tuple(categories),
        source,
    )
    for put, value in zip(_PUT, values, strict=True):
        put(event, value)
    return event


def _span(start: int, end: int) -> Span:
    span = _new(Span)
    _put_start(span, EPOCH + timedelta(0, 0, start))
    _put_end(span, EPOCH + timedelta(0, 0, end))
    return span


def _setters(kind: type[Any]) -> tuple[Callable[[Any, object], None], ...]:
    """What sets each field of a record, in their order."""
    return tuple(getattr(kind, field.name).__set__ for field in fields(kind))


# A month of events is read for every plan. Made past their frozen classes they take two
# thirds of the time, and there is nothing to check: all were checked when they came.
_new = object.__new__
_PUT = _setters(Event)
_put_start, _put_end = _setters(Span)


def _days(ordinals: list[int]) -> tuple[date, date]:
    first, after = ordinals
    return date.fromordinal(first), date.fromordinal(after)


def _flags(event: Event) -> int:
    return (
        event.busy * BUSY
        + event.cancelled * CANCELLED
        + event.away * AWAY
        + event.flexible * FLEXIBLE
    )
