"""How time for the long view fares, by weekday and hour: held, and kept."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.balance.absence import days_off
from tightrope.core.balance.sorting import VerdictOf, verdicts
from tightrope.core.balance.urgent import is_urgent, is_vision
from tightrope.core.timeline import Event, Span, days, midnight, total, union

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HourOfWeek:
    """One hour of the week, over some weeks.

    Attributes:
        weekday: 0 for a Monday to 6 for a Sunday.
        hour: of the clock, 0 to 23.
        held: hours that stood on the calendar for vision.
        kept: what of them nothing urgent stood in.
    """

    weekday: int
    hour: int
    held: float
    kept: float


def fares_by_hour(
    events: Iterable[Event],
    window: Span,
    zone: ZoneInfo,
    *,
    verdict: VerdictOf | None = None,
    off: Collection[date] | None = None,
) -> list[HourOfWeek]:
    """How time for vision fared in each hour of the week that held any, in order.

    Args:
        events: what stands on the calendar, in any order.
        window: the time that is asked for.
        zone: the person's.
        verdict: where each event belongs; by default as `classify` says.
        off: days without work; by default what `days_off` finds.
    """
    events = [event for event in events if event.span.overlaps(window)]
    verdict = verdict or verdicts()
    if off is None:
        off = days_off(events, window, zone, verdict=verdict)
    held = union(one.span for one in events if is_vision(one, verdict))
    urgent = union(one.span for one in events if is_urgent(one, verdict))
    found: defaultdict[tuple[int, int], tuple[float, float]] = defaultdict(_nothing)
    for span in held:
        part = span.clipped(window)
        for day, hour, piece in _pieces(part, zone) if part else ():
            if day not in off:
                lost = total(one for two in urgent if (one := two.clipped(piece)))
                before = found[day.weekday(), hour]
                length = piece.length / HOUR
                found[day.weekday(), hour] = (
                    before[0] + length,
                    before[1] + length - lost / HOUR,
                )
    return [
        HourOfWeek(weekday=weekday, hour=hour, held=whole, kept=kept)
        for (weekday, hour), (whole, kept) in sorted(found.items())
    ]


def _nothing() -> tuple[float, float]:
    return 0.0, 0.0


def _pieces(span: Span, zone: ZoneInfo) -> Iterator[tuple[date, int, Span]]:
    """A span cut at each full hour of the clock."""
    for day in days(span, zone):
        for hour in range(24):
            begin = datetime(day.year, day.month, day.day, hour, tzinfo=zone)
            end = (
                begin.replace(hour=hour + 1)
                if hour < 23  # noqa: PLR2004 - the last hour ends at midnight
                else midnight(day + timedelta(days=1), zone)
            )
            if piece := span.clipped(Span(begin, end)):
                yield day, hour, piece
