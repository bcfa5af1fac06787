"""Hours of work that no calendar holds, by day: sessions beside meetings, at scale."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.balance.focus import is_focus
from tightrope.core.balance.scale import AS_IT_LOOKS, Scale
from tightrope.core.balance.session import Session
from tightrope.core.balance.share import takes_time
from tightrope.core.balance.sides import Facet, Side
from tightrope.core.timeline import Event, Span, days, gaps, total, whole_day

MOST_IN_A_DAY = 12.0
"""Sessions of one day are not taken for more hours than this."""

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What traces tell of.

    Attributes:
        sessions: stretches of work, in any order.
        scales: by source, what their hours are to be multiplied with.
    """

    sessions: Sequence[Session]
    scales: Mapping[str, Scale] = field(default_factory=dict)

    def beside(
        self, events: Iterable[Event], window: Span, zone: ZoneInfo
    ) -> dict[date, float]:
        """The hours of grind on each day of `window` in which nothing else stood.

        Where sessions overlap, an incident has the time first, then the earlier one.

        Args:
            events: what stands on the calendar; a session inside a meeting is the
                meeting's. Time that the person held for deep work is the session's.
            window: the time that is asked for.
            zone: where the days begin at midnight.
        """
        booked: defaultdict[date, list[Span]] = defaultdict(list)
        for event in events:
            if takes_time(event) and not is_focus(event):
                for day, part in _by_day(event.span.clipped(window), zone):
                    booked[day].append(part)
        found: defaultdict[date, list[tuple[Session, Span]]] = defaultdict(list)
        for session in sorted(self.sessions, key=_claim):
            for day, part in _by_day(session.span.clipped(window), zone):
                found[day].append((session, part))
        return {
            day: min(self._on(found[day], booked[day]), MOST_IN_A_DAY)
            for day in sorted(found)
        }

    def _on(self, found: Sequence[tuple[Session, Span]], booked: list[Span]) -> float:
        """The hours of grind of one day, its sessions in the order of their claim."""
        taken, hours = list(booked), 0.0
        for session, part in found:
            if session.side is Side.GRIND:
                factor = self.scales.get(session.source, AS_IT_LOOKS).factor
                hours += factor * (total(gaps(part, taken)) / HOUR)
            taken.append(part)
        return hours


def _claim(session: Session) -> tuple[object, ...]:
    return (session.facet is not Facet.INCIDENT, session.span, session.source)


def _by_day(span: Span | None, zone: ZoneInfo) -> Iterator[tuple[date, Span]]:
    """The part of a span that lies on each day; nothing of nothing."""
    if span is None:
        return
    for day in days(span, zone):
        if part := span.clipped(whole_day(day, zone)):
            yield day, part
