"""The ledger, in the database, which lets it only grow."""

from collections.abc import Iterable
from datetime import timedelta

from tightrope.core.ledger import Account, Entry
from tightrope.flows.ports import LedgerGrew, Posted
from tightrope.store import models
from tightrope.store.codecs.moments import moment, number
from tightrope.store.database.shelf import Part

MINUTE = timedelta(minutes=1)
ALIKE = (
    "block",
    "cycle",
    "phase",
    "purpose",
    "because",
    "note",
    "by",
    "link",
    "undoes",
)
"""What stands in the table as it does in the record."""


class DatabaseLedger(Part):
    """What became of the blocks."""

    def all(self) -> tuple[Posted, ...]:
        """All that was entered, in that order."""
        rows = self.mine(models.Entry).order_by("pk")
        return tuple(Posted(group=row.group, entry=_entry(row)) for row in rows)

    def add(self, entries: Iterable[Entry], *, group: str, known: int) -> None:
        """Enter these, all or none."""
        with self.together():
            there = self.mine(models.Entry).count()
            if there != known:
                raise LedgerGrew(known, there)
            self.mine(models.Entry).bulk_create(
                [_row(entry, group, self.shelf.owner) for entry in entries]
            )


def _row(entry: Entry, group: str, owner: int) -> models.Entry:
    return models.Entry(
        owner_id=owner,
        key=entry.id,
        group=group,
        at=number(entry.at),
        begins=number(entry.start),
        debit=entry.debit.value,
        credit=entry.credit.value,
        minutes=entry.hours // MINUTE,
        **{name: getattr(entry, name) for name in ALIKE},
    )


def _entry(row: models.Entry) -> Entry:
    return Entry(
        id=row.key,
        at=moment(row.at),
        start=moment(row.begins),
        debit=Account(row.debit),
        credit=Account(row.credit),
        hours=row.minutes * MINUTE,
        **{name: getattr(row, name) for name in ALIKE},
    )
