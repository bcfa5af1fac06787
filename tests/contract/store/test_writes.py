from dataclasses import replace
from datetime import timedelta

from tests.contract.store.things import MONDAY, calendar, outgoing, write
from tightrope.flows.ports import Store, Verb


def test_writes_that_wait_come_oldest_first_with_their_keys(store: Store) -> None:
    asked = [outgoing(7, f"b{number}") for number in (2, 1, 3)]

    kept = store.outbox.add(asked)

    assert [replace(one, id=0) for one in kept] == asked
    assert sorted(one.id for one in kept) == [one.id for one in kept]
    assert store.outbox.waiting() == kept
    assert store.outbox.add([]) == ()


def test_all_that_is_said_of_a_waiting_write_is_kept(store: Store) -> None:
    [plain] = store.outbox.add([outgoing(7)])
    full = replace(
        plain,
        verb=Verb.UNDO,
        before=b"\x00\xff",
        etag='W/"3"',
        data=None,
        attempts=3,
        not_before=MONDAY + timedelta(minutes=5),
        fault="it did not answer",
        undoes=12,
    )

    store.outbox.change(full)

    assert store.outbox.waiting() == (full,)


def test_those_of_one_calendar_can_be_asked_for(store: Store) -> None:
    here, there = store.outbox.add([outgoing(7), outgoing(8)])

    assert store.outbox.waiting(7) == (here,)
    assert store.outbox.waiting(8) == (there,)
    assert store.outbox.waiting(9) == ()


def test_what_was_written_leaves_the_outbox_and_stands_in_the_log(
    store: Store,
) -> None:
    first, second = store.outbox.add([outgoing(7), outgoing(7, "b2")])

    logged = store.outbox.done(first.id, write(first, before=b"old", undoes=4))

    assert logged is not None
    assert logged == replace(write(first, before=b"old", undoes=4), id=logged.id)
    assert logged.id > 0
    assert store.outbox.waiting() == (second,)
    assert store.writes.all() == (logged,)


def test_what_was_dropped_leaves_no_trace_in_the_log(store: Store) -> None:
    [asked] = store.outbox.add([outgoing(7)])

    assert store.outbox.done(asked.id, None) is None

    assert store.outbox.waiting() == ()
    assert store.writes.all() == ()


def test_what_is_done_twice_is_logged_once(store: Store) -> None:
    [asked] = store.outbox.add([outgoing(7)])
    logged = store.outbox.done(asked.id, write(asked))

    assert store.outbox.done(asked.id, write(asked)) is None

    assert store.writes.all() == (logged,)


def test_a_write_that_was_taken_out_stays_out(store: Store) -> None:
    [asked] = store.outbox.add([outgoing(7)])
    store.outbox.done(asked.id, None)

    store.outbox.change(replace(asked, attempts=1))

    assert store.outbox.waiting() == ()


def test_the_log_comes_oldest_first_and_by_command(store: Store) -> None:
    asked = store.outbox.add(
        [outgoing(7, "b1"), outgoing(7, "b2", group="g2"), outgoing(7, "b3")]
    )

    logged = [store.outbox.done(one.id, write(one)) for one in asked]

    assert store.writes.all() == tuple(logged)
    assert store.writes.all(group="g1") == (logged[0], logged[2])
    assert store.writes.all(group="never") == ()


def test_the_last_write_at_a_place_is_found(store: Store) -> None:
    asked = store.outbox.add(
        [outgoing(7), outgoing(7, verb=Verb.MOVE), outgoing(8), outgoing(7, "b2")]
    )

    logged = [store.outbox.done(one.id, write(one)) for one in asked]

    assert store.writes.last_of(7, asked[0].href) == logged[1]
    assert store.writes.last_of(8, asked[0].href) == logged[2]
    assert store.writes.last_of(9, asked[0].href) is None


def test_a_deletion_is_logged_as_one(store: Store) -> None:
    [asked] = store.outbox.add([outgoing(7, data=None, before=b"old", etag='"1"')])

    logged = store.outbox.done(asked.id, write(asked, etag=None))

    assert logged is not None
    assert (logged.before, logged.after, logged.etag) == (b"old", None, None)
    assert store.writes.all() == (logged,)


def test_what_waits_for_a_calendar_that_goes_still_waits(store: Store) -> None:
    one = calendar(store)
    [asked] = store.outbox.add([outgoing(one.id)])

    store.connections.remove("work")

    assert store.outbox.waiting() == (asked,)
