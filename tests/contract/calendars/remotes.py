"""The calendars that the contract of remotes is held against, a record for each.

To add one, write a context manager that gives an `Opened`, and put an `Adapter` into
`ADAPTERS`. What a calendar cannot do is in its `traits`, and read from there.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import httpx
import icalendar
import pytest

from tests import servers
from tests.servers import Running
from tests.serving import page, serving
from tightrope.calendars.base import Remote, Server
from tightrope.calendars.caldav import CaldavServer
from tightrope.calendars.folders import FolderServer
from tightrope.calendars.memory import KeptCalendar, MemoryServer, Quirks
from tightrope.calendars.published import FileServer, SubscriptionServer
from tightrope.calendars.published.parts import parts_of
from tightrope.fetching.addresses import networks
from tightrope.fetching.asking import HttpAsk
from tightrope.fetching.http import HttpFetch


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


# --- in memory ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherInMemory:
    """Another client of a server in memory."""

    kept: KeptCalendar

    def put(self, uid: str, title: str, href: str | None = None) -> str:
        href = href or f"{self.kept.href}{uuid4()}.ics"
        self.kept.store(href, event(uid, title))
        return href

    def delete(self, href: str) -> None:
        self.kept.remove(href)

    def end(self) -> None:
        self.kept.alive = False


def in_memory(
    change: Callable[[Quirks], None],
) -> Callable[[Path, pytest.FixtureRequest], AbstractContextManager[Opened]]:
    """A server in memory that differs from the standards in some way."""

    @contextmanager
    def opened(_: Path, __: pytest.FixtureRequest) -> Iterator[Opened]:
        server = MemoryServer()
        change(server.quirks)
        yield Opened(
            server=server,
            href="/team/",
            remote=server.open("/team/", "work"),
            again=server.open("/team/", "work"),
            others=OtherInMemory(kept=server.calendar("/team/")),
        )

    return opened


def plain(_: Quirks) -> None:
    """Let it be as it should."""


def rewriting(quirks: Quirks) -> None:
    """Let it change what it is given, and keep no tokens."""
    quirks.rewrites, quirks.drops_unknown, quirks.tokens = True, True, False


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


# --- folders, files, addresses --------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherProgram:
    """A program that keeps events in the same folder, as plainly as can be."""

    folder: Path

    def put(self, uid: str, title: str, href: str | None = None) -> str:
        href = href or f"{uid}.ics"
        (self.folder / href).write_bytes(event(uid, title))
        return href

    def delete(self, href: str) -> None:
        (self.folder / href).unlink()

    def end(self) -> None:
        shutil.rmtree(self.folder)


@contextmanager
def on_folder(path: Path, _: pytest.FixtureRequest) -> Iterator[Opened]:
    folder = path / "calendars" / "work"
    folder.mkdir(parents=True)
    server = FolderServer(folder.parent, "mine")
    yield Opened(
        server=server,
        href="work",
        remote=server.open("work", "work"),
        again=FolderServer(folder.parent, "mine").open("work", "work"),
        others=OtherProgram(folder=folder),
    )


@dataclass(slots=True, kw_only=True)
class Publisher:
    """Somebody who publishes a calendar in one piece, and changes it at times.

    Attributes:
        publish: lets everybody see these bytes now; nothing takes them away.
    """

    publish: Callable[[bytes | None], None]
    events: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def put(self, uid: str, title: str, href: str | None = None) -> str:
        one = event(uid, title)
        [named] = parts_of(one).resources
        assert href in {named, None}
        body = one[one.index(b"BEGIN:VEVENT") : one.index(b"END:VCALENDAR")]
        self.events[named] = uid, body
        self.show()
        return named

    def delete(self, href: str) -> None:
        del self.events[href]
        self.show()

    def end(self) -> None:
        self.publish(None)

    def show(self) -> None:
        bodies = b"".join(body for _, body in self.events.values())
        head = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//EN\r\n"
        self.publish(head + bodies + b"END:VCALENDAR\r\n")


@contextmanager
def on_file(path: Path, _: pytest.FixtureRequest) -> Iterator[Opened]:
    file = path / "work.ics"

    def publish(data: bytes | None) -> None:
        if data is None:
            file.unlink()
        else:
            file.write_bytes(data)

    others = Publisher(publish=publish)
    others.show()
    yield _published(FileServer(file, "work"), FileServer(file, "work"), others)


@contextmanager
def on_address(_: Path, __: pytest.FixtureRequest) -> Iterator[Opened]:
    with serving() as web:

        def publish(data: bytes | None) -> None:
            gone = page(status=404)
            web.pages["/s.ics"] = gone if data is None else page(data)

        others = Publisher(publish=publish)
        others.show()
        fetch = HttpFetch(networks("127.0.0.1"))
        one, two = (SubscriptionServer(web.at("/s.ics"), fetch, "w") for _ in "12")
        yield _published(one, two, others)


def _published(server: Server, second: Server, others: Publisher) -> Opened:
    return Opened(
        server=server,
        href=".",
        remote=server.open(".", "work"),
        again=second.open(".", "work"),
        others=others,
    )


ADAPTERS = [
    Adapter(name="in memory", make=in_memory(plain)),
    Adapter(name="in memory and rewriting", make=in_memory(rewriting)),
    Adapter(name="caldav on radicale", make=on_radicale),
    Adapter(name="caldav on xandikos", make=on_xandikos),
    Adapter(name="a folder", make=on_folder),
    Adapter(name="a file", make=on_file),
    Adapter(name="an address", make=on_address),
]
if servers.given():
    ADAPTERS.append(Adapter(name="caldav as given", make=on_given))
