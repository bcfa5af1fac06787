"""The one place that picks which adapter stands behind each port."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from tightrope import sample
from tightrope.calendars.base import Calendar, FocusCalendar
from tightrope.calendars.focus import FocusFile, blocks_of
from tightrope.calendars.ics import IcsStream, calendar_at
from tightrope.core.errors import InputError
from tightrope.core.planner import Block
from tightrope.core.timeline import Event

STDIN = "-"
ADDRESSES = ("https://", "http://", "webcal://")


class AddressNotYet(InputError):
    """A calendar on the web was named, which cannot be read yet."""

    def __init__(self, host: str) -> None:
        # Only the host: the rest of such an address is as good as a password.
        self.host = host
        super().__init__(
            f"calendars on the web ({host}) cannot be read yet; download the .ics "
            "file and give its path"
        )


class NoSource(InputError):
    """The name of a SOURCE is empty, as an unset variable of a shell makes it."""

    def __init__(self) -> None:
        super().__init__(
            "a SOURCE without a name was given; give the path of an .ics file, a "
            "folder, or -"
        )


def calendars(sources: Sequence[str], stdin: BinaryIO) -> list[Calendar]:
    """The calendar behind each SOURCE of a call; one that is named twice once.

    Raises:
        NoSource: one of them has no name.
        AddressNotYet: one of them is on the web.
        InputError: one of them is not there.
    """
    return [calendar(source, stdin) for source in dict.fromkeys(sources)]


def sample_calendar() -> Calendar:
    """The calendar of the sample year."""
    return IcsStream("the sample year", BytesIO(sample.calendar()))


def calendar(source: str, stdin: BinaryIO) -> Calendar:
    """The calendar behind one SOURCE: a file, a folder, or `-` for `stdin`.

    Raises:
        NoSource: it has no name.
        AddressNotYet: it is on the web.
    """
    if not source.strip():
        raise NoSource
    if source.lower().startswith(ADDRESSES):
        raise AddressNotYet(urlsplit(source).hostname or "?")
    if source == STDIN:
        return IcsStream("standard input", stdin)
    return calendar_at(Path(source))


def blocks_on(events: Iterable[Event]) -> tuple[Block, ...]:
    """Our own blocks among what was read from a calendar."""
    return blocks_of(events)


def focus_calendar(path: Path) -> FocusCalendar:
    """The calendar that our blocks are written to, in the file at `path`."""
    return FocusFile(path)
