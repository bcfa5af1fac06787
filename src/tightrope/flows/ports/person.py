"""What the store knows of the person it belongs to."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The person whose time it is.

    Attributes:
        zone: the name of their zone; nothing until they, or a calendar, say.
        hours: their working hours in words, as `--hours` takes them; nothing for the
            usual ones.
        addresses: their mail addresses, beside those that connections know.
    """

    zone: str | None = None
    hours: str | None = None
    addresses: frozenset[str] = frozenset()


class People(Protocol):
    """The one person a store belongs to."""

    def me(self) -> Person:
        """What is known."""

    def change(self, person: Person) -> None:
        """Keep what is known now."""
