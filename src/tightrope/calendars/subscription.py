"""A calendar that is published at an address on the web."""

from collections.abc import Collection
from io import BytesIO
from zoneinfo import ZoneInfo

from tightrope.calendars.base import Reading
from tightrope.calendars.ics import IcsStream, NoCalendar
from tightrope.core.errors import InputError
from tightrope.core.timeline import Span
from tightrope.fetching.base import Fetch, Seen, host_of

PAGES = {"text/html", "application/xhtml+xml"}


class NoCalendarThere(InputError):
    """An address answers, and with no calendar."""

    def __init__(self, host: str, what: str) -> None:
        self.host = host
        self.what = what
        super().__init__(
            f"{host} {what}; copy the address anew from your calendar's settings, as "
            "a rule it ends in .ics"
        )


class IcsSubscription:
    """A calendar at an address, fetched once when it is first read.

    Args:
        address: `https`, `http` or `webcal`; as a rule whoever knows it can read
            the calendar, so nothing but its host is ever shown.
        fetch: how it is got.

    Attributes:
        name: its host.
        seen: what it was when it was fetched, once it has been.
    """

    def __init__(self, address: str, fetch: Fetch) -> None:
        self.name = host_of(address)
        self.seen: Seen | None = None
        self._address = address
        self._fetch = fetch
        self._calendar: IcsStream | None = None

    def read(
        self, window: Span, *, zone: ZoneInfo | None = None, me: Collection[str] = ()
    ) -> Reading:
        """Read what overlaps `window`; `calendars.base.Calendar` says more.

        Raises:
            NoCalendarThere: something else stands there: a page to log in, nothing.
            InputError: it is no address, or inside a private network.
            OutsideError: it was not reached, or answered nothing of use.
        """
        if self._calendar is None:
            self._calendar = IcsStream(self.name, BytesIO(self._fetched()))
        try:
            return self._calendar.read(window, zone=zone, me=me)
        except NoCalendar as error:
            raise NoCalendarThere(self.name, error.what) from error

    def _fetched(self) -> bytes:
        """The bytes at the address; a page in their stead is refused."""
        # Nothing is kept here, so the server is never asked whether it has changed.
        fetched = self._fetch(self._address)
        data = fetched.data or b""
        if b"BEGIN:VCALENDAR" not in data.upper() and (
            fetched.kind in PAGES or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
        ):
            what = "answers with a web page instead of a calendar"
            raise NoCalendarThere(self.name, what)
        self.seen = fetched.seen
        return data
