"""The meetings whose move would win most time for deep work."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.balance.absence import days_off
from tightrope.core.balance.focus import is_focus
from tightrope.core.balance.free_time import HOUR, usable
from tightrope.core.balance.share import takes_time
from tightrope.core.balance.sides import Facet, Side
from tightrope.core.balance.sorting import VerdictOf, verdicts
from tightrope.core.timeline import Event, Span, WorkingHours, total, whole_day

MOST = 2
"""So many moves are named: more would be a reorganisation."""
LEAST = timedelta(hours=1)
"""A move that wins less focus time is not worth the asking."""
LONGEST = timedelta(hours=2)
"""A longer meeting was hard to place, and is no more asked to move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Winning:
    """A meeting, and what its day would win without it.

    Attributes:
        event: the meeting.
        focus_hours: how much more time would lie in gaps that hold a focus block.
        usable_hours: how much more could be used for deep work.
    """

    event: Event
    focus_hours: float
    usable_hours: float


def worth_moving(
    events: Iterable[Event],
    working: WorkingHours,
    window: Span,
    zone: ZoneInfo,
    *,
    off: Collection[date] | None = None,
    verdict: VerdictOf | None = None,
) -> list[Winning]:
    """The meetings of `window` whose move would win most, each after those before it.

    A meeting counts by the focus gap that it stands in: of an hour that breaks a
    morning in two, three hours and more are won. The second is chosen as if the first
    were moved already. Nothing is said of whether the others can.

    Args:
        events: what stands on the calendar, in any order.
        working: when the person works.
        window: the time that is asked for.
        zone: the person's zone.
        off: days without work; by default what `days_off` finds among the events.
        verdict: where each event belongs; by default as `classify` says. Neither what
            is vision or private nor an incident is named.
    """
    left, verdict = list(events), verdict or verdicts()
    if off is None:
        off = days_off(left, window, zone, verdict=verdict)
    at_work = replace(working, off=working.off | frozenset(off))
    found: list[Winning] = []
    while len(found) < MOST:
        wins = list(_wins(left, at_work, window, zone, verdict))
        if not wins:
            break
        best = min(wins, key=_rank)
        found.append(best)
        left.remove(best.event)
    return found


def _rank(win: Winning) -> tuple[object, ...]:
    return (-win.focus_hours, -win.usable_hours, win.event.span, win.event.uid)


def _wins(
    events: Sequence[Event],
    working: WorkingHours,
    window: Span,
    zone: ZoneInfo,
    verdict: VerdictOf,
) -> Iterator[Winning]:
    """What each meeting stands in the way of, those that would win a focus gap."""
    for event in events:
        if not _may_move(event, window, verdict):
            continue
        day = whole_day(event.span.start.astimezone(zone).date(), zone).clipped(window)
        if day is None:
            continue
        there = [one for one in events if one.span.overlaps(day)]
        before, after = (
            usable(held, working, day, zone, off=())
            for held in (there, [one for one in there if one is not event])
        )
        won = total(after.focus_gaps) - total(before.focus_gaps)
        if won >= LEAST:
            yield Winning(
                event=event,
                focus_hours=won / HOUR,
                usable_hours=after.usable_hours - before.usable_hours,
            )


def _may_move(event: Event, window: Span, verdict: VerdictOf) -> bool:
    """Whether it may be asked to move: a meeting of grind, short and still ahead."""
    if not takes_time(event) or is_focus(event) or event.attendees == 1:
        return False
    inside = window.start <= event.span.start < window.end
    if not inside or event.span.length > LONGEST:
        return False
    said = verdict(event)
    return said.facet is not Facet.INCIDENT and said.side is Side.GRIND
