"""The person's focus blocks, proposed and accepted, and where they are written."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tightrope.core.planner.answer import Placed
from tightrope.core.planner.block import Block
from tightrope.core.timeline import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be asked of the person once, about a block.

    Attributes:
        what: `deleted`: it was deleted elsewhere; `moved`: it was moved elsewhere.
        at: when that was seen.
        before: where it stood.
    """

    what: str
    at: datetime
    before: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A block with why it is there, and where it is written.

    Attributes:
        placed: the block and its reasons.
        collection: the id of the calendar it is written to; nothing for a proposal.
        href: its resource there, chosen before it is first sent.
        proposed: when it was first proposed.
        accepted: when the person accepted it; nothing for a proposal.
        gone: when it was taken back or deleted; a block that is gone stands no more,
            and is remembered so that the same is not proposed again.
        by_person: whether the last change of place, or its going, was the person's.
        asked: what the person has to be asked about it.
    """

    placed: Placed
    collection: int | None = None
    href: str | None = None
    proposed: datetime
    accepted: datetime | None = None
    gone: datetime | None = None
    by_person: bool = False
    asked: Asked | None = None

    @property
    def block(self) -> Block:
        """The block itself."""
        return self.placed.block


class Blocks(Protocol):
    """The blocks of one owner."""

    def all(self, window: Span | None = None) -> tuple[Kept, ...]:
        """Those that overlap `window`, or all, by start; gone ones too."""

    def one(self, id_: str) -> Kept | None:
        """The block with that id."""

    def keep(self, blocks: Iterable[Kept]) -> None:
        """Keep these, in place of those with the same ids."""

    def forget(self, ids: Collection[str]) -> None:
        """Forget proposals that nobody accepted; an accepted block is never forgotten.

        Raises:
            ValueError: one of them was accepted once.
        """
