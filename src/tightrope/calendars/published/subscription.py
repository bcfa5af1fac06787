"""A calendar at an address on the web that we keep in step with."""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta

from tightrope.calendars.base import (
    CalendarGone,
    CalendarUnreachable,
    Changes,
    Found,
    Missing,
    NoCalendarServer,
    NotLetIn,
    Resource,
    Traits,
)
from tightrope.calendars.published.parts import NoWholeCalendar, Parts, parts_of
from tightrope.calendars.published.readonly import ReadOnlyRemote, picked
from tightrope.core.errors import OutsideError
from tightrope.fetching.base import (
    CLOSED,
    GONE,
    BadAnswer,
    Fetch,
    Fetched,
    Seen,
    host_of,
)

ITSELF = "."
COPY_ANEW = "copy the address anew from your calendar's settings"


class SubscriptionServer:
    """The one calendar at an address; `calendars.base.Server` says more.

    Args:
        address: `https`, `http` or `webcal`; as a rule whoever knows it can read the
            calendar, so it is never shown.
        fetch: how it is got.
        name: what the person calls it.
    """

    def __init__(self, address: str, fetch: Fetch, name: str = "") -> None:
        self.name = name or host_of(address)
        self._address = address
        self._fetch = fetch

    @property
    def addresses(self) -> frozenset[str]:
        """Nobody's: a published calendar says of nobody whose it is."""
        return frozenset()

    def found(self) -> tuple[Found, ...]:
        """The calendar that stands there.

        Raises:
            NoCalendarServer: something else stands there, or nothing.
            InputError: it is no address, or inside a private network.
            NotLetIn: the address is no longer good.
            CalendarUnreachable: it did not answer.
        """
        try:
            parts = self.open(ITSELF, self.name).parts()
        except CalendarGone as error:
            why = "nothing is at this address"
            raise NoCalendarServer(self.name, why, COPY_ANEW) from error
        except NothingOfUse as error:
            raise NoCalendarServer(self.name, error.what, COPY_ANEW) from error
        title = parts.title or host_of(self._address)
        return (Found(href=ITSELF, title=title, colour=parts.colour, writable=False),)

    def open(self, href: str, name: str) -> "SubscriptionRemote":  # noqa: ARG002 - it has one
        """The calendar that stands there."""
        return SubscriptionRemote(self._address, self._fetch, name)


class NothingOfUse(CalendarUnreachable):
    """An address answered with something else than a whole calendar."""

    def __init__(self, calendar: str, what: str) -> None:
        self.what = what
        super().__init__(calendar, f"{what}, so what was read before is kept")


class SubscriptionRemote(ReadOnlyRemote):
    """The calendar at an address, read only; `calendars.base.Remote` says more.

    Its token says what was seen last, so that the server can answer "not changed".

    Args:
        address: where it is.
        fetch: how it is got.
        name: what the person calls it.
    """

    def __init__(self, address: str, fetch: Fetch, name: str) -> None:
        super().__init__(name)
        self._address = address
        self._fetch = fetch
        self._parts: Parts | None = None
        self._fresh: timedelta | None = None

    @property
    def traits(self) -> Traits:
        """It knows whether it has changed, and is not written to."""
        return Traits(writable=False, keeps_bytes=True, provider="an address")

    @property
    def rest(self) -> timedelta | None:
        """How long it wants to be left alone, as it said when it was last read.

        What the calendar says comes before what its server says of all its answers.
        """
        said = self._parts.rest if self._parts else None
        return said or self._fresh

    def changes(self, since: str | None) -> Changes:
        """Say what is there, or that it is as it was.

        Raises:
            CalendarGone: nothing is at the address any more.
            NotLetIn: the address is no longer good.
            CalendarUnreachable: it did not answer, or with something else than a
                whole calendar: a page to log in, nothing, the beginning of one.
            InputError: it is no address, or inside a private network.
        """
        seen = _seen_in(since)
        fetched = self._fetched(seen)
        token = json.dumps(asdict(fetched.seen), sort_keys=True)
        if fetched.data is None or (seen and not fetched.changed):
            return Changes(listed={}, token=token)
        self._parts = self._taken_apart(fetched)
        return Changes(listed=self._parts.etags, token=token, full=True)

    def fetch(self, hrefs: Collection[str]) -> Iterator[Resource | Missing]:
        """Give each of `hrefs` as the calendar has it that was read last.

        Raises:
            CalendarGone, NotLetIn, CalendarUnreachable, InputError: as `changes` does.
        """
        yield from picked(self.parts().resources, hrefs)

    def parts(self) -> Parts:
        """What was read last, fetched where nothing was; raises what `changes` does."""
        if self._parts is None:
            self._parts = self._taken_apart(self._fetched(None))
        return self._parts

    def _fetched(self, seen: Seen | None) -> Fetched:
        with self._faults():
            fetched = self._fetch(self._address, seen=seen)
        self._fresh = timedelta(seconds=fetched.fresh) if fetched.fresh else None
        return fetched

    def _taken_apart(self, fetched: Fetched) -> Parts:
        try:
            return parts_of(fetched.data or b"")
        except NoWholeCalendar as error:
            raise NothingOfUse(self.name, f"answers with what {error}") from error

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn what fetching says into errors of a calendar."""
        try:
            yield
        except BadAnswer as error:
            if error.status in GONE:
                self._parts = None
                raise CalendarGone(self.name) from error
            if error.status in CLOSED:
                raise NotLetIn(self.name, COPY_ANEW) from error
            reason = f"answered with the status {error.status}"
            raise CalendarUnreachable(self.name, reason, wait=error.wait) from error
        except OutsideError as error:
            reason = f"could not be read ({error})"
            raise CalendarUnreachable(self.name, reason) from error


def _seen_in(token: str | None) -> Seen | None:
    """What was seen last, from a token of ours; nothing from any other."""
    try:
        found = json.loads(token or "null")
        return Seen(**found) if found else None
    except (ValueError, TypeError):
        return None
