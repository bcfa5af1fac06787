"""Days that are missing: leave, public holidays, whole days of travel."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.balance.item import Verdict
from tightrope.core.balance.sides import Absence
from tightrope.core.balance.sorting import VerdictOf, verdicts
from tightrope.core.balance.title import title
from tightrope.core.timeline import Event, Span, day_of, days, gaps

CORE = (time(10), time(16))
"""Whoever is away for all of this is away for the day; half a day off is less."""

DAY = timedelta(days=1)

DaysOff = dict[date, Absence]


def days_off(
    events: Iterable[Event],
    window: Span,
    zone: ZoneInfo,
    *,
    verdict: VerdictOf | None = None,
) -> DaysOff:
    """Each day of `window` on which the person is not at work, in order, and why.

    An all-day entry counts when it takes the time, says out of office, is a public
    holiday, or says nothing but leave (`Vacation`); a free entry with more words
    (`Ana on vacation`) is most likely about somebody else. Timed entries count when
    together they cover `CORE`.
    """
    verdict = verdict or verdicts()
    found: DaysOff = {}
    timed: list[tuple[Event, Absence]] = []
    for event in events:
        if event.cancelled:
            continue
        said = verdict(event)
        absence = Absence.LEAVE if event.away else said.absence
        if absence is None:
            continue
        if event.days is None:
            timed += [(event, absence)] if event.busy else []
        elif _is_own(event, said):
            _take(found, absence, _within(event.days, window, zone))
    for day, absence in _covered(timed, window, zone):
        _take(found, absence, [day])
    return dict(sorted(found.items()))


def _is_own(event: Event, said: Verdict) -> bool:
    """Whether an all-day entry is about the person, and not about somebody else."""
    if event.busy or event.away or said.absence is Absence.HOLIDAY:
        return True
    named = [word for part in said.words for word in title(part).words[1:-1]]
    return said.absence is Absence.LEAVE and named == list(
        title(event.title).words[1:-1]
    )


def _within(whole: tuple[date, date], window: Span, zone: ZoneInfo) -> Iterator[date]:
    if window.start == window.end:
        return
    first = max(whole[0], day_of(window.start, zone))
    last = min(whole[1] - DAY, day_of(window.end - window.end.resolution, zone))
    for ahead in range((last - first).days + 1):
        yield first + ahead * DAY


def _take(found: DaysOff, absence: Absence, more: Iterable[date]) -> None:
    """Note the days; where several reasons hold, the first word of `Absence` stays."""
    order = list(Absence)
    for day in more:
        found[day] = min(absence, found.get(day, absence), key=order.index)


def _covered(
    timed: list[tuple[Event, Absence]], window: Span, zone: ZoneInfo
) -> Iterable[tuple[date, Absence]]:
    by_day: dict[date, list[tuple[Span, Absence]]] = {}
    for event, absence in timed:
        if shared := event.span.clipped(window):
            for day in days(shared, zone):
                by_day.setdefault(day, []).append((event.span, absence))
    for day, parts in by_day.items():
        core = Span(*(datetime.combine(day, at, tzinfo=zone) for at in CORE))
        if not gaps(core, [span for span, _ in parts]):
            yield day, parts[0][1]
