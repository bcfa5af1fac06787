"""One line of the ledger: so much time went from one account to another."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tightrope.core.errors import InputError, NoZone
from tightrope.core.ledger.account import NEEDS_REASON, PAIRS, Account

MINUTE = timedelta(minutes=1)


class NotWholeMinutes(InputError):
    """Time was to be entered that is not a whole number of minutes above none."""

    def __init__(self, length: timedelta) -> None:
        self.length = length
        super().__init__(
            f"the ledger counts whole minutes, one at least; {length} is none"
        )


class NoReason(InputError):
    """Time was to be owed or let go, and nobody says why."""

    def __init__(self, account: Account) -> None:
        self.account = account
        super().__init__(f"say why this time is {account}; nothing gets there silently")


class Impossible(InputError):
    """Time was to go from an account to another where no time goes."""

    def __init__(self, debit: Account, credit: Account) -> None:
        self.debit = debit
        self.credit = credit
        super().__init__(f"no time goes from {credit} to {debit}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """So much time that went from the account `credit` to the account `debit`.

    Attributes:
        id: the same for the same event, however often it is told.
        at: when it was entered.
        block: the id of the block whose time it is; nothing where time is let go.
        start: when that block began; when a debt is let go, the same as `at`.
        cycle: which pledge the time belongs to.
        phase: what kind of time it was: intense, normal or quiet.
        purpose: what the time was for; nothing when that was never said.
        hours: how much, in whole minutes.
        because: why; must be said for what is owed or let go.
        by: who says so: the person, or a part of the program.
        link: the debt that is repaid, let go or owed again.
        undoes: the entry that this one takes back.
        note: what the person adds to the reason, in words of their own.

    Raises:
        NoZone: a moment has no time zone.
        NotWholeMinutes: `hours` is not a whole number of minutes above none.
        NoReason: time is owed or let go without a reason.
        Impossible: no time goes that way.
    """

    id: str
    at: datetime
    block: str | None
    start: datetime
    cycle: str
    phase: str
    purpose: str | None
    debit: Account
    credit: Account
    hours: timedelta
    because: str
    by: str
    link: str | None = None
    undoes: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        for moment in (self.at, self.start):
            if moment.tzinfo is None:
                raise NoZone(moment)
        if self.hours <= timedelta() or self.hours % MINUTE:
            raise NotWholeMinutes(self.hours)
        pair = (self.debit, self.credit)
        if (pair if self.undoes is None else pair[::-1]) not in PAIRS:
            raise Impossible(*pair)
        if self.debit in NEEDS_REASON and not self.because.strip():
            raise NoReason(self.debit)

    @property
    def owes(self) -> bool:
        """Whether it is a debt: promised time that is owed from now on."""
        return (self.debit, self.credit) == (Account.OWED, Account.PROMISED)

    @property
    def worked(self) -> bool:
        """Whether it is time that was worked."""
        return self.undoes is None and self.debit in {Account.KEPT, Account.REPAID}
