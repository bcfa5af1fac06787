"""The ledger: what was promised, kept and owed, entry by entry; it only grows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from tightrope.core.errors import OutsideError
from tightrope.core.ledger import Entry


class LedgerGrew(OutsideError):
    """Another process entered something since the ledger was read."""

    def __init__(self, known: int, there: int) -> None:
        self.known = known
        self.there = there
        super().__init__(
            "another command wrote to the ledger just now; look at it with tightrope "
            "today, and try again"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """An entry as it stands in the ledger.

    Attributes:
        group: the command of the person that entered it.
        entry: the entry.
    """

    group: str
    entry: Entry


class Ledger(Protocol):
    """The ledger of one owner; what is in it is never changed and never deleted."""

    def all(self) -> tuple[Posted, ...]:
        """All that was entered, in that order."""

    def add(self, entries: Iterable[Entry], *, group: str, known: int) -> None:
        """Enter these, all or none.

        Args:
            entries: what is entered, in this order.
            group: the command that does.
            known: how many entries there were when these were worked out.

        Raises:
            LedgerGrew: there are others by now, and these may be wrong.
        """
