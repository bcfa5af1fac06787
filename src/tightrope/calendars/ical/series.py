"""The occurrences of all events with one UID, overrides and exceptions applied.

Left open by RFC 5545 and decided here:
- Of two events with one UID the one with the higher SEQUENCE counts, then the one that
  was changed later; an override of an occurrence that the rule does not have is shown.
- A DATE as RECURRENCE-ID of a timed event means its occurrence of that day.
- A length given by DTEND is the same real time in each occurrence (3.8.5.3: "the same
  exact duration"), one given in days by DURATION ends at the same hour of the day.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tightrope.calendars.ical.entries import Entry, When
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.repetition import (
    day_meant,
    extra,
    repeats,
    starts,
    without,
)
from tightrope.calendars.ical.stamps import DAY


class Occurrence(NamedTuple):
    """One occurrence in the window.

    Attributes:
        start: when it begins, in seconds since 1970 in UTC.
        end: when it ends.
        of: which one of its series it is: a moment in UTC, or a day for an all-day
            series; nothing for an event of its own.
        day: its first day, counted from 1970-01-01; nothing for a timed event.
        entry: what says the rest.
        dense: whether it stands for too many to be listed.
    """

    start: int
    end: int
    of: tuple[int, bool] | None
    day: int | None
    entry: Entry
    dense: bool = False


def series(entries: list[Entry], reading: Reading) -> Iterator[Occurrence]:
    """The occurrences in the window of all events that have one UID."""
    master = _latest([entry for entry in entries if entry.of is None], reading)
    changed = [entry for entry in entries if entry.of is not None]
    if master is None:
        yield from _alone(changed, reading)
    elif changed or repeats(master):
        yield from _Series(master, changed, reading).occurrences()
    else:
        yield from _placed(master, master.when.local, None, reading)


def _latest(entries: list[Entry], reading: Reading) -> Entry | None:
    """The one that counts of several with the same UID, and the same RECURRENCE-ID."""
    if len(entries) < 2:  # noqa: PLR2004 - nothing to choose
        return entries[0] if entries else None
    latest = max(reversed(entries), key=lambda entry: entry.version)
    others = len(entries) - 1
    reading.faults.add(
        latest.place,
        f"its UID stands on {others} more of the same; the latest version counts",
    )
    return latest


def _alone(changed: list[Entry], reading: Reading) -> Iterator[Occurrence]:
    """Overrides without their series: events of their own."""
    by_moment: dict[tuple[int, bool], list[Entry]] = {}
    for entry in changed:
        by_moment.setdefault(_of(entry), []).append(entry)
    for key, entries in by_moment.items():
        if latest := _latest(entries, reading):
            yield from _placed(latest, latest.when.local, key, reading)


def _of(entry: Entry) -> tuple[int, bool]:
    """Which occurrence an override changes, as its own RECURRENCE-ID says it."""
    if entry.of is None:
        return 0, False
    found, clock = entry.of
    return (found.day, True) if found.is_date else (clock.utc(found.local), False)


def _placed(
    entry: Entry, local: int, of: tuple[int, bool] | None, reading: Reading
) -> Iterator[Occurrence]:
    """The occurrence that begins at `local`, if it lies in the window."""
    start, end = entry.when.span(local)
    if start < reading.high and (end > reading.low or start == end >= reading.low):
        day = local // DAY if entry.when.all_day else None
        yield Occurrence(start, end, of, day, entry)


class _Series:
    """A master with the overrides of its occurrences."""

    def __init__(self, master: Entry, changed: list[Entry], reading: Reading) -> None:
        self._master, self._reading = master, reading
        by_key: dict[tuple[int, bool], list[Entry]] = {}
        for entry in changed:
            by_key.setdefault(self._key(entry), []).append(entry)
        latest = {key: _latest(entries, reading) for key, entries in by_key.items()}
        self._changed = {key: entry for key, entry in latest.items() if entry}
        forward = [
            _Forward(self._since(key), entry)
            for key, entry in self._changed.items()
            if entry.forward
        ]
        self._forward = sorted(forward, key=lambda change: change.since, reverse=True)

    def _key(self, entry: Entry) -> tuple[int, bool]:
        """Which occurrence is changed, in the way in which this series names them."""
        key, is_day = _of(entry)
        if self._master.when.all_day and not is_day and entry.of:
            return day_meant(*entry.of, self._reading.home), True
        return key, is_day

    def _since(self, key: tuple[int, bool]) -> int:
        """The first occurrence of a change that goes forward: a moment, or a day."""
        at, is_day = key
        when = self._master.when
        return when.clock.utc(at * DAY) if is_day and not when.all_day else at

    def occurrences(self) -> Iterator[Occurrence]:
        """All that lie in the window."""
        for key, entry in self._changed.items():
            yield from _placed(entry, entry.when.local, key, self._reading)
        low, high = self._range()
        found, dense = starts(self._master, low, high, self._reading)
        if dense:
            yield from self._dense(found)
            return
        gone = without(self._master, low, high, self._reading)
        seen: set[int] = set()
        for when, local in self._starts(found):
            start = when.clock.utc(local)
            day = when.clock is self._master.when.clock and local // DAY
            if start in seen or start in gone.moments or day in gone.days:
                continue
            seen.add(start)
            yield from self._one(when, local, start)

    def _starts(self, found: list[int]) -> Iterator[tuple[When, int]]:
        when = self._master.when
        for local in found:
            yield when, local
        if b"RDATE" in self._master.fields:
            for added in extra(self._master, self._reading):
                yield added, added.local

    def _one(self, when: When, local: int, start: int) -> Iterator[Occurrence]:
        day = local // DAY
        of = (day, True) if when.all_day else (start, False)
        if of in self._changed or (day, True) in self._changed:
            return
        entry = self._master
        for forward in self._forward:
            if forward.since <= of[0]:
                entry, when = forward.entry, forward.entry.when
                local = forward.moved(local, start)
                break
        begin, end = when.span(local)
        low, high = self._reading.low, self._reading.high
        if begin < high and (end > low or begin == end >= low):
            shown = local // DAY if when.all_day else None
            yield Occurrence(begin, end, of, shown, entry)

    def _range(self) -> tuple[int, int]:
        """Where starts are looked for, on the master's clock."""
        clock = self._master.when.clock
        whens = [self._master.when, *(forward.entry.when for forward in self._forward)]
        reach = max(when.reach for when in whens)
        shift = max((forward.shift for forward in self._forward), default=0)
        low = clock.local(self._reading.low) - reach - shift
        return low, clock.local(self._reading.high) + DAY + shift

    def _dense(self, found: list[int]) -> Iterator[Occurrence]:
        """One occurrence that stands for all of them."""
        if not found:
            return
        start = max(self._master.when.clock.utc(found[0]), self._reading.low)
        day = start // DAY if self._master.when.all_day else None
        yield Occurrence(start, self._reading.high, None, day, self._master, dense=True)


class _Forward:
    """An override of one occurrence and all later ones (RANGE=THISANDFUTURE)."""

    def __init__(self, since: int, entry: Entry) -> None:
        self.since, self.entry = since, entry
        when = entry.when
        found, clock = entry.of or (None, when.clock)
        meant = found.local if found else when.local
        if found and not when.all_day and not found.is_date:
            meant = when.clock.local(clock.utc(meant))
        self._by = when.local - meant

    @property
    def shift(self) -> int:
        """By how many seconds at most it moves an occurrence."""
        return abs(self._by) + DAY

    def moved(self, local: int, start: int) -> int:
        """When the occurrence begins on the override's clock.

        RFC 5545, 3.2.13: the later ones move by as much as this one did.
        """
        when = self.entry.when
        return (local if when.all_day else when.clock.local(start)) + self._by
