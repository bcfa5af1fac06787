"""Put a title right, take that back, and read corrections from a table."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from tightrope.core.balance import (
    Blend,
    Corrected,
    Entry,
    Facet,
    Item,
    Rules,
    Undone,
    default_rules,
    standing,
    taught,
)
from tightrope.core.errors import InputError
from tightrope.flows.classify import NoTitles, item_of, opened


class NothingToUndo(InputError):
    """There is no such correction, or it was taken back already."""

    def __init__(self, correction: str) -> None:
        self.correction = correction
        super().__init__(f"no correction {correction!r} stands; there is none to undo")


class NoFacet(InputError):
    """A row of corrections does not say where its title belongs."""

    def __init__(self, where: str, facet: str) -> None:
        self.where = where
        self.facet = facet
        known = ", ".join(one for one in Facet if one is not Facet.UNSORTED)
        super().__init__(f"{where}: {facet!r} is no facet; use one of {known}")


class CorrectionLog(Protocol):
    """Where corrections are kept, oldest first; nothing in it is ever changed."""

    def entries(self) -> Sequence[Entry]:
        """All of them, in the order in which they were appended."""
        ...

    def append(self, entry: Entry) -> None:
        """Keep one more; an id that is there already is kept once."""
        ...


def correct(
    log: CorrectionLog, item: Item, facet: Facet, *, at: datetime, name: str
) -> Corrected:
    """Say where an item belongs, from now on and in all that was.

    Args:
        log: where it is kept.
        item: what it is about; its series and its title carry it on.
        facet: where it belongs, or `off`.
        at: when it is said.
        name: the id of the correction, unlike any other.

    Raises:
        NoSuchFacet: the facet is `unsorted`.
    """
    said = Corrected(id=name, at=at, item=item, facet=facet)
    log.append(said)
    return said


def undo(log: CorrectionLog, correction: str, *, at: datetime, name: str) -> Undone:
    """Take a correction back; what was said of the same series before holds again.

    Raises:
        NothingToUndo: there is no such correction, or it was taken back already.
    """
    if correction not in {said.id for said in standing(log.entries())}:
        raise NothingToUndo(correction)
    taken = Undone(id=name, at=at, corrected=correction)
    log.append(taken)
    return taken


def judge_of(log: Sequence[Entry] = (), rules: Rules | None = None) -> Blend:
    """What sorts titles for a person: their corrections, their rules, then ours.

    Args:
        log: their corrections.
        rules: their own rules, which are asked before those that Tightrope has.
    """
    ordered = rules.then(default_rules()) if rules else default_rules()
    return Blend(ordered, taught(log, ordered))


def read_corrections(data: bytes, source: str, at: datetime) -> list[Corrected]:
    """Corrections from a table that a person keeps, a row each, the last word last.

    Args:
        data: CSV in UTF-8 with the columns `text` and `facet`, and optionally those
            of `classify_table` and `series`.
        source: its name, for messages.
        at: when they count as said.

    Raises:
        NoTitles: it is no such table.
        NoFacet: a row names no facet.
    """
    reader, columns = opened(data, source)
    if "facet" not in columns:
        raise NoTitles(source, "has no column 'facet'")
    said: list[Corrected] = []
    for row in reader:
        known = {name: row.get(name) or "" for name in columns}
        facet = known["facet"].strip().lower()
        if facet not in set(Facet) - {Facet.UNSORTED}:
            raise NoFacet(f"{source}, line {reader.line_num}", facet)
        item, _ = item_of(known)
        key = f"{len(said)} {sorted(known.items())}".encode()
        said.append(
            Corrected(
                id=sha256(key).hexdigest()[:16], at=at, item=item, facet=Facet(facet)
            )
        )
    return said
