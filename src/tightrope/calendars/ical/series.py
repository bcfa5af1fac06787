"""The occurrences of all events with one UID, overrides and exceptions applied.

Left open by RFC 5545 and decided here:
- Of two events with one UID the one with the higher SEQUENCE counts, then the one that
  was changed later.
- An override of an occurrence that the series does not have is shown. It is out of
  date, and hidden, where EXDATE names that occurrence and its SEQUENCE is not higher
  than the series', or where it has a rule of its own and a lower SEQUENCE.
- A DATE as RECURRENCE-ID of a timed event means its occurrence of that day.
- A length given by DTEND is the same real time in each occurrence (3.8.5.3: "the same
  exact duration"), one given in days by DURATION ends at the same hour of the day.
"""

from bisect import bisect_left

from tightrope.calendars.ical.details import tell
from tightrope.calendars.ical.entries import Entry, When
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.repetition import (
    Without,
    day_meant,
    extra,
    repeats,
    starts,
    without,
)
from tightrope.calendars.ical.said import Details
from tightrope.calendars.ical.shaping import Key, Placed
from tightrope.calendars.ical.stamps import DAY


def series(entries: list[Entry], reading: Reading) -> list[Placed]:
    """The occurrences in the window of all events that have one UID."""
    if len(entries) == 1 and entries[0].of is None and not repeats(entries[0]):
        return _placed(entries[0], None, reading)
    master = _latest([entry for entry in entries if entry.of is None], reading)
    changed = [entry for entry in entries if entry.of is not None]
    if master is None:
        return _alone(changed, reading)
    if not changed and not repeats(master):
        return _placed(master, None, reading)
    return _Series(master, changed, reading).placed()


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


def _alone(changed: list[Entry], reading: Reading) -> list[Placed]:
    """Overrides without their series: events of their own."""
    by_key: dict[Key, list[Entry]] = {}
    for entry in changed:
        by_key.setdefault(_key(entry), []).append(entry)
    found: list[Placed] = []
    for key, entries in by_key.items():
        if latest := _latest(entries, reading):
            found += _placed(latest, key, reading)
    return found


def _key(entry: Entry) -> Key:
    """Which occurrence an override changes, as its own RECURRENCE-ID says it."""
    if entry.of is None:
        return 0, False
    found, clock = entry.of
    return (found.day, True) if found.is_date else (clock.utc(found.local), False)


def _placed(entry: Entry, key: Key | None, reading: Reading) -> list[Placed]:
    """The event at its own time, if that lies in the window."""
    when = entry.when
    start, end = when.span(when.local)
    if start >= reading.high or not (end > reading.low or start == end >= reading.low):
        return []
    return [
        Placed(
            starts=[start],
            uid=entry.uid,
            said=tell(entry, reading),
            lasts=end - start,
            key=key,
            day=when.local // DAY if when.all_day else None,
        )
    ]


