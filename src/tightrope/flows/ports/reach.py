"""How a flow reaches what is behind a connection, without knowing the adapter."""

from typing import Protocol

from tightrope.calendars.base import Format, Server
from tightrope.flows.ports.connections import Connection


class Reach(Protocol):
    """Picks the adapter of a connection; `tightrope.wiring` has the real one."""

    def server(self, connection: Connection) -> Server:
        """Where its calendars are; nobody is asked yet.

        Raises:
            InputError: the connection cannot lead anywhere.
        """

    def format(self, connection: Connection) -> Format:
        """How its events are written; no connection is needed for it."""
