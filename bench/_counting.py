"""Counts the requests of a sync, and the CPU that goes into speaking to the server."""

import time
from collections.abc import Collection, Iterator

from tightrope.calendars.base import (
    Changes,
    Format,
    Found,
    Missing,
    Remote,
    Resource,
    Server,
    Traits,
    Unread,
)
from tightrope.flows.ports import Connection, Reach


class Counting:
    """A reach that counts.

    Attributes:
        calls: how often a calendar was asked something.
        speaking: seconds of CPU that its adapter took: HTTP, XML.
    """

    def __init__(self, reach: Reach) -> None:
        self.calls = 0
        self.speaking = 0.0
        self._reach = reach

    def server(self, connection: Connection) -> Server:
        """Where its calendars are, counted."""
        return _Server(self, self._reach.server(connection))

    def format(self, connection: Connection) -> Format:
        """How its events are written."""
        return self._reach.format(connection)


class _Server:
    def __init__(self, counting: Counting, server: Server) -> None:
        self._counting = counting
        self._server = server

    @property
    def name(self) -> str:
        return self._server.name

    @property
    def addresses(self) -> frozenset[str]:
        return self._server.addresses

    def found(self) -> tuple[Found, ...]:
        return self._server.found()

    def open(self, href: str, name: str) -> Remote:
        return _Remote(self._counting, self._server.open(href, name))


class _Remote:
    def __init__(self, counting: Counting, remote: Remote) -> None:
        self._counting = counting
        self._remote = remote

    @property
    def name(self) -> str:
        return self._remote.name

    @property
    def traits(self) -> Traits:
        return self._remote.traits

    def changes(self, since: str | None) -> Changes:
        self._counting.calls += 1
        began = time.process_time()
        try:
            return self._remote.changes(since)
        finally:
            self._counting.speaking += time.process_time() - began

    def fetch(self, hrefs: Collection[str]) -> Iterator[Resource | Missing | Unread]:
        self._counting.calls += 1
        began = time.process_time()
        for one in self._remote.fetch(hrefs):
            self._counting.speaking += time.process_time() - began
            yield one
            began = time.process_time()
        self._counting.speaking += time.process_time() - began

    def new_href(self) -> str:
        return self._remote.new_href()

    def put(self, resource: Resource) -> Resource:
        return self._remote.put(resource)

    def delete(self, resource: Resource) -> None:
        self._remote.delete(resource)