class _Series:
    """A master with the overrides of its occurrences."""

    def __init__(self, master: Entry, changed: list[Entry], reading: Reading) -> None:
        self._master, self._reading = master, reading
        self._said: Details | None = None
        self._changed: dict[Key, Entry] = {}
        self._forward: list[_Forward] = []
        self._gone = Without(frozenset(), frozenset())
        if changed:
            self._take(changed)

    def _take(self, changed: list[Entry]) -> None:
        by_key: dict[Key, list[Entry]] = {}
        for entry in changed:
            by_key.setdefault(self._key(entry), []).append(entry)
        for key, entries in by_key.items():
            if latest := _latest(entries, self._reading):
                self._changed[key] = latest
        forward = [
            _Forward(self._since(key), entry)
            for key, entry in self._changed.items()
            if entry.forward
        ]
        self._forward = sorted(forward, key=lambda change: change.since, reverse=True)

    def _key(self, entry: Entry) -> Key:
        """Which occurrence is changed, in the way in which this series names them."""
        if self._master.when.all_day and entry.of and not entry.of[0].is_date:
            return day_meant(*entry.of, self._reading.home), True
        return _key(entry)

    def _since(self, key: Key) -> int:
        """The first occurrence of a change that goes forward: a moment, or a day."""
        at, is_day = key
        when = self._master.when
        return when.clock.utc(at * DAY) if is_day and not when.all_day else at

    def placed(self) -> list[Placed]:
        """All occurrences that lie in the window."""
        low, high = self._range()
        locals_, dense = starts(self._master, low, high, self._reading)
        days = [at if is_day else at // DAY for at, is_day in self._changed]
        self._gone = without(self._master, low, high, self._reading, days)
        found: list[Placed] = []
        for key, entry in self._changed.items():
            if not self._is_out_of_date(key, entry):
                found += _placed(entry, key, self._reading)
        if dense:
            return found + self._dense(locals_)
        placed = self._by_rule(locals_, found)
        if b"RDATE" in self._master.fields:
            self._add_dates(set(placed), found)
        return found

    def _range(self) -> tuple[int, int]:
        """Where starts are looked for, on the master's clock."""
        clock = self._master.when.clock
        whens = [self._master.when, *(change.entry.when for change in self._forward)]
        reach = max(when.reach for when in whens)
        shift = max((change.shift for change in self._forward), default=0)
        low = clock.local(self._reading.low) - reach - shift
        return low, clock.local(self._reading.high) + DAY + shift

    def _is_out_of_date(self, key: Key, entry: Entry) -> bool:
        theirs, ours = entry.version[0], self._master.version[0]
        if key in self._gone:
            return theirs <= ours
        return theirs < ours and b"RRULE" in entry.fields and not self._has(key)

    def _has(self, key: Key) -> bool:
        """Whether the series has that occurrence, exceptions left aside."""
        when = self._master.when
        at, is_day = key
        local = at * DAY if is_day else when.clock.local(at)
        length = DAY if is_day else 1
        found, _ = starts(self._master, local, local + length, self._reading)
        added = extra(self._master, self._reading)
        return bool(found) or any(one.clock.utc(one.local) == at for one in added)

    def _by_rule(self, locals_: list[int], found: list[Placed]) -> list[int]:
        """Place the occurrences by rule; their starts are given back."""
        when = self._master.when
        moments, days = self._not_by_rule()
        starts_ = when.clock.utcs(locals_)
        if self._forward or when.days:
            for start, local in dict(zip(starts_, locals_, strict=True)).items():
                if start not in moments and local // DAY not in days:
                    self._change(when, local, start, found)
            return starts_
        kept = starts_
        if moments or days:
            kept = [
                start
                for start, local in zip(starts_, locals_, strict=True)
                if start not in moments and local // DAY not in days
            ]
        # In an hour that is skipped, two times on the clock may be one moment.
        self._put_all(sorted(set(kept)), found)
        return starts_

    def _not_by_rule(self) -> tuple[frozenset[int], frozenset[int]]:
        """The moments and days that are taken out or told by an override."""
        gone = self._gone
        if not self._changed:
            return gone.moments, gone.days
        return (
            gone.moments | {at for at, is_day in self._changed if not is_day},
            gone.days | {at for at, is_day in self._changed if is_day},
        )

    def _add_dates(self, seen: set[int], found: list[Placed]) -> None:
        """Place the occurrences that RDATE adds to those by rule."""
        clock = self._master.when.clock
        moments, days = self._not_by_rule()
        for when in extra(self._master, self._reading):
            start = when.clock.utc(when.local)
            if start in seen or start in moments or clock.local(start) // DAY in days:
                continue
            seen.add(start)
            self._change(when, when.local, start, found)

    def _change(self, when: When, local: int, start: int, found: list[Placed]) -> None:
        """Place one occurrence as the change before it has it."""
        key = (local // DAY, True) if when.all_day else (start, False)
        said = None
        for change in self._forward:
            if change.since <= key[0]:
                when, local = change.entry.when, change.moved(local, start)
                said = change.told(self._reading)
                break
        begin, end = when.span(local)
        shown = local // DAY if when.all_day else None
        self._put(begin, end, key, shown, found, said)

    def _put_all(self, starts_: list[int], found: list[Placed]) -> None:
        """Keep those occurrences of a timed event, in order, that lie in the window."""
        lasts, uid = self._master.when.seconds, self._master.uid
        # One that ends as the window begins is out, one without length is in.
        low = bisect_left(starts_, self._reading.low - lasts + (lasts > 0))
        high = bisect_left(starts_, self._reading.high)
        if low < high:
            said = tell(self._master, self._reading)
            found.append(Placed(starts_[low:high], uid, said, lasts, by_start=True))

    def _put(
        self,
        start: int,
        end: int,
        key: Key,
        day: int | None,
        found: list[Placed],
        said: Details | None = None,
    ) -> None:
        """Keep an occurrence if it lies in the window."""
        low = self._reading.low
        if start >= self._reading.high or not (end > low or start == end >= low):
            return
        if said is None:
            said = self._said
        if said is None:
            said = self._said = tell(self._master, self._reading)
        uid = self._master.uid
        found.append(Placed([start], uid, said, end - start, key=key, day=day))

    def _dense(self, locals_: list[int]) -> list[Placed]:
        """One occurrence that takes no time and stands for all of them."""
        if not locals_:
            return []
        start = max(self._master.when.clock.utc(locals_[0]), self._reading.low)
        said = tell(self._master, self._reading)._replace(busy=False)
        lasts = self._reading.high - start
        return [Placed([start], self._master.uid, said, lasts)]


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
        self._said: Details | None = None

    def told(self, reading: Reading) -> Details:
        """What it says of itself."""
        if self._said is None:
            self._said = tell(self.entry, reading)
        return self._said

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
