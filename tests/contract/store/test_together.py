import pytest

from tests.contract.store.things import at, calendar, connection, kept, outgoing
from tightrope.flows.ports import NameTaken, Store


class Killed(BaseException):
    """Something that ends a process."""


def test_all_of_it_happens(store: Store) -> None:
    with store.together():
        store.blocks.keep([kept("a", at(0, 9, 180))])
        store.outbox.add([outgoing(7)])

    assert len(store.blocks.all()) == 1
    assert len(store.outbox.waiting()) == 1


@pytest.mark.parametrize("error", [ValueError, Killed, KeyboardInterrupt])
def test_or_none_of_it(store: Store, error: type[BaseException]) -> None:
    one = calendar(store)

    def both() -> None:
        with store.together():
            store.blocks.keep([kept("a", at(0, 9, 180))])
            store.outbox.add([outgoing(one.id)])
            store.collections.remove(one.id)
            store.connections.remove("work")
            raise error

    with pytest.raises(error):
        both()
    assert store.blocks.all() == ()
    assert store.outbox.waiting() == ()
    assert store.collections.all() == (one,)
    assert store.connections.all() == (connection(),)


def test_what_is_within_belongs_to_the_outer_one(store: Store) -> None:
    def both() -> None:
        with store.together():
            with store.together():
                store.blocks.keep([kept("a", at(0, 9, 180))])
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - it says nothing
        both()
    assert store.blocks.all() == ()


def test_a_refusal_within_may_be_caught(store: Store) -> None:
    store.connections.add(connection())

    with store.together():
        store.blocks.keep([kept("a", at(0, 9, 180))])
        with pytest.raises(NameTaken):
            store.connections.add(connection())
        store.blocks.keep([kept("b", at(1, 9, 180))])

    assert [one.block.id for one in store.blocks.all()] == ["a", "b"]


def test_what_was_kept_is_seen_within(store: Store) -> None:
    with store.together():
        store.blocks.keep([kept("a", at(0, 9, 180))])

        assert store.blocks.one("a") == kept("a", at(0, 9, 180))


def test_a_name_is_held_by_one_at_a_time(store: Store) -> None:
    with store.alone("sync") as first:
        with store.alone("sync") as second, store.alone("send") as other:
            assert (first, second, other) == (True, False, True)
        with store.alone("sync") as again:
            assert again is False

    with store.alone("sync") as free:
        assert free is True


def test_a_name_is_free_after_an_error(store: Store) -> None:
    def fail() -> None:
        with store.alone("sync"):
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - it says nothing
        fail()
    with store.alone("sync") as free:
        assert free is True


@pytest.mark.parametrize("name", ["", "a/b", "../../x", "ä" * 300, "a\0b"])
def test_any_name_can_be_held(store: Store, name: str) -> None:
    with store.alone(name) as first, store.alone(name) as second:
        assert (first, second) == (True, False)
