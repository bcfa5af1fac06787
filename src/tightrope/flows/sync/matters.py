"""Whether what changed on a calendar is a reason to plan again."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from tightrope.calendars.base import Resource
from tightrope.core.timeline import Event, Span
from tightrope.flows.ports import Renewed
from tightrope.flows.sync.place import Place, Terms

NEXT = timedelta(weeks=6)
"""As far as a plan usually looks."""

_Time = tuple[str, str | None, Span, tuple[date, date] | None, bool]


def matters(
    place: Place, terms: Terms, before: Sequence[Resource], after: Sequence[Renewed]
) -> bool:
    """Whether these resources take other time in the weeks ahead than they did.

    What an event is called, and whom it is with, is no reason to plan again. Our own
    blocks are left out: what becomes of them is told by itself.

    Args:
        place: their calendar.
        terms: how they are read; a calendar that does not count never matters.
        before: as they were kept until now, those that were.
        after: as they are now, those that are.
    """
    if not terms.collection.read:
        return False
    window = Span(place.now, place.now + NEXT)
    was = place.format.occurrences(before, window, zone=terms.zone, me=terms.me).events
    now = (event for new in after for event in new.events)
    return _times(was, window) != _times(now, window)


def _times(events: Iterable[Event], window: Span) -> frozenset[_Time]:
    return frozenset(
        (event.uid, event.recurrence_id, event.span, event.days, event.away)
        for event in events
        if _takes_time(event) and event.span.overlaps(window)
    )


def _takes_time(event: Event) -> bool:
    return (event.busy or event.away) and not event.cancelled and not event.ours
