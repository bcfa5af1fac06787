"""How much of what was promised was kept, by whatever one asks."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from tightrope.core.ledger.account import Account
from tightrope.core.ledger.entry import Entry
from tightrope.core.ledger.standing import live

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What became of the time of some blocks.

    Attributes:
        worked: what took place.
        lost: what something else took.
    """

    worked: timedelta
    lost: timedelta

    @property
    def kept(self) -> float:
        """The share that took place."""
        return self.worked / (self.worked + self.lost)


def rates(entries: Iterable[Entry], key: Callable[[Entry], Key]) -> dict[Key, Rate]:
    """What became of the blocks, by what `key` says of them; see `hour` and so on."""
    sums: dict[Key, list[timedelta]] = {}
    for entry in live(entries):
        if entry.debit is not Account.LET_GO:
            worked_lost = sums.setdefault(key(entry), [timedelta(), timedelta()])
            worked_lost[not entry.worked] += entry.hours
    return {
        name: Rate(worked=worked, lost=lost) for name, (worked, lost) in sums.items()
    }


def hour(zone: ZoneInfo) -> Callable[[Entry], int]:
    """What tells the hour of the day at which the block of an entry began."""
    return lambda entry: entry.start.astimezone(zone).hour


def weekday(zone: ZoneInfo) -> Callable[[Entry], int]:
    """What tells the weekday of the block of an entry, Monday being 0."""
    return lambda entry: entry.start.astimezone(zone).weekday()


def phase(entry: Entry) -> str:
    """The phase that the block of an entry was in."""
    return entry.phase


def lost_because(entries: Iterable[Entry]) -> dict[str, timedelta]:
    """How much time each reason took, the most first."""
    found: dict[str, timedelta] = {}
    for entry in live(entries):
        if entry.debit is Account.OWED:
            found[entry.because] = found.get(entry.because, timedelta()) + entry.hours
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
