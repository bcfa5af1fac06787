"""What a block promises, and how much of it is still to be settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from tightrope.core.errors import InputError
from tightrope.core.ledger.account import Account
from tightrope.core.ledger.debts import debts
from tightrope.core.ledger.entry import MINUTE, Entry, NotWholeMinutes
from tightrope.core.ledger.standing import live
from tightrope.core.timeline import Span


class RepaysTooMuch(InputError):
    """A block was to give back more time than it has, or less than none."""

    def __init__(self, repays: timedelta, length: timedelta) -> None:
        self.repays = repays
        self.length = length
        super().__init__(f"a block of {length} cannot repay {repays}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A block as the ledger sees it.

    Attributes:
        block: its id.
        span: when it is, as it was promised.
        cycle: the pledge it counts for.
        phase: what kind of time it is in: intense, normal or quiet.
        purpose: what it is for; nothing when not said.
        repays: how much of it gives back what is owed already, and so is no promise
            of its own.

    Raises:
        NotWholeMinutes: it does not last whole minutes, or repays parts of them.
        RepaysTooMuch: it repays more than it lasts.
    """

    block: str
    span: Span
    cycle: str
    phase: str = "normal"
    purpose: str | None = None
    repays: timedelta = timedelta()

    def __post_init__(self) -> None:
        if not self.span.length or self.span.length % MINUTE:
            raise NotWholeMinutes(self.span.length)
        if self.repays % MINUTE:
            raise NotWholeMinutes(self.repays)
        if not timedelta() <= self.repays <= self.span.length:
            raise RepaysTooMuch(self.repays, self.span.length)


def unsettled(promise: Promise, entries: Iterable[Entry]) -> timedelta:
    """How much of a block nobody has accounted for yet."""
    return promise.span.length - _sum(_of(promise, entries))


def still_repays(promise: Promise, entries: Iterable[Entry]) -> timedelta:
    """How much of what is unsettled gives back what is owed."""
    entries = list(entries)
    owed = _sum_of(debt.left for debt in debts(entries))
    used = _sum(
        entry for entry in _of(promise, entries) if entry.credit is Account.OWED
    )
    left = promise.repays - used
    return max(timedelta(), min(left, owed, unsettled(promise, entries)))


def _of(promise: Promise, entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in live(entries) if entry.block == promise.block]


def _sum(entries: Iterable[Entry]) -> timedelta:
    return _sum_of(entry.hours for entry in entries)


def _sum_of(lengths: Iterable[timedelta]) -> timedelta:
    return sum(lengths, timedelta())
