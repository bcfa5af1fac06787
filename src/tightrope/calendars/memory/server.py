"""A calendar server in memory, which fails when it is told to."""

from collections.abc import Sequence

from tightrope.calendars.base import Found
from tightrope.calendars.memory.desk import Desk
from tightrope.calendars.memory.remote import MemoryRemote


class MemoryServer(Desk):
    """A server with some calendars, for any number of clients at once.

    Attributes:
        addresses: the person's mail addresses there.
    """

    def __init__(
        self,
        name: str = "memory",
        *,
        calendars: Sequence[str] = ("/team/",),
        addresses: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(name, calendars)
        self.addresses = addresses

    def found(self) -> tuple[Found, ...]:
        """The calendars that are there."""
        self.asked("found")
        return tuple(
            Found(href=kept.href, title=kept.title, writable=self.quirks.writable)
            for kept in self._kept.values()
            if kept.alive
        )

    def open(self, href: str, name: str) -> MemoryRemote:
        """The calendar at `href`, without asking anybody yet."""
        return MemoryRemote(self, href, name)
