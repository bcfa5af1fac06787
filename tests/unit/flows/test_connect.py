from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.syncing import FORMAT
from tightrope.calendars.base import Format, Found, NotLetIn, Remote
from tightrope.flows.connect import (
    BadName,
    Choice,
    NoEventsThere,
    NoSuchCalendar,
    NotToBeWritten,
    TwoSuchCalendars,
    connect,
)
from tightrope.flows.ports import Connection, NameTaken
from tightrope.store.memory import MemoryStore

WORK = Found(href="/team/", title="Work", colour="#7a1fa2")
TEAM = Found(href="/crew/", title="Team", writable=False)
FOCUS = Found(href="/focus/", title="Focus")
TASKS = Found(href="/tasks/", title="Tasks", events=False)


@dataclass(frozen=True, slots=True)
class Host:
    """A server that has these calendars, and leads to it."""

    calendars: Sequence[Found]
    refuses: bool = False
    name: str = "cal.example"
    addresses: frozenset[str] = frozenset({"noor@example.com"})

    def found(self) -> tuple[Found, ...]:
        if self.refuses:
            raise NotLetIn(self.name)
        return tuple(self.calendars)

    def open(self, href: str, name: str) -> Remote:
        raise NotImplementedError

    def server(self, connection: Connection) -> "Host":  # noqa: ARG002 - there is one
        return self

    def format(self, connection: Connection) -> Format:  # noqa: ARG002 - the same
        return FORMAT


def named(name: str = "work") -> Connection:
    return Connection(name=name, kind="caldav", address="https://cal.example")


def titles(store: MemoryStore, *, counted: bool = True) -> list[str]:
    return [one.title for one in store.collections.all() if one.read == counted]


def test_all_calendars_with_events_count_and_the_server_says_who_i_am() -> None:
    store = MemoryStore()

    done = connect(store, Host([WORK, TEAM, TASKS]), named(), Choice())

    assert titles(store) == ["Work", "Team"]
    assert store.connections.named("work").addresses == {"noor@example.com"}
    assert done.server == "cal.example"
    assert [one.colour for one in done.collections] == ["#7a1fa2", None]


@pytest.mark.parametrize(
    ("there", "takes"),
    [
        ([WORK, TEAM], "Work"),
        ([WORK, FOCUS], None),
        ([WORK, Found(href="/f/", title="Main", default=True)], "Main"),
        ([TEAM], None),
    ],
    ids=["the only one", "two alike", "the main one", "none"],
)
def test_blocks_go_to_the_main_calendar_or_to_the_only_one(
    there: list[Found], takes: str | None
) -> None:
    store = MemoryStore()

    done = connect(store, Host(there), named(), Choice())

    assert (done.target.title if done.target else None) == takes
    assert done.target == store.collections.target()


def test_a_named_calendar_takes_the_blocks_and_only_named_ones_count() -> None:
    store = MemoryStore()
    choice = Choice(read=["work"], write_to="Focus")

    done = connect(store, Host([WORK, TEAM, FOCUS]), named(), choice)

    assert titles(store) == ["Work"]
    assert done.target is not None
    assert done.target.title == "Focus"


def test_what_takes_the_blocks_already_goes_on_to() -> None:
    store = MemoryStore()
    connect(store, Host([WORK]), named(), Choice())

    done = connect(store, Host([FOCUS]), named("private"), Choice())

    assert done.target is not None
    assert done.target.connection == "work"


def test_another_calendar_takes_the_blocks_when_it_is_named() -> None:
    store = MemoryStore()
    connect(store, Host([WORK]), named(), Choice())

    connect(store, Host([FOCUS]), named("private"), Choice(write_to="Focus"))

    assert [one.title for one in store.collections.all() if one.target] == ["Focus"]


def test_a_connection_to_be_read_only_takes_no_blocks() -> None:
    store = MemoryStore()

    done = connect(store, Host([WORK]), named(), Choice(read_only=True))

    assert done.target is None
    assert not done.collections[0].writable


@pytest.mark.parametrize(
    ("there", "choice", "error"),
    [
        ([TASKS], Choice(), NoEventsThere),
        ([WORK], Choice(read=["Wrok"]), NoSuchCalendar),
        ([WORK], Choice(write_to="Wrok"), NoSuchCalendar),
        ([WORK, TEAM], Choice(write_to="Team"), NotToBeWritten),
        ([WORK], Choice(write_to="Work", read_only=True), NotToBeWritten),
        ([WORK, WORK], Choice(read=["Work"]), TwoSuchCalendars),
    ],
)
def test_what_cannot_be_connected_leaves_nothing(
    there: list[Found], choice: Choice, error: type[Exception]
) -> None:
    store = MemoryStore()

    with pytest.raises(error):
        connect(store, Host(there), named(), choice)

    assert (store.connections.all(), store.collections.all()) == ((), ())


def test_who_is_not_let_in_is_not_connected() -> None:
    store = MemoryStore()

    with pytest.raises(NotLetIn):
        connect(store, Host([WORK], refuses=True), named(), Choice())

    assert store.connections.all() == ()


@pytest.mark.parametrize(
    "name", ["", " ", "-", "https://cal.example", "a/b", "x" * 65, "-work", "a\nb", "~"]
)
def test_a_name_is_a_word(name: str) -> None:
    with pytest.raises(BadName):
        connect(MemoryStore(), Host([WORK]), named(name), Choice())


def test_a_name_is_given_once_and_nobody_is_asked_for_the_second() -> None:
    store = MemoryStore()
    connect(store, Host([WORK]), named(), Choice())

    with pytest.raises(NameTaken):
        connect(store, Host([WORK], refuses=True), named(), Choice())
