"""Connect a calendar: find what is there, choose what is read and where blocks go."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tightrope.calendars.base import Found
from tightrope.core.errors import InputError
from tightrope.flows.ports import (
    Collection,
    Connection,
    NameTaken,
    Reach,
    Store,
)

NAME = re.compile(r"\w[\w .-]{0,62}\w|\w")
"""A name can be typed, said in a sentence, and mistaken for no path or address."""


class BadName(InputError):
    """A connection cannot be called so."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name!r} is no name for a connection; take a word such as work: letters, "
            "digits, dots, dashes and blanks, 64 at most"
        )


class NoEventsThere(InputError):
    """A server has calendars, and none that holds events."""

    def __init__(self, server: str) -> None:
        self.server = server
        super().__init__(
            f"{server} has no calendar that takes events; make one there first"
        )


class NoSuchCalendar(InputError):
    """A connection has no calendar of that title."""

    def __init__(self, title: str, known: Sequence[str]) -> None:
        self.title = title
        self.known = tuple(known)
        there = ", ".join(repr(one) for one in known)
        super().__init__(f"there is no calendar {title!r} there; there are: {there}")


class TwoSuchCalendars(InputError):
    """Two calendars of a connection have the title."""

    def __init__(self, title: str) -> None:
        self.title = title
        super().__init__(
            f"two calendars are called {title!r}; rename one of them on its server"
        )


class NotToBeWritten(InputError):
    """The calendar that blocks should go to can only be read."""

    def __init__(self, title: str) -> None:
        self.title = title
        super().__init__(
            f"the calendar {title!r} can only be read; name another with --write-to"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the person wants of a connection.

    Attributes:
        read: the titles of the calendars that count; all without any.
        write_to: the title of the calendar that blocks go to; the flow chooses one
            where nothing is said.
        read_only: whether no block ever goes to this connection.
    """

    read: Sequence[str] = ()
    write_to: str | None = None
    read_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """What was connected.

    Attributes:
        connection: as it is kept.
        collections: its calendars, in the server's order.
        target: where blocks go now, on this connection or another.
        server: its host, or what else may be shown of it.
    """

    connection: Connection
    collections: tuple[Collection, ...] = field(default=())
    target: Collection | None = None
    server: str = ""


def connect(
    store: Store, reach: Reach, connection: Connection, choice: Choice
) -> Connected:
    """Ask what is there, and keep the connection with its calendars.

    A calendar that blocks go to already stays it, unless another is named.

    Raises:
        BadName: the connection cannot be called so.
        NameTaken: another one is.
        NoSuchCalendar: a title that was named is not there.
        NotToBeWritten: blocks cannot go where they should.
        InputError: it leads nowhere, or we are not let in.
        OutsideError: nobody answered.
    """
    checked(store, connection.name)
    server = reach.server(connection)
    found = tuple(one for one in server.found() if one.events)
    if not found:
        raise NoEventsThere(server.name)
    target = target_of(found, choice, free=store.collections.target() is None)
    counted = hrefs_of(found, choice.read)
    known = connection.addresses | server.addresses
    kept = replace(connection, addresses=known)
    with store.together():
        store.connections.add(kept)
        collections = tuple(
            store.collections.add(
                Collection(
                    connection=kept.name,
                    href=one.href,
                    title=one.title,
                    colour=one.colour,
                    writable=one.writable and not choice.read_only,
                    read=one.href in counted,
                    target=one == target,
                )
            )
            for one in found
        )
        goes_to = store.collections.target()
    return Connected(
        connection=kept,
        collections=collections,
        target=goes_to,
        server=server.name,
    )


def checked(store: Store, name: str) -> None:
    """Refuse a name before anybody is asked.

    Raises:
        BadName: a connection cannot be called so.
        NameTaken: another one is.
    """
    if not NAME.fullmatch(name):
        raise BadName(name)
    if any(one.name == name for one in store.connections.all()):
        raise NameTaken(name)


def hrefs_of(found: Sequence[Found], titles: Sequence[str]) -> frozenset[str]:
    """The hrefs of the calendars that count: those of these titles, or all.

    Raises:
        NoSuchCalendar: a title is not there.
        TwoSuchCalendars: it is there twice.
    """
    if not titles:
        return frozenset(one.href for one in found)
    return frozenset(titled(found, title).href for title in titles)


def target_of(found: Sequence[Found], choice: Choice, *, free: bool) -> Found | None:
    """The calendar that blocks go to: the one named, the main one, or the only one.

    Args:
        found: what the server has.
        choice: what the person wants.
        free: whether no calendar has them yet; only then one that was not named is
            taken.

    Raises:
        NoSuchCalendar: the one named is not there.
        NotToBeWritten: it can only be read.
    """
    if choice.write_to is not None:
        named = titled(found, choice.write_to)
        if not named.writable or choice.read_only:
            raise NotToBeWritten(choice.write_to)
        return named
    if choice.read_only or not free:
        return None
    writable = [one for one in found if one.writable]
    main = [one for one in writable if one.default]
    fits = main or writable
    return fits[0] if len(fits) == 1 else None


def titled(found: Sequence[Found], title: str) -> Found:
    """The calendar of that title, upper and lower case alike where that tells.

    Raises:
        NoSuchCalendar: there is none.
        TwoSuchCalendars: there are two.
    """
    exact = [one for one in found if one.title == title]
    alike = exact or [one for one in found if one.title.lower() == title.lower()]
    if not alike:
        raise NoSuchCalendar(title, [one.title for one in found])
    if len(alike) > 1:
        raise TwoSuchCalendars(title)
    return alike[0]
