"""What the entries add up to."""

from collections.abc import Callable, Hashable, Iterable
from datetime import timedelta
from typing import TypeVar

from tightrope.core.ledger.account import Account
from tightrope.core.ledger.entry import Entry

Key = TypeVar("Key", bound=Hashable)


def balances(entries: Iterable[Entry]) -> dict[Account, timedelta]:
    """How much time stands in each account.

    All five are there. What was promised stands below nothing, as the source of all
    the rest, so that the five add up to nothing for any first part of the entries.
    """
    found = dict.fromkeys(Account, timedelta())
    for entry in entries:
        found[entry.debit] += entry.hours
        found[entry.credit] -= entry.hours
    return found


def by_cycle(entries: Iterable[Entry]) -> dict[str, dict[Account, timedelta]]:
    """The balances of each cycle."""
    return _apart(entries, lambda entry: entry.cycle)


def by_purpose(entries: Iterable[Entry]) -> dict[str | None, dict[Account, timedelta]]:
    """The balances of each purpose."""
    return _apart(entries, lambda entry: entry.purpose)


def _apart(
    entries: Iterable[Entry], key: Callable[[Entry], Key]
) -> dict[Key, dict[Account, timedelta]]:
    apart: dict[Key, list[Entry]] = {}
    for entry in entries:
        apart.setdefault(key(entry), []).append(entry)
    return {name: balances(part) for name, part in apart.items()}
