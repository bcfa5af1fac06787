"""The address at which the person's blocks can be subscribed to."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One address of the blocks; whoever knows it can read them.

    Attributes:
        id: the store's own key; 0 before it is kept.
        name: what the person calls it: for whom it is.
        key: the unguessable part of its address; kept as a secret is.
        titles: whether purposes are shown, or `Focus` alone.
        made: when.
        revoked: when it was taken back; it answers nobody since.
        read: when it was last asked for.
    """

    id: int = 0
    name: str
    key: str = field(repr=False)
    titles: bool = False
    made: datetime
    revoked: datetime | None = None
    read: datetime | None = None


class Feeds(Protocol):
    """The feeds of one owner."""

    def add(self, feed: Feed) -> Feed:
        """Keep a new one; give it back with its id."""

    def all(self) -> tuple[Feed, ...]:
        """All of them, revoked ones too, in the order they were made."""

    def with_key(self, key: str) -> Feed | None:
        """The one with that key, found without comparing it letter by letter."""

    def change(self, feed: Feed) -> None:
        """Keep what is said of it now."""
