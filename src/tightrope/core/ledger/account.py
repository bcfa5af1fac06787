"""The five accounts that focus time goes through."""

from enum import StrEnum


class Account(StrEnum):
    """Where time stands; `docs/explanation/ledger.md` tells how it moves."""

    PROMISED = "promised"
    KEPT = "kept"
    OWED = "owed"
    REPAID = "repaid"
    LET_GO = "let-go"


PAIRS = frozenset(
    {
        (Account.KEPT, Account.PROMISED),
        (Account.OWED, Account.PROMISED),
        (Account.REPAID, Account.OWED),
        (Account.LET_GO, Account.OWED),
        (Account.OWED, Account.OWED),
    }
)
"""Debit and credit of all that can happen; an undo has them the other way round."""

NEEDS_REASON = frozenset({Account.OWED, Account.LET_GO})
"""Time comes to these accounts only with a reason."""
