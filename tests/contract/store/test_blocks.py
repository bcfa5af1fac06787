from dataclasses import replace
from datetime import timedelta

import pytest

from tests.contract.store.things import MONDAY, WEEK, at, kept
from tightrope.core.planner import Placed, State
from tightrope.flows.ports import Asked, Store, Suggested


def test_a_block_is_given_back_with_every_reason(store: Store) -> None:
    one = kept("b1", at(0, 9, 180))

    store.blocks.keep([one])

    assert store.blocks.one("b1") == one
    assert store.blocks.all() == (one,)
    assert store.blocks.one("b2") is None


def test_all_that_is_said_of_a_block_is_kept(store: Store) -> None:
    bare = kept("b1", at(0, 9, 180)).block
    full = kept(
        "b2",
        at(1, 9, 180),
        collection=7,
        href="/anna/b2.ics",
        accepted=MONDAY + timedelta(hours=1),
        gone=MONDAY + timedelta(hours=2, microseconds=3),
        by_person=True,
        asked=Asked(what="moved", at=MONDAY, before=at(2, 9)),
        suggested=Suggested(
            before=at(1, 9, 180),
            placed=kept("b2", at(3, 9, 180)).placed,
            because="a meeting stands there now",
        ),
        promised=timedelta(minutes=185),
    )
    nothing = replace(
        kept("b1", at(0, 9, 180)),
        placed=Placed(
            block=replace(bare, purpose=None, state=State.IN_PROGRESS), survival=1.0
        ),
        suggested=Suggested(before=at(0, 9, 180), because="the time is needed"),
    )

    store.blocks.keep([full, nothing])

    assert store.blocks.all() == (nothing, full)


def test_blocks_come_by_start(store: Store) -> None:
    late, early = kept("a", at(3, 9, 180)), kept("b", at(0, 9, 180))
    short = kept("c", at(0, 9, 60), gone=MONDAY)

    store.blocks.keep([late, early, short])

    assert store.blocks.all() == (short, early, late)


def test_those_of_a_window_can_be_asked_for(store: Store) -> None:
    before = kept("a", at(-1, 0, 24 * 60))
    into = kept("b", at(-1, 22, 180))
    after = kept("c", at(7, 0))

    store.blocks.keep([before, into, after])

    assert store.blocks.all(WEEK) == (into,)


def test_to_keep_takes_the_place_of_what_was(store: Store) -> None:
    store.blocks.keep([kept("a", at(0, 9, 180)), kept("b", at(1, 9, 180))])
    moved = kept("a", at(2, 9, 180), accepted=MONDAY)

    store.blocks.keep([kept("a", at(4, 9, 180)), moved])
    store.blocks.keep([])

    assert store.blocks.all() == (kept("b", at(1, 9, 180)), moved)


def test_proposals_can_be_forgotten(store: Store) -> None:
    store.blocks.keep([kept("a", at(0, 9, 180)), kept("b", at(1, 9, 180))])

    store.blocks.forget(["a", "never there"])

    assert store.blocks.all() == (kept("b", at(1, 9, 180)),)


@pytest.mark.parametrize("gone", [None, MONDAY])
def test_an_accepted_block_is_never_forgotten(store: Store, gone: object) -> None:
    accepted = kept("b", at(1, 9, 180), accepted=MONDAY, gone=gone)
    store.blocks.keep([kept("a", at(0, 9, 180)), accepted])

    with pytest.raises(ValueError, match="b"):
        store.blocks.forget(["a", "b"])
    assert store.blocks.all() == (kept("a", at(0, 9, 180)), accepted)
