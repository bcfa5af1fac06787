"""The person's focus blocks, proposed and accepted, and where they are written."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from tightrope.core.planner.answer import Placed
from tightrope.core.planner.block import Block
from tightrope.core.timeline import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be asked of the person once, about a block.

    Attributes:
        what: `deleted`: it was deleted elsewhere; `moved`: it was moved elsewhere;
            `lost`: it vanished with all else of its calendar.
        at: when that was seen.
        before: where it stood.
    """

    what: str
    at: datetime
    before: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What a later plan would rather have of an accepted block.

    Attributes:
        before: where it stood when that was suggested; once it stands elsewhere the
            suggestion says nothing any more.
        placed: the block where it would be, and why; nothing to take it back.
        because: why it should change, in words for the person.
    """

    before: Span
    placed: Placed | None = None
    because: str


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
        suggested: what a later plan would rather have; it waits to be accepted.
        promised: how long it was when the person accepted it, in whole minutes. Made
            shorter elsewhere it promises that still; nothing where only its place
            tells.
    """

    placed: Placed
    collection: int | None = None
    href: str | None = None
    proposed: datetime
    accepted: datetime | None = None
    gone: datetime | None = None
    by_person: bool = False
    asked: Asked | None = None
    suggested: Suggested | None = None
    promised: timedelta | None = None

    @property
    def block(self) -> Block:
        """The block itself."""
        return self.placed.block

    @property
    def change(self) -> Suggested | None:
        """What is suggested for it, as long as it stands where that was said."""
        if self.suggested and self.suggested.before == self.block.span:
            return self.suggested
        return None


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
