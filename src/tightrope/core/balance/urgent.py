"""Urgent work: what nobody saw coming the day before, and what it took from vision."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.balance.absence import days_off
from tightrope.core.balance.focus import is_focus
from tightrope.core.balance.share import takes_time
from tightrope.core.balance.sides import Facet, Side
from tightrope.core.balance.sorting import VerdictOf, verdicts
from tightrope.core.timeline import Event, Span, days, total, union, whole_day

NOTICE = timedelta(hours=24)
"""What is booked later than this before it begins is urgent."""

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentDay:
    """What was urgent on one day, and what became of the time for the long view.

    Attributes:
        day: which.
        urgent: hours of urgent work, each once.
        held: hours that stood on the calendar for vision.
        taken: hours of these that urgent work stands in.
    """

    day: date
    urgent: float
    held: float
    taken: float

    @property
    def kept(self) -> float:
        """What of the time for vision nothing urgent stands in."""
        return self.held - self.taken


def is_urgent(event: Event, verdict: VerdictOf) -> bool:
    """Say whether an entry is an incident, or grind that was booked at short notice.

    Where the calendar does not say when an entry was made, only incidents are known.
    """
    if not takes_time(event) or is_focus(event):
        return False
    said = verdict(event)
    if said.facet is Facet.INCIDENT and said.sure:
        return True
    late = event.created is not None and event.span.start - event.created < NOTICE
    once = event.recurrence_id is None
    return late and once and said.counted_side in {Side.GRIND, Side.UNSORTED}


def is_vision(event: Event, verdict: VerdictOf) -> bool:
    """Say whether an entry holds time for the long view: vision, or a focus block."""
    held = takes_time(event)
    return held and (event.ours or verdict(event).counted_side is Side.VISION)


def urgent_days(
    events: Iterable[Event],
    window: Span,
    zone: ZoneInfo,
    *,
    verdict: VerdictOf | None = None,
    off: Collection[date] | None = None,
) -> list[UrgentDay]:
    """What was urgent on each day of `window`, days off left out, in order.

    Args:
        events: what stands on the calendar, in any order.
        window: the time that is asked for.
        zone: where the days begin at midnight.
        verdict: where each event belongs; by default as `classify` says.
        off: days without work; by default what `days_off` finds.
    """
    events = list(events)
    verdict = verdict or verdicts()
    if off is None:
        off = days_off(events, window, zone, verdict=verdict)
    urgent = union(_clipped(events, window, lambda one: is_urgent(one, verdict)))
    held = union(_clipped(events, window, lambda one: is_vision(one, verdict)))
    return [
        _on(day, whole_day(day, zone), urgent, held)
        for day in days(window, zone)
        if day not in off
    ]


def _clipped(
    events: Iterable[Event], window: Span, wanted: Callable[[Event], bool]
) -> Iterator[Span]:
    for event in events:
        if (part := event.span.clipped(window)) and wanted(event):
            yield part


def _on(day: date, whole: Span, urgent: list[Span], held: list[Span]) -> UrgentDay:
    broken, wished = (_inside(whole, spans) for spans in (urgent, held))
    taken = [part for one in broken for part in _inside(one, wished)]
    return UrgentDay(
        day=day,
        urgent=total(broken) / HOUR,
        held=total(wished) / HOUR,
        taken=total(taken) / HOUR,
    )


def _inside(window: Span, spans: Iterable[Span]) -> list[Span]:
    return [part for span in spans if (part := span.clipped(window))]
