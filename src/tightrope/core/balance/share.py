"""Each moment of a calendar given to one entry, so that no hour counts twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from itertools import pairwise
from zoneinfo import ZoneInfo

from tightrope.core.balance.focus import is_focus
from tightrope.core.balance.item import Verdict
from tightrope.core.balance.sides import Absence, Facet, Side
from tightrope.core.balance.sorting import VerdictOf, verdicts
from tightrope.core.timeline import Event, Span, day_of, midnight

LONGEST = timedelta(hours=10)
"""A longer entry says where the person is, not what takes their time."""

HELD = frozenset({Facet.STRATEGY, Facet.CODE})
"""What a person holds time for alone; a meeting put over it takes place instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Time of one day that one entry has to itself.

    Attributes:
        day: the day, in the person's zone.
        span: when.
        event: the entry.
        verdict: where it belongs.
    """

    day: date
    span: Span
    event: Event
    verdict: Verdict


def takes_time(event: Event) -> bool:
    """Say whether an entry is load: busy, timed, and no longer than `LONGEST`."""
    return (
        event.busy
        and not event.cancelled
        and not event.all_day
        and timedelta() < event.span.length <= LONGEST
    )


def shares(
    events: Iterable[Event],
    window: Span,
    zone: ZoneInfo,
    *,
    verdict: VerdictOf | None = None,
) -> Iterator[Share]:
    """Each moment of `window` that is taken, with the entry that it goes to, in order.

    Where entries overlap, the time goes to what is likelier to have taken place:
    leave, then an incident, then what others or a date hold, last the time that one
    holds for oneself (a focus block, lunch). Among equals it goes to the shorter one,
    for whoever was in it had left the longer.
    """
    verdict = verdict or verdicts()
    known = [
        (event, verdict(event))
        for event in events
        if takes_time(event) and event.span.clipped(window)
    ]
    known.sort(key=_claim)
    clips = (event.span.clipped(window) for event, _ in known)
    for at, span in _given([span for span in clips if span], zone):
        event, said = known[at]
        yield Share(day=day_of(span.start, zone), span=span, event=event, verdict=said)


def _claim(known: tuple[Event, Verdict]) -> tuple[object, ...]:
    """What comes first takes the time; the tail only makes the order total."""
    event, said = known
    identity = (event.uid, event.recurrence_id or "", event.source, event.title)
    return (
        -_weight(event, said),
        event.span.length,
        -event.attendees,
        event.span,
        identity,
    )


def _weight(event: Event, said: Verdict) -> int:
    if event.away or said.absence in {Absence.LEAVE, Absence.HOLIDAY}:
        return 3
    if said.facet is Facet.INCIDENT:
        return 2
    if said.side is Side.OFF:
        placeholder = event.recurrence_id is not None or said.absence is not None
        return 0 if placeholder else 1
    alone = event.attendees <= 1 and said.facet in HELD
    return 0 if alone or is_focus(event) else 1


def _given(spans: list[Span], zone: ZoneInfo) -> Iterator[tuple[int, Span]]:
    """The number of the first span that covers each stretch, cut at each midnight."""
    starts = sorted((span.start, at) for at, span in enumerate(spans))
    cuts = {cut for _, at in starts for cut in _cuts(spans[at], zone)}
    open_now: list[int] = []
    waiting = 0
    for begin, end in pairwise(sorted(cuts)):
        while waiting < len(starts) and starts[waiting][0] <= begin:
            heappush(open_now, starts[waiting][1])
            waiting += 1
        while open_now and spans[open_now[0]].end <= begin:
            heappop(open_now)
        if open_now:
            yield open_now[0], Span(begin, end)


def _cuts(span: Span, zone: ZoneInfo) -> Iterator[datetime]:
    yield span.start
    yield span.end
    night = midnight(day_of(span.end, zone), zone).astimezone(UTC)
    if span.start < night < span.end:
        yield night
