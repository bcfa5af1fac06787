"""Owed time: append-only entries, and what they add up to."""

from tightrope.core.ledger.account import Account
from tightrope.core.ledger.adding import balances, by_cycle, by_purpose
from tightrope.core.ledger.debts import Debt, Spell, debts, spells
from tightrope.core.ledger.entry import Entry, Impossible, NoReason, NotWholeMinutes
from tightrope.core.ledger.exports import as_beancount, as_csv, as_json, entry_json
from tightrope.core.ledger.posting import (
    MoreThanIsLeft,
    MoreThanIsOwed,
    NothingToUndo,
    StillUsed,
    kept,
    let_go,
    overridden,
    redone,
    undone,
)
from tightrope.core.ledger.promise import Promise, still_repays, unsettled
from tightrope.core.ledger.rates import Rate, lost_because, rates
from tightrope.core.ledger.reason import Reason
from tightrope.core.ledger.record import FourWeeks, in_a_row, said, worst_four_weeks
from tightrope.core.ledger.standing import live

__all__ = [
    "Account",
    "Debt",
    "Entry",
    "FourWeeks",
    "Impossible",
    "MoreThanIsLeft",
    "MoreThanIsOwed",
    "NoReason",
    "NotWholeMinutes",
    "NothingToUndo",
    "Promise",
    "Rate",
    "Reason",
    "Spell",
    "StillUsed",
    "as_beancount",
    "as_csv",
    "as_json",
    "balances",
    "by_cycle",
    "by_purpose",
    "debts",
    "entry_json",
    "in_a_row",
    "kept",
    "let_go",
    "live",
    "lost_because",
    "overridden",
    "rates",
    "redone",
    "said",
    "spells",
    "still_repays",
    "undone",
    "unsettled",
    "worst_four_weeks",
]
