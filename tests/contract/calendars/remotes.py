"""The calendars that the contract of remotes is held against, a record for each.

To add one, write a context manager that gives an `Opened`, and put an `Adapter` into
`ADAPTERS`. What a calendar cannot do is in its `traits`, and read from there.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import httpx
import icalendar
import pytest

from tests import servers
from tests.servers import Running
from tightrope.calendars.base import Remote, Server
from tightrope.calendars.caldav import CaldavServer
from tightrope.fetching.asking import HttpAsk


class Others(Protocol):
    """Somebody else who writes to the same calendar, with another program."""

    def put(self, uid: str, title: str, href: str | None = None) -> str:
        """Store an event, over what stands at `href`; give its href."""

    def delete(self, href: str) -> None:
        """Delete what stands there."""

    def end(self) -> None:
        """Delete the calendar itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One calendar, ready to be tried.

    Attributes:
        server: where it was found.
        href: where it is.
        remote: itself.
        again: it opened once more, as by another device of the person.
        others: somebody else.
        own: it was made for the test, so that it may be deleted.
    """

    server: Server
    href: str
    remote: Remote
    again: Remote
    others: Others
    own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """A kind of calendar.

    Attributes:
        name: what its tests are called by.
        make: opens one, from a fresh folder and a way to the fixtures of the session.
    """

    name: str
    make: Callable[[Path, pytest.FixtureRequest], AbstractContextManager[Opened]]


# --- events as iCalendar ------------------------------------------------------------


def event(uid: str, title: str) -> bytes:
    """One event with this UID and title."""
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//tests//EN")
    one = icalendar.Event()
    one.add("UID", uid)
    one.add("SUMMARY", title)
    for name, value in (
        ("DTSTAMP", "20261101T080000Z"),
        ("DTSTART", "20261124T100000Z"),
        ("DTEND", "20261124T130000Z"),
    ):
        one[name] = value
    calendar.add_component(one)
    data: bytes = calendar.to_ical()
    return data


def told(data: bytes) -> tuple[str, str]:
    """The UID and the title in a resource, whatever its server made of its bytes."""
    [one] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return str(one["UID"]), str(one["SUMMARY"])


# --- CalDAV ---------------------------------------------------------------------------


class OtherClient:
    """A plain HTTP client, none of ours."""

    def __init__(self, running: Running, address: str) -> None:
        self._client = servers.plainly(running)
        self._address = httpx.URL(address)

    def put(self, uid: str, title: str, href: str | None = None) -> str:
        href = href or self._address.path + f"{uuid4()}.ics"
        headers = {"Content-Type": "text/calendar; charset=utf-8"}
        body = event(uid, title)
        self._ask("PUT", href, content=body, headers=headers)
        return href

    def delete(self, href: str) -> None:
        self._ask("DELETE", href)

    def end(self) -> None:
        try:
            self._ask("DELETE", self._address.path)
        except httpx.HTTPStatusError as error:
            pytest.skip(f"no calendar is deleted here: {error.response.status_code}")

    def take_away(self) -> None:
        """Delete the calendar, if it is still there and the server lets us."""
        with suppress(httpx.HTTPStatusError):
            self._ask("DELETE", self._address.path)

    def _ask(self, method: str, href: str, **more: object) -> None:
        answer = self._client.request(method, self._address.join(href), **more)  # type: ignore[arg-type]  # as httpx takes them
        answer.raise_for_status()

    def close(self) -> None:
        self._client.close()


@contextmanager
def opened_on(running: Running) -> Iterator[Opened]:
    """A calendar of its own on a CalDAV server, or the first that can be written to."""
    with HttpAsk(home=running.address) as one, HttpAsk(home=running.address) as other:
        server, second = (
            CaldavServer(
                running.address, user=running.user, secret=running.password, ask=ask
            )
            for ask in (one, other)
        )
        href, own = _calendar(running, server)
        others = OtherClient(running, href)
        remote = server.open(href, "work")
        before = set() if own else set(remote.changes(None).listed)
        try:
            yield Opened(
                server=server,
                href=href,
                remote=remote,
                again=second.open(href, "work"),
                others=others,
                own=own,
            )
        finally:
            if own:
                others.take_away()
            else:
                for left in set(remote.changes(None).listed) - before:
                    others.delete(left)
            others.close()


def _calendar(running: Running, server: CaldavServer) -> tuple[str, bool]:
    """A calendar's address, and whether it was made for us."""
    account = server.account()
    with servers.plainly(running) as client:
        for home in account.homes:
            address = f"{home.rstrip('/')}/{uuid4()}/"
            if client.request("MKCALENDAR", address).is_success:
                return address, True
    return next(
        one.href for one in account.calendars if one.writable and one.events
    ), False


def on_radicale(
    _: Path, request: pytest.FixtureRequest
) -> AbstractContextManager[Opened]:
    return opened_on(request.getfixturevalue("radicale"))


def on_xandikos(
    _: Path, request: pytest.FixtureRequest
) -> AbstractContextManager[Opened]:
    return opened_on(request.getfixturevalue("xandikos"))


def on_given(_: Path, __: pytest.FixtureRequest) -> AbstractContextManager[Opened]:
    running = servers.given()
    assert running
    return opened_on(running)


ADAPTERS = [
    Adapter(name="caldav on radicale", make=on_radicale),
    Adapter(name="caldav on xandikos", make=on_xandikos),
]
if servers.given():
    ADAPTERS.append(Adapter(name="caldav as given", make=on_given))
