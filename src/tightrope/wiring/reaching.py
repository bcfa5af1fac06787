"""Which adapter leads to the calendars of a connection."""

import os
from pathlib import Path

from tightrope.calendars.base import Format, Server
from tightrope.calendars.ical_format import IcalFormat
from tightrope.core.errors import InputError
from tightrope.fetching.addresses import VARIABLE, Network, networks
from tightrope.flows.ports import Connection
from tightrope.wiring.sources import fetch


class UnknownKind(InputError):
    """A connection is of a kind that this version does not know."""

    def __init__(self, name: str, kind: str) -> None:
        self.name = name
        self.kind = kind
        super().__init__(
            f"{name} is of the kind {kind!r}, which this version does not know; update "
            f"Tightrope, or take it away: tightrope disconnect {name}"
        )


class Adapters:
    """Picks the adapter of a connection; one server for each as long as it lasts."""

    def __init__(self) -> None:
        self._servers: dict[tuple[str, ...], Server] = {}
        self._format = IcalFormat()

    def server(self, connection: Connection) -> Server:
        """Where its calendars are; nobody is asked yet.

        Raises:
            UnknownKind: no adapter is known for it.
            InputError: the connection cannot lead anywhere.
        """
        key = (
            connection.name,
            connection.kind,
            connection.address,
            connection.user,
            connection.secret,
        )
        if key not in self._servers:
            self._servers[key] = _made(connection)
        return self._servers[key]

    def format(self, connection: Connection) -> Format:
        """How its events are written: all that is known so far write iCalendar."""
        del connection
        return self._format


def _made(connection: Connection) -> Server:
    match connection.kind:
        case "caldav":
            return _caldav(connection)
        case "ics":
            return _subscription(connection)
        case "folder":
            return _folder(connection)
        case "file":
            return _file(connection)
        case _:
            raise UnknownKind(connection.name, connection.kind)


def _caldav(connection: Connection) -> Server:
    from tightrope.calendars.caldav import (  # noqa: PLC0415 - lxml and httpx are slow
        CaldavServer,
    )
    from tightrope.fetching.asking import HttpAsk  # noqa: PLC0415 - the same

    return CaldavServer(
        connection.address,
        user=connection.user,
        secret=connection.secret,
        auth=connection.options.get("auth", "basic"),
        ask=HttpAsk(_allowed(), home=connection.address),
    )


def _allowed() -> tuple[Network, ...]:
    """The private networks that the person allows.

    Raises:
        InputError: one of them is none.
    """
    return networks(os.environ.get(VARIABLE, ""))


def _subscription(connection: Connection) -> Server:
    from tightrope.calendars.published import (  # noqa: PLC0415 - for its kind only
        SubscriptionServer,
    )

    return SubscriptionServer(connection.address, fetch, connection.name)


def _folder(connection: Connection) -> Server:
    from tightrope.calendars.folders import (  # noqa: PLC0415 - for its kind only
        FolderServer,
    )

    return FolderServer(Path(connection.address), connection.name)


def _file(connection: Connection) -> Server:
    from tightrope.calendars.published import (  # noqa: PLC0415 - for its kind only
        FileServer,
    )

    return FileServer(Path(connection.address), connection.name)
