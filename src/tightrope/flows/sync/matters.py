"""Whether what changed on the calendars is a reason to plan again."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from tightrope.core.timeline import Event, Span
from tightrope.flows.ports import Store

NEXT = timedelta(weeks=6)
"""As far as a plan usually looks."""

_Time = tuple[str, str | None, Span, tuple[date, date] | None, bool]


def times(
    store: Store, collections: Collection[int], now: datetime
) -> frozenset[_Time]:
    """What takes the person's time in the weeks ahead, without what it is about.

    Our own blocks are left out: what becomes of them is told by itself.
    """
    reading = store.mirror.events(Span(now, now + NEXT), collections=collections)
    return frozenset(_time(event) for event in reading.events if _takes_time(event))


def _takes_time(event: Event) -> bool:
    return (event.busy or event.away) and not event.cancelled and not event.ours


def _time(event: Event) -> _Time:
    return event.uid, event.recurrence_id, event.span, event.days, event.away
