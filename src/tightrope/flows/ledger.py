"""Read the ledger: what stands in it, what is owed, and how well promises hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.ledger import (
    Account,
    Debt,
    Entry,
    FourWeeks,
    Rate,
    Spell,
    balances,
    debts,
    lost_because,
    rates,
    said,
    spells,
    worst_four_weeks,
)
from tightrope.core.ledger.rates import hour, phase, weekday
from tightrope.core.timeline import Span
from tightrope.flows.ports import Store
from tightrope.flows.promises import entered


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which entries are asked for; all without any.

    Attributes:
        window: those of blocks that began within it.
        purpose: those with this purpose.
        because: those with this reason.
    """

    window: Span | None = None
    purpose: str | None = None
    because: str | None = None

    def __call__(self, entry: Entry) -> bool:
        """Whether an entry is among them."""
        return (
            (self.window is None or self.window.holds(entry.start))
            and self.purpose in (None, entry.purpose)
            and self.because in (None, entry.because)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTold:
    """What the ledger tells.

    Attributes:
        entries: those that were asked for, in order.
        balances: what these add up to.
        kept: how much of the time in them was kept; nothing without any.
        by: the same by hour, weekday (Monday is 0) and phase.
        lost: what each reason took.
        debts: what is owed now, the oldest first, whatever was asked for.
        spells: when something was owed, in order.
        worst: the four weeks in a row with the least focus time.
        aloud: what has to be said aloud.
    """

    entries: tuple[Entry, ...]
    balances: Mapping[Account, timedelta]
    kept: Rate | None
    by: Mapping[str, Mapping[int | str, Rate]]
    lost: Mapping[str, timedelta]
    debts: tuple[Debt, ...]
    spells: tuple[Spell, ...]
    worst: FourWeeks | None
    aloud: str | None


def ledger(
    store: Store, now: datetime, zone: ZoneInfo, *, asked: Asked | None = None
) -> LedgerTold:
    """What the ledger tells now, of all entries or of those that are asked for."""
    entries = entered(store)
    chosen = [one for one in entries if asked is None or asked(one)]
    keys: dict[str, Callable[[Entry], int | str]] = {
        "hour": hour(zone),
        "weekday": weekday(zone),
        "phase": phase,
    }
    return LedgerTold(
        entries=tuple(chosen),
        balances=balances(chosen),
        kept=rates(chosen, lambda _: "").get(""),
        by={name: _sorted(chosen, key) for name, key in keys.items()},
        lost=lost_because(chosen),
        debts=tuple(debts(entries)),
        spells=tuple(spells(entries)),
        worst=worst_four_weeks(entries, now, zone),
        aloud=said(entries),
    )


def _sorted(
    entries: Sequence[Entry], key: Callable[[Entry], int | str]
) -> dict[int | str, Rate]:
    found = rates(entries, key)
    return {
        name: found[name] for name in sorted(found, key=str if _words(found) else int)
    }


def _words(found: Mapping[int | str, Rate]) -> bool:
    return any(isinstance(name, str) for name in found)
