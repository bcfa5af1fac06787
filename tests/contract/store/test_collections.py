from dataclasses import replace
from datetime import timedelta

import pytest

from tests.contract.store.things import MONDAY, WEEK, at, calendar, event, renewed
from tightrope.flows.ports import Collection, NoSuchConnection, Store


def test_a_calendar_is_given_back_with_a_key(store: Store) -> None:
    first, second = calendar(store), calendar(store, href="/other/")

    assert first.id not in (0, second.id)
    assert store.collections.one(first.id) == first
    assert store.collections.all() == (first, second)


def test_all_that_is_said_of_a_calendar_is_kept(store: Store) -> None:
    said = replace(
        calendar(store),
        href="https://calendar.example.org/private-1234/basic.ics",
        title="Äll of it",
        colour="#7a1fa2",
        writable=False,
        read=False,
        target=True,
        token="http://example.org/sync/42",  # noqa: S106 - a place, no secret
        listed=MONDAY,
        expanded_until=MONDAY + timedelta(days=500),
        zone="Europe/Berlin",
        traits="Radicale 3",
    )

    store.collections.change(said)

    assert store.collections.one(said.id) == said


def test_the_calendars_of_one_connection_can_be_asked_for(store: Store) -> None:
    home, work = calendar(store, "home"), calendar(store, "work")

    assert store.collections.all("home") == (home,)
    assert store.collections.all("work") == (work,)
    assert store.collections.all("elsewhere") == ()


def test_a_calendar_needs_a_connection(store: Store) -> None:
    with pytest.raises(NoSuchConnection):
        store.collections.add(Collection(connection="nowhere", href="/"))


def test_a_new_target_takes_the_place_of_the_old_one(store: Store) -> None:
    first = store.collections.add(replace(calendar(store), target=True))
    second = calendar(store, href="/other/")
    assert store.collections.target() == first

    store.collections.change(replace(second, target=True))

    assert store.collections.target() == replace(second, target=True)
    assert store.collections.one(first.id) == replace(first, target=False)


def test_a_target_that_is_added_takes_its_place_too(store: Store) -> None:
    first = store.collections.add(replace(calendar(store), target=True))

    second = store.collections.add(replace(first, id=0, href="/other/"))

    assert store.collections.target() == second
    assert store.collections.one(first.id) == replace(first, target=False)


def test_a_target_may_stay_the_target(store: Store) -> None:
    first = store.collections.add(replace(calendar(store), target=True))

    store.collections.change(replace(first, title="New"))

    assert store.collections.target() == replace(first, title="New")


def test_a_calendar_goes_with_its_events(store: Store) -> None:
    gone, stays = calendar(store), calendar(store, href="/other/")
    for one in (gone, stays):
        store.mirror.renew(one.id, [renewed("/a", event("a", at(0, 9), one.id))])

    store.collections.remove(gone.id)

    assert store.collections.all() == (stays,)
    assert store.mirror.held(gone.id) == {}
    assert list(store.mirror.held(stays.id)) == ["/a"]
    assert store.mirror.events(WEEK, collections=[gone.id]).events == ()


def test_to_change_or_remove_one_that_is_not_there_does_nothing(store: Store) -> None:
    there = calendar(store)
    gone = calendar(store, href="/other/")
    store.collections.remove(gone.id)

    store.collections.change(replace(gone, target=True))
    store.collections.remove(gone.id)

    assert store.collections.all() == (there,)


def test_a_key_is_never_given_twice(store: Store) -> None:
    gone = calendar(store)
    store.collections.remove(gone.id)

    assert calendar(store, href="/other/").id != gone.id
