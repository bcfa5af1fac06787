"""What is owed, since when, and how long it took to come back to nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tightrope.core.ledger.account import Account
from tightrope.core.ledger.entry import Entry
from tightrope.core.ledger.standing import live


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """Time of one block that was given up at once.

    Attributes:
        entry: the entry that owes it.
        left: what of it is neither repaid nor let go.
    """

    entry: Entry
    left: timedelta

    def age(self, now: datetime) -> timedelta:
        """How long ago it was incurred."""
        return now - self.entry.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A stretch of time in which something was owed throughout.

    Attributes:
        since: when the first of it was owed.
        until: when nothing was any more; nothing while it lasts.
        most: the most that was owed at once.
    """

    since: datetime
    until: datetime | None
    most: timedelta

    @property
    def to_zero(self) -> timedelta | None:
        """How long it took until nothing was owed; nothing while it lasts."""
        return None if self.until is None else self.until - self.since


def debts(entries: Iterable[Entry]) -> list[Debt]:
    """What is still owed, the oldest first."""
    left: dict[str, timedelta] = {}
    found: dict[str, Entry] = {}
    for entry in live(entries):
        if entry.owes:
            found[entry.id], left[entry.id] = entry, entry.hours
        elif entry.credit is Account.OWED and entry.debit is not Account.OWED:
            left[str(entry.link)] -= entry.hours
    open_debts = [Debt(entry=found[id_], left=left[id_]) for id_ in found if left[id_]]
    return sorted(open_debts, key=lambda debt: debt.entry.at)


def spells(entries: Iterable[Entry]) -> list[Spell]:
    """The stretches of time in which something was owed, in order."""
    found: list[Spell] = []
    since, owed, most = None, timedelta(), timedelta()
    for entry in sorted(entries, key=lambda entry: entry.at):
        owed += entry.hours * (entry.debit is Account.OWED)
        owed -= entry.hours * (entry.credit is Account.OWED)
        since, most = (entry.at if since is None else since), max(most, owed)
        if not owed:
            if most:
                found.append(Spell(since=since, until=entry.at, most=most))
            since, most = None, timedelta()
    if since is not None:
        found.append(Spell(since=since, until=None, most=most))
    return found
