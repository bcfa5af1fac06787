"""The calendar being lived through: what stood on it when, and what took place."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tightrope.core.timeline import Span, total
from tightrope.sample.entry import Entry
from tightrope.sample.when import ZONE

Key = tuple[str, datetime | None]


@dataclass(frozen=True, slots=True)
class Change:
    """A component came, changed or went.

    Attributes:
        at: when.
        key: which one.
        entry: what it is from then on; nothing once it is gone.
    """

    at: datetime
    key: Key
    entry: Entry | None


class Diary:
    """All that is written into the calendar, in any order of time."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self._days: defaultdict[date, dict[Key, Entry]] = defaultdict(dict)
        self._day_of: dict[Key, date] = {}

    def record(self, at: datetime, entry: Entry) -> None:
        """Note that the calendar holds `entry` from `at` on."""
        self.changes.append(Change(at, entry.key, entry))

    def take(self, entry: Entry, key: Key | None = None) -> None:
        """Note that `entry` takes place, instead of what had its key before."""
        key = key or entry.key
        self.free(key)
        start, _ = entry.timed
        day = start.astimezone(ZONE).date()
        self._days[day][key] = entry
        self._day_of[key] = day

    def free(self, key: Key) -> None:
        """Note that what has that key does not take place."""
        if key in self._day_of:
            del self._days[self._day_of.pop(key)][key]

    def book(self, entry: Entry) -> Entry:
        """Write `entry` down on the day it was created, and let it take place."""
        self.record(entry.created, entry)
        self.take(entry)
        return entry

    def revise(self, entry: Entry, at: datetime) -> Entry:
        """Let `entry` stand as it is now given from `at` on."""
        latest = replace(entry, changed=at)
        self.record(at, latest)
        self.take(latest)
        return latest

    def drop(self, entry: Entry, at: datetime) -> None:
        """Take `entry` off the calendar at `at`."""
        self.changes.append(Change(at, entry.key, None))
        self.free(entry.key)

    def on(self, day: date) -> list[Entry]:
        """What takes some of her time on `day`, by start."""
        found = [entry for entry in self._days[day].values() if entry.counts]
        return sorted(found, key=lambda entry: (entry.timed, entry.uid))

    def clash(self, start: datetime, length: timedelta) -> list[Entry]:
        """What takes some of the time from `start` on."""
        day = self.on(start.astimezone(ZONE).date())
        return [entry for entry in day if entry.clashes(start, length)]

    def find(self, title: str, day: date) -> tuple[Key, Entry]:
        """What takes place on `day` and has `title` in its title.

        Raises:
            LookupError: there is no such entry.
        """
        for key, entry in self._days[day].items():
            if entry.counts and title.casefold() in entry.title.casefold():
                return key, entry
        raise LookupError(title, day)

    def grind(self, day: date) -> timedelta:
        """How much of `day` went into daily work, each moment counted once."""
        return total(Span(*entry.timed) for entry in self.on(day) if entry.grind)


def standing(changes: Iterable[Change], until: datetime) -> dict[Key, Entry]:
    """The calendar as it stood at `until`, by key."""
    calendar: dict[Key, Entry] = {}
    for change in sorted(changes, key=lambda change: change.at):
        if change.at > until:
            break
        if change.entry:
            calendar[change.key] = change.entry
        else:
            calendar.pop(change.key, None)
    return calendar
