import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.store.test_ahead import feed, snapshot
from tests.contract.store.things import (
    MONDAY,
    WEEK,
    at,
    calendar,
    connection,
    entry,
    event,
    kept,
    outgoing,
    renewed,
    sighting,
    write,
)
from tightrope.flows.ports import NoSuchConnection, Person, Store
from tightrope.store import open_store

KEY = "k" * 43


@pytest.fixture
def owners(empty: Path, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two owners in one database."""
    folder = shutil.copytree(empty, tmp_path / "data")
    with open_store(folder, owner="anna") as anna, open_store(folder, owner="bea") as b:
        yield anna, b


def filled(store: Store) -> int:
    """Keep something of everything; the key of the calendar."""
    one = calendar(store)
    store.people.change(Person(zone="Europe/Berlin"))
    store.mirror.renew(one.id, [renewed("/a", event("a", at(0, 9), one.id))])
    store.mirror.see([sighting(one.id, "a")])
    store.blocks.keep([kept("b1", at(0, 9, 180))])
    done, _ = store.outbox.add([outgoing(one.id), outgoing(one.id, "b2")])
    store.outbox.done(done.id, write(done))
    store.snapshots.add(snapshot(16))
    store.ledger.add([entry()], group="g1", known=0)
    store.feeds.add(feed(KEY))
    return one.id


def seen(store: Store, collection: int) -> list[object]:
    """All that an owner sees, of a calendar of theirs or of another's."""
    return [
        store.people.me(),
        store.connections.all(),
        store.collections.all(),
        store.collections.one(collection),
        store.collections.target(),
        dict(store.mirror.held(collection)),
        store.mirror.resource(collection, "/a"),
        tuple(store.mirror.resources(collection)),
        store.mirror.events(WEEK).events,
        store.mirror.events(WEEK, collections=[collection]).events,
        store.mirror.sightings(),
        store.mirror.sightings(collection, uids=["a"]),
        store.blocks.all(),
        store.blocks.one("b1"),
        store.outbox.waiting(),
        store.outbox.waiting(collection),
        store.writes.all(),
        store.writes.all(group="g1"),
        store.writes.last_of(collection, "/anna/b1.ics"),
        store.snapshots.all(),
        store.ledger.all(),
        store.feeds.all(),
        store.feeds.with_key(KEY),
    ]


def test_neither_sees_what_is_the_others(owners: tuple[Store, Store]) -> None:
    anna, bea = owners
    nothing = seen(bea, 1)

    id_ = filled(anna)

    assert seen(bea, id_) == nothing
    assert nothing == [Person(), *(thing for thing in nothing[1:])]
    assert not any(nothing[1:])


def test_neither_changes_what_is_the_others(owners: tuple[Store, Store]) -> None:
    anna, bea = owners
    id_ = filled(anna)
    before = seen(anna, id_)
    mine = anna.collections.all()[0]
    [waiting], [made] = anna.outbox.waiting(), anna.feeds.all()

    bea.people.change(Person(hours="Mon 09:00-10:00"))
    bea.collections.change(mine)
    bea.collections.remove(id_)
    with pytest.raises(NoSuchConnection):
        bea.connections.change(connection())
    with pytest.raises(NoSuchConnection):
        bea.connections.remove("work")
    bea.mirror.renew(id_, [renewed("/a", event("theirs", at(0, 9)))])
    bea.mirror.drop(id_, ["/a"])
    bea.mirror.see([sighting(id_, "a", gone=MONDAY)])
    bea.blocks.forget(["b1"])
    bea.outbox.change(waiting)
    bea.outbox.done(waiting.id, write(waiting))
    bea.feeds.change(made)

    assert seen(anna, id_) == before


def test_both_may_use_the_same_names(owners: tuple[Store, Store]) -> None:
    anna, bea = owners

    hers, theirs = filled(anna), filled(bea)

    assert hers != theirs
    assert anna.blocks.all() == bea.blocks.all()
    assert anna.snapshots.all() == bea.snapshots.all()
    assert anna.ledger.all() == bea.ledger.all() != ()
    assert anna.mirror.events(WEEK).events == (event("a", at(0, 9), hers),)
    assert bea.mirror.events(WEEK).events == (event("a", at(0, 9), theirs),)


def test_neither_keeps_the_other_waiting(owners: tuple[Store, Store]) -> None:
    anna, bea = owners

    with anna.alone("sync") as hers, bea.alone("sync") as theirs:
        assert (hers, theirs) == (True, True)
