"""How many questions a list takes: as many for three as for one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.test.utils import CaptureQueriesContext

from tests.contract.store.test_ahead import feed, snapshot
from tests.contract.store.things import (
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
from tightrope.flows.ports import Store
from tightrope.store import open_store

LISTS: dict[str, tuple[Callable[[Store], object], int]] = {
    "connections": (lambda store: store.connections.all(), 1),
    "collections": (lambda store: store.collections.all(), 1),
    "collections of one": (lambda store: store.collections.all("c0"), 1),
    "held": (lambda store: store.mirror.held(1), 1),
    "resources": (lambda store: list(store.mirror.resources(1)), 2),
    "events": (lambda store: store.mirror.events(WEEK), 4),
    "sightings": (lambda store: store.mirror.sightings(), 1),
    "sightings of some": (
        lambda store: store.mirror.sightings(1, uids=["a0", "a1", "a2"]),
        1,
    ),
    "blocks": (lambda store: store.blocks.all(), 1),
    "blocks of a week": (lambda store: store.blocks.all(WEEK), 1),
    "waiting": (lambda store: store.outbox.waiting(), 1),
    "writes": (lambda store: store.writes.all(), 1),
    "ledger": (lambda store: store.ledger.all(), 1),
    "snapshots": (lambda store: store.snapshots.all(), 1),
    "feeds": (lambda store: store.feeds.all(), 1),
}


def filled(store: Store, times: int) -> None:
    """Keep so many of everything."""
    for number in range(times):
        store.connections.add(connection(f"c{number}"))
        one = calendar(store, f"c{number}")
        store.collections.change(replace(one, zone="Europe/Berlin"))
        store.mirror.renew(
            1, [renewed(f"/{number}", event(f"a{number}", at(0, 9), one.id))]
        )
        store.mirror.see([sighting(1, f"a{number}")])
        store.blocks.keep([kept(f"b{number}", at(number, 9, 180))])
        done, _ = store.outbox.add([outgoing(1, f"b{number}"), outgoing(1)])
        store.outbox.done(done.id, write(done))
        store.snapshots.add(snapshot(16 + number))
        store.ledger.add([entry(number)], group="g1", known=number)
        store.feeds.add(feed(f"{number}" * 43))


@pytest.mark.parametrize("times", [1, 3])
def test_a_list_takes_as_many_questions_for_three_as_for_one(
    data: Path, times: int
) -> None:
    with open_store(data) as store:
        filled(store, times)
        asked: dict[str, int] = {}
        for name, (call, _) in LISTS.items():
            with CaptureQueriesContext(store.blocks.shelf.connection) as queries:
                call(store)
            asked[name] = len(queries)

    assert asked == {name: most for name, (_, most) in LISTS.items()}


def test_a_window_is_looked_up_and_never_gone_through(data: Path) -> None:
    with open_store(data) as store:
        filled(store, 1)
        connected = store.blocks.shelf.connection
        with CaptureQueriesContext(connected) as queries:
            store.mirror.events(WEEK)
        with connected.cursor() as cursor:
            plans = [
                " ".join(
                    str(row) for row in cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                )
                for sql in [query["sql"] for query in queries]
                if "store_instance" in sql
            ]

    assert "instance_by_length" in plans[0]
    assert "COVERING INDEX instance_by_start (collection_id=? AND start>?" in plans[1]
