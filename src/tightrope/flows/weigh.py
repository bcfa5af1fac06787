"""Weigh a calendar: where the hours went, and what of the free time is of use."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tightrope.core.balance import (
    Balance,
    Usable,
    VerdictOf,
    days_off,
    usable,
    verdicts,
    weigh,
)
from tightrope.core.timeline import Event, Span, WorkingHours


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What a calendar weighs.

    Attributes:
        balance: the hours by side and facet, week by week.
        usable: what the free working time of the same weeks is worth.
    """

    balance: Balance
    usable: Usable


def weigh_events(
    events: Iterable[Event],
    window: Span,
    zone: ZoneInfo,
    *,
    working: WorkingHours,
    verdict: VerdictOf | None = None,
) -> Weighed:
    """Weigh what stands on the calendar inside `window`.

    Args:
        events: in any order.
        window: the time that is asked for.
        zone: the person's.
        working: when they work.
        verdict: where each event belongs; by default as `classify` says.
    """
    events = list(events)
    verdict = verdict or verdicts()
    off = days_off(events, window, zone, verdict=verdict)
    return Weighed(
        balance=weigh(events, window, zone, verdict=verdict, off=off),
        usable=usable(events, working, window, zone, off=off),
    )
