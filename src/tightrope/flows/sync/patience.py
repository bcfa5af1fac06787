"""How long a server is left alone: what it asked for, and what we give it ourselves."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from tightrope.calendars.base import CalendarUnreachable
from tightrope.core.errors import OutsideError
from tightrope.flows.ports import Connection, Naps

SHORT = 5
"""A wait of so many seconds is waited out; for a longer one the next sync comes."""
LONGEST = timedelta(hours=1)

_T = TypeVar("_T")


class LeftAlone(OutsideError):
    """A server asked not to be asked for some time, which is not over."""

    def __init__(self, connection: str, until: datetime) -> None:
        self.connection = connection
        self.until = until
        super().__init__(
            f"{connection} asked to be left alone until {until:%H:%M} UTC; "
            f"ask it all the same: tightrope sync {connection}"
        )


def patiently(nap: Naps, action: Callable[[], _T]) -> _T:
    """Do it, and once more after a short wait, where that is all that is asked for."""
    try:
        return action()
    except CalendarUnreachable as error:
        if error.wait is None or error.wait > SHORT:
            raise
        nap(error.wait)
    return action()


def wait_of(error: Exception, now: datetime) -> datetime | None:
    """Until when a server wants to be left alone; an hour at most is believed."""
    if not isinstance(error, CalendarUnreachable) or error.wait is None:
        return None
    return now + min(timedelta(seconds=error.wait), LONGEST)


def check_wait(connection: Connection, now: datetime) -> None:
    """Refuse to ask a server that wants to be left alone.

    Raises:
        LeftAlone: it does. A wait beyond the longest comes from a clock that went
            wrong, and counts for nothing.
    """
    until = connection.retry_after
    if until is not None and now < until <= now + LONGEST:
        raise LeftAlone(connection.name, until)
