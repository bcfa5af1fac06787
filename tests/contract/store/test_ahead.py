from dataclasses import replace
from datetime import date, timedelta

from tests.contract.store.things import MONDAY
from tightrope.flows.ports import Feed, Snapshot, Store


def snapshot(day: int, **more: object) -> Snapshot:
    facts: dict[str, object] = {
        "day": date(2026, 11, day),
        "taken": MONDAY + timedelta(days=day - 16, seconds=1),
        "hours": {date(2026, 11, day + 1): 0.1 + 0.2, date(2027, 2, 28): 24.0},
        "away": frozenset({date(2026, 12, 24), date(2026, 12, 23)}),
    }
    return Snapshot(**facts | more)  # type: ignore[arg-type] # whatever a test says


def feed(key: str, **more: object) -> Feed:
    return Feed(name="Bea", key=key, made=MONDAY, **more)  # type: ignore[arg-type] # whatever a test says


def test_the_first_snapshot_of_a_day_stays(store: Store) -> None:
    assert store.snapshots.add(snapshot(16))
    assert not store.snapshots.add(snapshot(16, hours={}, away=frozenset()))

    assert store.snapshots.all() == (snapshot(16),)


def test_snapshots_come_oldest_first(store: Store) -> None:
    bare = snapshot(15, hours={}, away=frozenset())

    assert store.snapshots.add(snapshot(17))
    assert store.snapshots.add(bare)

    assert store.snapshots.all() == (bare, snapshot(17))


def test_a_feed_is_found_by_its_key(store: Store) -> None:
    first = store.feeds.add(feed("k" * 43))
    second = store.feeds.add(feed("ü" * 43, titles=True, read=MONDAY))

    assert store.feeds.with_key("k" * 43) == first
    assert store.feeds.with_key("ü" * 43) == second
    assert store.feeds.with_key("k" * 42) is None
    assert store.feeds.with_key("") is None
    assert store.feeds.all() == (first, second)


def test_a_feed_can_be_revoked_and_is_still_known(store: Store) -> None:
    made = store.feeds.add(feed("k" * 43))
    revoked = replace(made, revoked=MONDAY + timedelta(days=1))

    store.feeds.change(revoked)

    assert store.feeds.with_key("k" * 43) == revoked
    assert store.feeds.all() == (revoked,)


def test_the_key_of_a_feed_can_be_replaced(store: Store) -> None:
    made = store.feeds.add(feed("k" * 43))

    store.feeds.change(replace(made, key="n" * 43))

    assert store.feeds.with_key("k" * 43) is None
    assert store.feeds.with_key("n" * 43) == replace(made, key="n" * 43)
    assert [known.key for known in store.feeds.all()] == ["n" * 43]


def test_the_key_of_a_feed_is_not_printed(store: Store) -> None:
    made = store.feeds.add(feed("k" * 43))

    assert "kkk" not in repr(made)
