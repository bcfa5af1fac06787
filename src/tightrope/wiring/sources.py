"""Which adapter reads a SOURCE, and which one writes a file of blocks."""

import os
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from tightrope import sample
from tightrope.calendars.base import Calendar, FocusCalendar
from tightrope.calendars.focus import FocusFile, blocks_of
from tightrope.calendars.ics import IcsStream, calendar_at
from tightrope.calendars.subscription import IcsSubscription
from tightrope.core.errors import InputError
from tightrope.core.planner import Block
from tightrope.core.timeline import Event
from tightrope.fetching.base import Fetched, Seen

STDIN = "-"
ADDRESSES = ("https://", "http://", "webcal://")


class NoSource(InputError):
    """The name of a SOURCE is empty, as an unset variable of a shell makes it."""

    def __init__(self) -> None:
        super().__init__(
            "a SOURCE without a name was given; give the path of an .ics file, a "
            "folder, an address, or -"
        )


def nothing_connected(name: str) -> Calendar | None:
    """No connection, whatever its name."""
    del name
    return None


def calendars(
    sources: Sequence[str],
    stdin: BinaryIO,
    *,
    connected: Callable[[str], Calendar | None] = nothing_connected,
) -> list[Calendar]:
    """The calendar behind each SOURCE of a call; one that is named twice once.

    Args:
        sources: as the call names them.
        stdin: what `-` stands for.
        connected: finds the connection of a name, for what is nothing else.

    Raises:
        NoSource: one of them has no name.
        InputError: one of them is not there.
    """
    return [calendar(source, stdin, connected) for source in dict.fromkeys(sources)]


def sample_calendar() -> Calendar:
    """The calendar of the sample year."""
    return IcsStream("the sample year", BytesIO(sample.calendar()))


def calendar(
    source: str,
    stdin: BinaryIO,
    connected: Callable[[str], Calendar | None] = nothing_connected,
) -> Calendar:
    """The calendar behind one SOURCE: a file, a folder, an address, `-`, a connection.

    A path that is there comes before a connection of that name.

    Raises:
        NoSource: it has no name.
    """
    if not source.strip():
        raise NoSource
    if source.lower().startswith(ADDRESSES):
        return IcsSubscription(source, fetch)
    if source == STDIN:
        return IcsStream("standard input", stdin)
    path = Path(source)
    found = None if is_there(path) else connected(source)
    return found or calendar_at(path)


def is_there(path: Path) -> bool:
    """Whether something stands at a path, as far as we may see."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def fetch(address: str, *, seen: Seen | None = None) -> Fetched:
    """What stands at an address on the web; `fetching.base.Fetch` says more.

    Raises:
        InputError: it is no address, or inside a private network.
        OutsideError: it was not reached, or answered nothing of use.
    """
    from tightrope.fetching.addresses import (  # noqa: PLC0415 - only for an address
        VARIABLE,
        networks,
    )
    from tightrope.fetching.http import HttpFetch  # noqa: PLC0415 - httpx is slow

    allowed = networks(os.environ.get(VARIABLE, ""))
    return HttpFetch(allowed)(address, seen=seen)


def blocks_on(events: Iterable[Event]) -> tuple[Block, ...]:
    """Our own blocks among what was read from a calendar."""
    return blocks_of(events)


def focus_calendar(path: Path) -> FocusCalendar:
    """The calendar that our blocks are written to, in the file at `path`."""
    return FocusFile(path)
