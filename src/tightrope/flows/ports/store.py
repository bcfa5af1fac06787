"""All that is kept for one owner, together."""

from contextlib import AbstractContextManager
from typing import Protocol

from tightrope.flows.ports.blocks import Blocks
from tightrope.flows.ports.connections import Collections, Connections
from tightrope.flows.ports.feeds import Feeds
from tightrope.flows.ports.ledger import Ledger
from tightrope.flows.ports.mirror import Mirror
from tightrope.flows.ports.person import People
from tightrope.flows.ports.snapshots import Snapshots
from tightrope.flows.ports.writes import Outbox, Writes


class Store(Protocol):
    """What is kept for one owner."""

    @property
    def people(self) -> People:
        """Who the owner is."""

    @property
    def connections(self) -> Connections:
        """The ways to their calendars."""

    @property
    def collections(self) -> Collections:
        """Their calendars."""

    @property
    def mirror(self) -> Mirror:
        """What stands on them."""

    @property
    def blocks(self) -> Blocks:
        """Their focus blocks."""

    @property
    def ledger(self) -> Ledger:
        """What became of them, minute by minute."""

    @property
    def outbox(self) -> Outbox:
        """What is to be written to a calendar."""

    @property
    def writes(self) -> Writes:
        """What was."""

    @property
    def snapshots(self) -> Snapshots:
        """The booked future, day by day."""

    @property
    def feeds(self) -> Feeds:
        """Where their blocks can be subscribed to."""

    def together(self) -> AbstractContextManager[None]:
        """Make all that is kept within it happen, or none of it, even when killed.

        It may be entered within itself, and then belongs to the outer one. Nothing
        slow may happen within: no server is asked.
        """

    def alone(self, name: str) -> AbstractContextManager[bool]:
        """Hold the right to do `name` alone, among all processes on this data.

        It gives False at once where somebody else holds it. A process that dies lets
        go of it.
        """
