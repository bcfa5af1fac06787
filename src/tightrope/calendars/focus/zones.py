"""A VTIMEZONE that is right for every coming year, and short.

`icalendar` can make one too, but lists each change as a date (Outlook wants rules), and
puts the change to summer time an hour late.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

YEARS = 40
"""So far ahead changes are looked for."""

BELIEVED = 28
"""So many years a rule must hold to be one: weekdays repeat after 28 years."""

WEEK = timedelta(days=7)

STEP = timedelta(days=2)
"""No zone changes its clock and back so quickly; Gaza will take six days in 2040."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1


class Clock(NamedTuple):
    """What the clocks of a zone show: how far from UTC, and under which name."""

    offset: timedelta
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Onset:
    """A moment at which the clocks change.

    Attributes:
        local: what they showed when they were changed.
        before: how far from UTC they were.
        after: what they are then.
    """

    local: datetime
    before: timedelta
    after: Clock

    @property
    def forward(self) -> bool:
        """Whether the clocks were put forward, as for summer time."""
        return self.after.offset > self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Changes of one kind, each of them or the rule that tells them from the first."""

    onsets: list[Onset]
    rule: "Yearly | None" = None


class Yearly(NamedTuple):
    """A change on, say, the last Sunday of each October."""

    month: int
    weekday: int
    which: int
    hour: timedelta

    @property
    def rrule(self) -> dict[str, object]:
        """The same as a recurrence rule; DTSTART says the hour."""
        day = f"{self.which}{WEEKDAYS[self.weekday]}"
        return {"FREQ": "YEARLY", "BYMONTH": self.month, "BYDAY": day}


def timezone(zone: ZoneInfo, year: int) -> "Timezone":
    """The VTIMEZONE of `zone`, right from the start of `year` on.

    RFC 5545, 3.6.5: each part starts at the local time that held before it.
    """
    from icalendar import Timezone  # noqa: PLC0415 - slow, off the start-up path

    component = Timezone()
    component.add("TZID", zone.key)
    for part in _parts(zone, year - 1):
        component.add_component(_observance(part))
    return component


def _parts(zone: ZoneInfo, first_year: int) -> list[Part]:
    """What the zone does from somewhen in `first_year` on."""
    onsets = _onsets(zone, first_year)
    parts = [part for group in _by_kind(onsets) for part in _split(group)]
    rules = [part.rule for part in parts if part.onsets[0].local.year == first_year]
    if len(parts) == 2 and all(rules) and len(rules) == 2:  # noqa: PLR2004 - there and back
        return parts
    return [Part(onsets=[_beginning(zone, first_year)]), *parts]


def _by_kind(onsets: list[Onset]) -> list[list[Onset]]:
    """The changes from the same offset to the same clock together, each in order."""

    def kind(onset: Onset) -> tuple[timedelta, Clock]:
        return onset.before, onset.after

    return [list(group) for _, group in groupby(sorted(onsets, key=kind), key=kind)]


def _split(group: list[Onset]) -> list[Part]:
    """A group's changes as single dates, then as the rule that holds for ever."""
    rule, since = min(
        ((rule, _since(rule, group)) for rule in _rules(group[-1].local)),
        key=itemgetter(1),
    )
    ruled = group[since:]
    every_year = ruled[-1].local.year - ruled[0].local.year == len(ruled) - 1
    if not every_year or len(ruled) < BELIEVED:
        return [Part(onsets=group)]
    single = [Part(onsets=group[:since])] if since else []
    return [*single, Part(onsets=ruled, rule=rule)]


def _since(rule: Yearly, group: list[Onset]) -> int:
    """The index from which on `rule` tells every change."""
    misses = [
        index for index, onset in enumerate(group) if rule not in _rules(onset.local)
    ]
    return misses[-1] + 1 if misses else 0


def _rules(local: datetime) -> list[Yearly]:
    """The rules that could have led to a change at `local`."""
    hour = local - datetime(local.year, local.month, local.day)  # noqa: DTZ001 - local
    which = [(local.day - 1) // 7 + 1]
    if (local + WEEK).month != local.month:
        which.append(LAST)
    return [Yearly(local.month, local.weekday(), each, hour) for each in which]


def _onsets(zone: ZoneInfo, first_year: int) -> list[Onset]:
    at = datetime(first_year, 1, 1, tzinfo=UTC)
    end = datetime(first_year + YEARS, 1, 1, tzinfo=UTC)
    onsets: list[Onset] = []
    while at < end:
        step = min(at + STEP, end)
        before, after = _clock(zone, at), _clock(zone, step)
        if before != after:
            step = _change(zone, at, step)
            after = _clock(zone, step)
            local = (step + before.offset).replace(tzinfo=None)
            onsets.append(Onset(local=local, before=before.offset, after=after))
        at = step
    return onsets


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first second in `(low, high]` at which the clocks are not as at `low`."""
    before = _clock(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if _clock(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high


def _clock(zone: ZoneInfo, moment: datetime) -> Clock:
    local = moment.astimezone(zone)
    offset = local.utcoffset()
    if offset is None:  # pragma: no cover - a ZoneInfo always has one
        raise TypeError(zone)
    return Clock(offset, local.tzname() or str(offset))


def _beginning(zone: ZoneInfo, first_year: int) -> Onset:
    local = datetime(first_year, 1, 1)  # noqa: DTZ001 - what the clock on the wall says
    clock = _clock(zone, local.replace(tzinfo=zone))
    return Onset(local=local, before=clock.offset, after=clock)


def _observance(part: Part) -> "TimezoneStandard | TimezoneDaylight":
    from icalendar import (  # noqa: PLC0415 - slow, off the start-up path
        TimezoneDaylight,
        TimezoneStandard,
    )

    first, *rest = part.onsets
    made = TimezoneDaylight() if first.forward else TimezoneStandard()
    made.add("DTSTART", first.local)
    made.add("TZOFFSETFROM", first.before)
    made.add("TZOFFSETTO", first.after.offset)
    made.add("TZNAME", first.after.name)
    if part.rule:
        made.add("RRULE", part.rule.rrule)
    else:
        # One property for each date: vobject reads the first one of a list only.
        for onset in rest:
            made.add("RDATE", [onset.local])
    return made
