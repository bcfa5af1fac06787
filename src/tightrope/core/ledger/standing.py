"""Which entries still hold: all but those taken back, and what took them back."""

from collections.abc import Iterable

from tightrope.core.ledger.entry import Entry


def live(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that were not undone, in their order, without the undoings."""
    entries = list(entries)
    gone = {entry.undoes for entry in entries if entry.undoes is not None}
    return [entry for entry in entries if entry.undoes is None and entry.id not in gone]
