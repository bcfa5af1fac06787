"""An occurrence as a row: when it is as numbers, all else of it as one line of JSON."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from tightrope.core.timeline import Event, Span, Status
from tightrope.store.database.moments import (
    moment,
    moment_or_none,
    number,
    number_or_none,
)
from tightrope.store.database.texts import text_of

Row = tuple[int, int, str, str, int]
"""Start, end, UID, facts and collection."""
BUSY, CANCELLED, AWAY, FLEXIBLE = 1, 2, 4, 8
STATUS = {status.value: status for status in Status}


def facts_of(event: Event) -> str:
    """All of an event but its span, its UID and its source."""
    return text_of(
        [
            event.recurrence_id,
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
    )


def span_of(event: Event) -> tuple[int, int]:
    """When an event starts and ends, as numbers."""
    return number(event.span.start), number(event.span.end)


def events_of(rows: Iterable[Row]) -> Iterator[Event]:
    """The events of some rows, in their order; all JSON of them is read in one go."""
    listed = list(rows)
    facts = json.loads(f"[{','.join([row[3] for row in listed])}]")
    for (start, end, uid, _, collection), told in zip(listed, facts, strict=True):
        yield _event(start, end, uid, collection, told)


def _event(start: int, end: int, uid: str, collection: int, told: list) -> Event:
    (
        recurrence_id,
        series,
        title,
        flags,
        status,
        attendees,
        organizer_is_me,
        outside,
        created,
        changed,
        categories,
        days,
    ) = told
    return Event(
        uid=uid,
        span=Span(moment(start), moment(end)),
        days=_days(days),
        recurrence_id=recurrence_id,
        series=series,
        title=title,
        busy=bool(flags & BUSY),
        status=STATUS[status],
        cancelled=bool(flags & CANCELLED),
        away=bool(flags & AWAY),
        attendees=attendees,
        organizer_is_me=organizer_is_me,
        outside=outside,
        flexible=bool(flags & FLEXIBLE),
        created=moment_or_none(created),
        changed=moment_or_none(changed),
        categories=tuple(categories),
        source=str(collection),
    )


def _days(ordinals: list[int] | None) -> tuple[date, date] | None:
    if ordinals is None:
        return None
    first, after = ordinals
    return date.fromordinal(first), date.fromordinal(after)


def _flags(event: Event) -> int:
    return (
        event.busy * BUSY
        + event.cancelled * CANCELLED
        + event.away * AWAY
        + event.flexible * FLEXIBLE
    )
