"""What a person does, as entries: keep, override, let go, undo."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from tightrope.core.errors import InputError
from tightrope.core.ledger.account import Account
from tightrope.core.ledger.debts import Debt, debts
from tightrope.core.ledger.entry import Entry, NoReason
from tightrope.core.ledger.promise import Promise, still_repays, unsettled
from tightrope.core.ledger.standing import live

PERSON = "person"
Part = tuple[timedelta, Debt | None]


class MoreThanIsLeft(InputError):
    """More of a block was to be settled than is unsettled."""

    def __init__(self, block: str, asked: timedelta, left: timedelta) -> None:
        self.block = block
        self.asked = asked
        self.left = left
        super().__init__(f"{left} of block {block} are not settled yet, not {asked}")


class MoreThanIsOwed(InputError):
    """More was to be let go than is owed."""

    def __init__(self, asked: timedelta, owed: timedelta) -> None:
        self.asked = asked
        self.owed = owed
        super().__init__(f"{owed} are owed, not {asked}")


class NothingToUndo(InputError):
    """An entry was to be undone that is not there, or is undone already."""

    def __init__(self, entry: str) -> None:
        self.entry = entry
        super().__init__(f"there is no entry {entry} that could be undone")


class StillUsed(InputError):
    """A debt was to be undone that later entries have repaid or let go."""

    def __init__(self, entry: str, users: Sequence[str]) -> None:
        self.entry = entry
        self.users = tuple(users)
        super().__init__(
            f"{entry} has been repaid or let go in part; undo {', '.join(users)} first"
        )


def kept(
    promise: Promise,
    length: timedelta,
    entries: Iterable[Entry],
    *,
    at: datetime,
    by: str = PERSON,
) -> list[Entry]:
    """The entries for a part of a block that was worked.

    What is owed and meant to be given back in it is repaid first, the oldest debt
    first of all; the rest is kept.

    Raises:
        MoreThanIsLeft: less than `length` of the block is unsettled.
    """
    entries = list(entries)
    _refuse_excess(promise, length, entries)
    back = min(length, still_repays(promise, entries))
    made = [
        _entry(promise, Account.REPAID, Account.OWED, part, at=at, by=by)
        for part in _oldest(back, entries)
    ]
    if length > back:
        rest = (length - back, None)
        made.append(_entry(promise, Account.KEPT, Account.PROMISED, rest, at=at, by=by))
    return _numbered(made, entries)


def overridden(  # noqa: PLR0913 - a deed says many things
    promise: Promise,
    length: timedelta,
    entries: Iterable[Entry],
    *,
    at: datetime,
    because: str,
    note: str | None = None,
    by: str = PERSON,
) -> list[Entry]:
    """The entries for a part of a block that something else took: it is owed.

    Where the block was to give back what is owed already, that debt goes on instead of
    being doubled, and as old as it is; what the block promised itself is lost first.

    Raises:
        MoreThanIsLeft: less than `length` of the block is unsettled.
        NoReason: nobody says why.
    """
    entries = list(entries)
    _refuse_excess(promise, length, entries)
    fresh = unsettled(promise, entries) - still_repays(promise, entries)
    new = min(length, fresh)
    parts: list[tuple[Account, Part]] = [(Account.PROMISED, (new, None))] if new else []
    parts += [(Account.OWED, part) for part in _oldest(length - new, entries)]
    made = [
        _entry(promise, Account.OWED, credit, part, at=at, by=by, because=because)
        for credit, part in parts
    ]
    return _numbered([replace(one, note=note) for one in made], entries)


def let_go(
    length: timedelta,
    entries: Iterable[Entry],
    *,
    at: datetime,
    because: str,
    by: str = PERSON,
    of: Collection[str] | None = None,
) -> list[Entry]:
    """The entries that give owed time up, the oldest first.

    Args:
        length: how much.
        entries: all that was entered until now.
        at: when.
        because: why.
        by: who says so.
        of: the ids of the debts that it is taken from; any without.

    Raises:
        MoreThanIsOwed: less than `length` is owed.
        NoReason: nobody says why.
    """
    entries = list(entries)
    if not because.strip():
        raise NoReason(Account.LET_GO)
    open_debts = [debt for debt in debts(entries) if of is None or debt.entry.id in of]
    owed = sum((debt.left for debt in open_debts), timedelta())
    if length > owed:
        raise MoreThanIsOwed(length, owed)
    made = [
        replace(
            debt.entry,
            at=at,
            block=None,
            start=at,
            debit=Account.LET_GO,
            credit=Account.OWED,
            hours=part,
            because=because,
            by=by,
            link=debt.entry.id,
            note=None,
        )
        for part, debt in _parts(length, open_debts)
        if debt
    ]
    return _numbered(made, entries)


def undone(
    entry: str,
    entries: Iterable[Entry],
    *,
    at: datetime,
    because: str = "undone",
    by: str = PERSON,
) -> Entry:
    """The entry that takes another one back, which stays where it is.

    Raises:
        NothingToUndo: no entry that still holds has that id.
        StillUsed: it is a debt that was repaid or let go since.
        NoReason: nobody says why.
    """
    entries = list(entries)
    holding = {one.id: one for one in live(entries)}
    if entry not in holding:
        raise NothingToUndo(entry)
    users = [one.id for one in holding.values() if one.link == entry]
    if users:
        raise StillUsed(entry, users)
    wrong = holding[entry]
    made = replace(
        wrong,
        at=at,
        debit=wrong.credit,
        credit=wrong.debit,
        because=because,
        by=by,
        undoes=entry,
        note=None,
    )
    return _numbered([made], entries)[0]


def redone(
    undoing: str,
    entries: Iterable[Entry],
    *,
    at: datetime,
    by: str = PERSON,
) -> Entry:
    """The entry that says again what `undoing` took back.

    Raises:
        NothingToUndo: that is no undoing, or it was said again already.
        MoreThanIsOwed: it gives back, or gives up, more of a debt than is left of it.
    """
    entries = list(entries)
    known = {one.id: one for one in entries}
    taken = known.get((known[undoing].undoes or "") if undoing in known else "")
    if taken is None or any(_same(one, taken) for one in live(entries)):
        raise NothingToUndo(undoing)
    if taken.link is not None:
        left = {debt.entry.id: debt.left for debt in debts(entries)}
        owed = left.get(taken.link, timedelta())
        if taken.hours > owed:
            raise MoreThanIsOwed(taken.hours, owed)
    return _numbered([replace(taken, at=at, by=by)], entries)[0]


def _same(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same of the same block."""
    return replace(one, id="", at=other.at, by=other.by) == replace(other, id="")


