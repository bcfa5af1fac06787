from dataclasses import replace

import pytest

from tests.contract.store.things import (
    MONDAY,
    WEEK,
    at,
    calendar,
    connection,
    event,
    outgoing,
    renewed,
    sighting,
    write,
)
from tightrope.flows.ports import NameTaken, NoSuchConnection, Person, Store


def test_at_first_nothing_is_known(store: Store) -> None:
    assert store.people.me() == Person()
    assert store.connections.all() == ()
    assert store.collections.all() == ()
    assert store.collections.target() is None


def test_what_is_known_of_the_person_is_kept(store: Store) -> None:
    anna = Person(
        zone="Europe/Berlin",
        hours="Mon-Fri 09:00-18:00",
        addresses=frozenset({"anna@example.org"}),
    )

    store.people.change(anna)

    assert store.people.me() == anna


def test_a_connection_is_given_back_as_it_was(store: Store) -> None:
    store.connections.add(connection())

    assert store.connections.named("work") == connection()


def test_a_connection_that_says_little_too(store: Store) -> None:
    little = replace(
        connection(),
        user="",
        secret="",
        options={},
        addresses=frozenset(),
        synced=None,
        tried=None,
        fault=None,
        retry_after=None,
    )

    store.connections.add(little)

    assert store.connections.all() == (little,)


def test_connections_come_by_name(store: Store) -> None:
    for name in ("work", "Äste", "home"):
        store.connections.add(connection(name))

    found = [known.name for known in store.connections.all()]

    assert found == sorted(["work", "Äste", "home"])


def test_a_name_is_given_once(store: Store) -> None:
    store.connections.add(connection())

    with pytest.raises(NameTaken):
        store.connections.add(replace(connection(), kind="ics"))
    assert store.connections.all() == (connection(),)


def test_what_is_said_of_a_connection_can_change(store: Store) -> None:
    store.connections.add(connection())
    changed = replace(connection(), secret="battery", fault=None, options={})  # noqa: S106 - of nobody

    store.connections.change(changed)

    assert store.connections.all() == (changed,)


@pytest.mark.parametrize("verb", ["named", "change", "remove"])
def test_one_that_is_not_there_is_said_with_those_that_are(
    store: Store, verb: str
) -> None:
    store.connections.add(connection("home"))
    asked = connection("work") if verb == "change" else "work"

    with pytest.raises(NoSuchConnection) as caught:
        getattr(store.connections, verb)(asked)

    assert caught.value.known == ("home",)


def test_a_connection_goes_with_all_that_was_read_through_it(store: Store) -> None:
    gone, stays = calendar(store, "work"), calendar(store, "home")
    for one in (gone, stays):
        store.mirror.renew(one.id, [renewed("/a", event("a", at(0, 9), one.id))])
        store.mirror.see([sighting(one.id, "a")])

    store.connections.remove("work")

    assert [known.name for known in store.connections.all()] == ["home"]
    assert store.collections.all() == (stays,)
    assert store.collections.one(gone.id) is None
    assert store.mirror.held(gone.id) == {}
    assert store.mirror.sightings() == (sighting(stays.id, "a"),)
    assert store.mirror.events(WEEK).events == (event("a", at(0, 9), stays.id),)


def test_the_log_outlives_connections_and_calendars(store: Store) -> None:
    one = calendar(store)
    [asked] = store.outbox.add([outgoing(one.id)])
    logged = store.outbox.done(asked.id, write(asked))

    store.collections.remove(one.id)
    store.connections.remove("work")

    assert logged is not None
    assert store.writes.all() == (logged,)
    assert store.writes.last_of(one.id, asked.href) == logged


def test_a_connection_can_be_made_anew_under_its_old_name(store: Store) -> None:
    before = calendar(store)
    store.connections.remove("work")

    after = calendar(store)

    assert after.id != before.id
    assert store.connections.named("work") == connection()
    assert store.mirror.held(after.id) == {}


def test_faults_and_times_of_a_connection_are_forgotten_when_it_says_none(
    store: Store,
) -> None:
    store.connections.add(connection())

    store.connections.change(replace(connection(), fault=None, retry_after=None))

    found = store.connections.named("work")
    assert (found.fault, found.retry_after, found.synced) == (None, None, MONDAY)


def test_no_secret_shows_in_what_is_printed_of_a_connection(store: Store) -> None:
    store.connections.add(connection())

    shown = repr(store.connections.named("work"))

    assert "correct horse" not in shown
    assert "dav.example.org" not in shown
    assert "anna'" not in shown
