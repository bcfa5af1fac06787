"""The ledger for other programs: JSON, CSV and plain-text beancount."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from tightrope.core.ledger.account import Account
from tightrope.core.ledger.adding import balances
from tightrope.core.ledger.entry import Entry

COLUMNS = (
    *("id", "at", "block", "start", "cycle", "phase", "purpose", "debit", "credit"),
    *("hours", "because", "by", "link", "undoes", "note"),
)
NAMES = {
    Account.PROMISED: "Income:Promised",
    Account.KEPT: "Assets:Kept",
    Account.OWED: "Assets:Owed",
    Account.REPAID: "Assets:Repaid",
    Account.LET_GO: "Expenses:Let-Go",
}
"""The accounts as beancount calls them: owed time is what the grind owes the vision."""

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def as_json(entries: Iterable[Entry]) -> dict[str, object]:
    """What `tightrope ledger --json` answers, but for its `schema`."""
    entries = list(entries)
    return {
        "entries": [entry_json(entry) for entry in entries],
        "balances": {
            account.value: _hours(length)
            for account, length in balances(entries).items()
        },
    }


def as_csv(entries: Iterable[Entry]) -> str:
    """A table with a line for each entry; `minutes` are exact where `hours` are round.

    Text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow((*COLUMNS, "minutes"))
    for entry in entries:
        row = entry_json(entry)
        cells = [_cell(row[name]) for name in COLUMNS]
        table.writerow((*cells, entry.hours // MINUTE))
    return out.getvalue()


def as_beancount(entries: Iterable[Entry]) -> str:
    """The same in the plain text of beancount, in minutes, with a final check.

    The sums that have to come out are asserted on the day after the last entry, so
    that `bean-check` counts them once more.
    """
    entries = sorted(entries, key=lambda entry: entry.at)
    if not entries:
        return 'option "title" "Focus time"\n'
    opened = _day(entries[0].at)
    lines = ['option "title" "Focus time"', ""]
    lines += [f"{opened} open {name} MINUTES" for name in NAMES.values()]
    for entry in entries:
        lines += ["", *_transaction(entry)]
    after = _day(entries[-1].at) + timedelta(days=1)
    lines += [
        "",
        *(
            f"{after} balance {NAMES[account]} {length // MINUTE} MINUTES"
            for account, length in balances(entries).items()
        ),
    ]
    return "\n".join(lines) + "\n"


def entry_json(entry: Entry) -> dict[str, object]:
    """One entry as it stands in JSON."""
    return {
        "id": entry.id,
        "at": entry.at.isoformat(),
        "block": entry.block,
        "start": entry.start.isoformat(),
        "cycle": entry.cycle,
        "phase": entry.phase,
        "purpose": entry.purpose,
        "debit": entry.debit.value,
        "credit": entry.credit.value,
        "hours": _hours(entry.hours),
        "because": entry.because,
        "by": entry.by,
        "link": entry.link,
        "undoes": entry.undoes,
        "note": entry.note,
    }


def _transaction(entry: Entry) -> list[str]:
    minutes = entry.hours // MINUTE
    facts = {
        "id": entry.id,
        "at": entry.at.isoformat(),
        "block": entry.block,
        "cycle": entry.cycle,
        "phase": entry.phase,
        "purpose": entry.purpose,
        "by": entry.by,
        "debt": entry.link,
        "undoes": entry.undoes,
        "note": entry.note,
    }
    return [
        f"{_day(entry.at)} * {_quoted(entry.because)}",
        *(f"  {name}: {_quoted(value)}" for name, value in facts.items() if value),
        f"  {NAMES[entry.debit]}  {minutes} MINUTES",
        f"  {NAMES[entry.credit]}  -{minutes} MINUTES",
    ]


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()


def _quoted(text: str) -> str:
    r"""A string of beancount: on one line, with `\` before what would end it."""
    line = " ".join(text.split())
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _hours(length: timedelta) -> float:
    return round(length / HOUR, 2)