def _refuse_excess(
    promise: Promise, length: timedelta, entries: Sequence[Entry]
) -> None:
    left = unsettled(promise, entries)
    if length > left:
        raise MoreThanIsLeft(promise.block, length, left)


def _oldest(length: timedelta, entries: Sequence[Entry]) -> list[Part]:
    """Parts of the oldest debts that come to `length` together."""
    return _parts(length, debts(entries))


def _parts(length: timedelta, open_debts: Iterable[Debt]) -> list[Part]:
    parts: list[Part] = []
    for debt in open_debts:
        part = min(length, debt.left)
        if part:
            parts.append((part, debt))
        length -= part
    return parts


def _entry(  # noqa: PLR0913 - an entry says many things
    promise: Promise,
    debit: Account,
    credit: Account,
    part: Part,
    *,
    at: datetime,
    by: str,
    because: str = "",
) -> Entry:
    """An entry for a part of a block; a debt's cycle and purpose stay its own."""
    length, debt = part
    whose = debt.entry if debt else promise
    return Entry(
        id="",
        at=at,
        block=promise.block,
        start=promise.span.start,
        cycle=whose.cycle,
        phase=promise.phase,
        purpose=whose.purpose,
        debit=debit,
        credit=credit,
        hours=length,
        because=because,
        by=by,
        link=debt.entry.id if debt else None,
    )


def _numbered(made: Sequence[Entry], before: Sequence[Entry]) -> list[Entry]:
    """The same entries with their ids.

    An id tells what happened after which entries, so that a program which was stopped
    and starts again makes the same one, and a store sees that it has it.
    """
    ids = [entry.id for entry in before]
    found: list[Entry] = []
    for entry in made:
        last = ids[-1] if ids else ""
        what = (last, entry.block, entry.debit, entry.credit, entry.link, entry.undoes)
        text = "\n".join(str(fact) for fact in (*what, entry.hours, len(ids)))
        ids.append("e" + sha256(text.encode()).hexdigest()[:15])
        found.append(replace(entry, id=ids[-1]))
    return found
