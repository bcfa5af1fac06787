"""What a person said of titles that were sorted wrongly: a log that only grows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tightrope.core.balance.item import Item
from tightrope.core.balance.sides import Facet
from tightrope.core.errors import InputError


class NoSuchFacet(InputError):
    """A title cannot be put under `unsorted`: that says nothing of it."""

    def __init__(self) -> None:
        super().__init__(
            "a correction needs a facet, or off; to take one back, undo it"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """Somebody said where an item belongs.

    The whole item is kept, and never what a model made of it, so that a later model
    learns from the same words.

    Attributes:
        id: unlike any other of the log.
        at: when it was said.
        item: what it was said of.
        facet: where it belongs.

    Raises:
        NoSuchFacet: the facet is `unsorted`.
    """

    id: str
    at: datetime
    item: Item
    facet: Facet

    def __post_init__(self) -> None:
        if self.facet is Facet.UNSORTED:
            raise NoSuchFacet


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """Somebody took a correction back.

    Attributes:
        id: unlike any other of the log.
        at: when.
        corrected: the id of what was taken back.
    """

    id: str
    at: datetime
    corrected: str


Entry = Corrected | Undone
Log = Sequence[Entry]


def standing(log: Iterable[Entry]) -> tuple[Corrected, ...]:
    """The corrections that still hold, oldest first.

    An entry that comes twice counts once, whatever came between: a log that was
    imported again says nothing new. What was undone leaves what was said before it.
    """
    entries = list({entry.id: entry for entry in log}.values())
    undone = {entry.corrected for entry in entries if isinstance(entry, Undone)}
    return tuple(
        entry
        for entry in entries
        if isinstance(entry, Corrected) and entry.id not in undone
    )
