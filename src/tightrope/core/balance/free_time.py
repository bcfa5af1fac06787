"""How much of the free time is of use for deep work, and how broken up it is."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.balance.absence import days_off
from tightrope.core.balance.focus import is_focus
from tightrope.core.balance.share import takes_time
from tightrope.core.timeline import (
    Event,
    Span,
    WorkingHours,
    day_of,
    gaps,
    monday,
    total,
    union,
)

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """What a meeting costs around it, and from which length on a gap is of use.

    Attributes:
        before: time before a meeting that is lost to it.
        after: time after it.
        shortest: a shorter gap is of no use at all.
        warm_up: what getting into a task costs in each gap.
        whole: a gap of this length is not broken up.
        focus: a gap of this length holds a focus block.

    Source:
        "Cycles and balance, measured", section 5. The warm-up is half of the
        23 minutes that are often quoted; no paper states them, so change it freely.
    """

    before: timedelta = timedelta(minutes=5)
    after: timedelta = timedelta(minutes=15)
    shortest: timedelta = timedelta(minutes=30)
    warm_up: timedelta = timedelta(minutes=12)
    whole: timedelta = timedelta(hours=2)
    focus: timedelta = timedelta(hours=3)


MARGINS = Margins()


@dataclass(frozen=True, slots=True, kw_only=True)
class Usable:
    """What the free time of a stretch is worth.

    Attributes:
        free_hours: working time without entries.
        usable_hours: what of it is left for deep work.
        fragmented_hours: what of it lies in gaps shorter than `Margins.whole`, or is
            lost around meetings.
        focus_gaps: gaps that hold a focus block, in order.
    """

    free_hours: float
    usable_hours: float
    fragmented_hours: float
    focus_gaps: tuple[Span, ...]

    @property
    def fragmentation(self) -> float:
        """The share of the free hours that is broken up, 0 to 1."""
        return self.fragmented_hours / self.free_hours if self.free_hours else 0.0


def usable(
    events: Iterable[Event],
    working: WorkingHours,
    window: Span,
    zone: ZoneInfo,
    *,
    off: Collection[date] | None = None,
    margins: Margins = MARGINS,
) -> Usable:
    """Say how much of the working time in `window` can be used.

    Focus time, ours or the person's own, is what the time is for, and takes none.

    Args:
        events: what stands on the calendar, in any order.
        working: when the person works.
        window: the time that is asked for.
        zone: the person's zone.
        off: days without work; by default what `days_off` finds among the events.
        margins: what meetings cost around them.
    """
    events = list(events)
    if off is None:
        off = days_off(events, window, zone)
    at_work = replace(working, off=working.off | frozenset(off))
    return _measured(
        *_open(events, list(at_work.spans(window, zone)), margins), margins
    )


def usable_by_week(
    events: Iterable[Event],
    working: WorkingHours,
    window: Span,
    zone: ZoneInfo,
    *,
    off: Collection[date] | None = None,
    margins: Margins = MARGINS,
) -> dict[date, Usable]:
    """The same for each ISO week with working time, by its Monday."""
    events = list(events)
    if off is None:
        off = days_off(events, window, zone)
    at_work = replace(working, off=working.off | frozenset(off))
    free, left = _open(events, list(at_work.spans(window, zone)), margins)
    weeks: dict[date, tuple[list[Span], list[Span]]] = {
        monday(day_of(span.start, zone)): ([], [])
        for span in at_work.spans(window, zone)
    }
    for number, spans in enumerate((free, left)):
        for span in spans:
            weeks[monday(day_of(span.start, zone))][number].append(span)
    return {first: _measured(*parts, margins) for first, parts in weeks.items()}


def _open(
    events: Sequence[Event], working: Sequence[Span], margins: Margins
) -> tuple[list[Span], list[Span]]:
    """The free working time, and what meetings leave of it with their margins."""
    taken = [event for event in events if _blocks(event)]
    near = [
        Span(event.span.start - margins.before, event.span.end + margins.after)
        if takes_time(event)
        else event.span
        for event in taken
    ]
    return (
        list(_left(working, [event.span for event in taken])),
        list(_left(working, near)),
    )


def _blocks(event: Event) -> bool:
    """Whether nobody can work alone then: also a long entry, such as a trade fair."""
    counts = event.busy and not event.cancelled and not event.all_day
    return counts and event.span.start < event.span.end and not is_focus(event)


def _left(spans: Sequence[Span], taken: Iterable[Span]) -> Iterator[Span]:
    """What `taken` leaves of `spans`, which are in order; each is looked at once."""
    blocks = union(taken)
    first = 0
    for span in spans:
        while first < len(blocks) and blocks[first].end <= span.start:
            first += 1
        last = first
        while last < len(blocks) and blocks[last].start < span.end:
            last += 1
        yield from gaps(span, blocks[first:last])


def _measured(free: list[Span], left: list[Span], margins: Margins) -> Usable:
    free_time = total(free)
    whole = total(gap for gap in left if gap.length >= margins.whole)
    used = (
        max(gap.length - margins.warm_up, timedelta())
        for gap in left
        if gap.length >= margins.shortest
    )
    return Usable(
        free_hours=free_time / HOUR,
        usable_hours=sum(used, timedelta()) / HOUR,
        fragmented_hours=(free_time - whole) / HOUR,
        focus_gaps=tuple(gap for gap in left if gap.length >= margins.focus),
    )
