from dataclasses import replace

import pytest

from tests.syncing import World, event
from tests.unit.flows.living import Life
from tightrope.core.planner import State
from tightrope.flows.accept import AcceptedAlready, BegunAlready, NothingToAccept
from tightrope.flows.changes import ChangedMeanwhile
from tightrope.flows.move import BeforeNow, ThereAlready
from tightrope.flows.named import NoSuchBlock, SeveralBlocks, meant, short_ids
from tightrope.flows.ports import Verb
from tightrope.flows.sync import Fate


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def life(world: World) -> Life:
    device = world.device()
    device.sync()
    life = Life(device)
    life.plan()
    return life


def test_what_is_accepted_is_on_the_calendar(world: World, life: Life) -> None:
    done = life.accept()

    assert [one.fate for one in done.sent] == [Fate.DONE] * len(life.standing)
    assert [one.span for one in world.blocks()] == [
        one.block.span for one in life.standing
    ]
    assert life.device.store.outbox.waiting() == ()


def test_how_far_along_a_block_is_depends_on_how_near_it_is(life: Life) -> None:
    life.accept()

    states = [one.block.state for one in life.standing]
    assert states == sorted(
        states, key=[State.LOCKED, State.FIRM, State.PENCILLED].index
    )
    assert State.PROPOSED not in states
    assert len(set(states)) > 1


def test_one_block_is_accepted_by_the_beginning_of_its_id(
    world: World, life: Life
) -> None:
    first, *others = life.standing

    life.accept(first.block.id[:6])

    assert [one.id for one in world.blocks()] == [first.block.id]
    assert [one.accepted for one in life.standing[1:]] == [None] * len(others)


def test_looking_ahead_changes_nothing(world: World, life: Life) -> None:
    before = life.standing

    changes = life.accepting()

    assert [one.verb for one in changes] == [Verb.ACCEPT] * len(before)
    assert life.standing == before
    assert world.blocks() == []


def test_without_a_calendar_that_takes_them_blocks_stand_in_the_store(
    world: World,
) -> None:
    device = world.device(target="/nowhere/")
    device.sync()
    life = Life(device)
    life.plan()

    done = life.accept()

    assert all(one.accepted and one.href is None for one in life.standing)
    assert done.sent == ()
    assert world.blocks() == []


def test_when_nobody_answers_the_block_is_accepted_and_its_write_waits(
    world: World, life: Life
) -> None:
    world.server.fail("changes", times=9)

    done = life.accept()

    assert {one.fate for one in done.sent} == {Fate.WAITING}
    assert all(one.accepted for one in life.standing)
    world.server.failing.clear()
    life.device.sync(insist=True)
    assert len(world.blocks()) == len(life.standing)


def test_a_block_moved_before_it_was_sent_is_sent_where_it_is_now(
    world: World, life: Life
) -> None:
    id_ = life.standing[0].block.id
    world.server.fail("changes", times=9)
    life.accept(id_)
    world.server.failing.clear()

    done = life.move(id_, hours=24)

    assert [one.fate for one in done.sent] == [Fate.DONE]
    assert [one.span for one in world.blocks()] == [life.kept(id_).block.span]


def test_a_block_skipped_before_it_was_sent_leaves_nothing(
    world: World, life: Life
) -> None:
    id_ = life.standing[0].block.id
    world.server.fail("changes", times=9)
    life.accept(id_)
    world.server.failing.clear()

    life.skip(id_)

    assert world.blocks() == []
    assert life.device.store.outbox.waiting() == ()
    assert life.kept(id_).gone is not None


def test_a_suggested_move_is_made_when_it_is_accepted(world: World, life: Life) -> None:
    life.accept()
    hit = life.standing[-1]
    world.home.store("/home/hit.ics", event("hit", hit.block.span))
    life.device.sync()
    life.plan()
    suggested = life.kept(hit.block.id).change
    assert suggested is not None

    done = life.accept(hit.block.id)

    after = life.kept(hit.block.id)
    assert [one.verb for one in done.changes] == [Verb.REPLAN]
    assert after.change is None
    on_calendar = {one.id: one.span for one in world.blocks()}
    if suggested.placed:
        assert on_calendar[hit.block.id] == suggested.placed.block.span
        assert after.block.span == suggested.placed.block.span
    else:
        assert hit.block.id not in on_calendar
        assert after.gone is not None


def test_what_stands_is_not_accepted_again(life: Life) -> None:
    life.accept()

    with pytest.raises(NothingToAccept):
        life.accepting()
    with pytest.raises(AcceptedAlready):
        life.accepting(life.standing[0].block.id)


def test_what_has_begun_is_left_out_of_all_and_refused_by_name(life: Life) -> None:
    first, *others = life.standing
    life.device.clock.now = first.block.span.start.replace(minute=59)

    changes = life.accepting()

    assert [one.before for one in changes] == others
    with pytest.raises(BegunAlready):
        life.accepting(first.block.id)
    with pytest.raises(BegunAlready):
        life.skip(first.block.id)
    with pytest.raises(BegunAlready):
        life.moving(first.block.id, hours=24)


def test_a_command_does_not_write_over_what_a_sync_said_meanwhile(
    world: World, life: Life
) -> None:
    changes = life.accepting()
    kept = life.standing[0]
    life.device.store.blocks.keep([replace(kept, gone=life.device.clock())])

    with pytest.raises(ChangedMeanwhile):
        life.do(changes)

    assert world.blocks() == []
    assert life.device.store.outbox.waiting() == ()


def test_a_moved_block_keeps_its_length_and_its_id(world: World, life: Life) -> None:
    life.accept()
    before = life.standing[0]

    done = life.move(before.block.id, hours=24)

    after = life.kept(before.block.id)
    assert after.block.span.length == before.block.span.length
    assert after.block.span.start > before.block.span.start
    assert after.by_person
    assert [one.fate for one in done.sent] == [Fate.DONE]
    assert after.block.span in [one.span for one in world.blocks()]
    assert len(world.blocks()) == len(life.standing)


def test_a_proposal_that_is_moved_is_accepted_by_that(world: World, life: Life) -> None:
    id_ = life.standing[0].block.id

    life.move(id_, hours=24)

    assert life.kept(id_).accepted
    assert [one.id for one in world.blocks()] == [id_]


def test_what_speaks_against_a_place_is_said_without_a_title(
    world: World, life: Life
) -> None:
    kept = life.standing[0]
    there = kept.block.span
    day_after = type(there)(
        there.start.replace(day=there.start.day + 1),
        there.end.replace(day=there.end.day + 1),
    )
    world.home.store("/home/x.ics", event("x", day_after, title="Secret talk"))
    life.device.sync()

    change = life.moving(kept.block.id, hours=24)
    at_night = life.moving(kept.block.id, hours=12)

    assert any("a meeting takes" in words for words in change.says)
    assert not any("Secret" in words for words in change.says)
    assert any("outside your working hours" in words for words in at_night.says)


def test_a_block_goes_neither_into_the_past_nor_nowhere(life: Life) -> None:
    life.accept()
    id_ = life.standing[0].block.id

    with pytest.raises(BeforeNow):
        life.moving(id_, days=-30)
    with pytest.raises(ThereAlready):
        life.moving(id_)


def test_a_skipped_block_is_deleted_on_its_calendar_and_remembered(
    world: World, life: Life
) -> None:
    life.accept()
    id_ = life.standing[0].block.id

    life.skip(id_)

    assert id_ not in [one.id for one in world.blocks()]
    assert life.kept(id_).gone is not None
    assert life.kept(id_).by_person


def test_an_id_has_to_say_which_block(life: Life) -> None:
    kept = [
        replace(
            one,
            placed=replace(
                one.placed, block=replace(one.block, id=f"abc{number}{one.block.id}")
            ),
        )
        for number, one in enumerate(life.standing)
    ]

    with pytest.raises(NoSuchBlock):
        list(meant(["zzz"], kept))
    with pytest.raises(NoSuchBlock):
        list(meant([""], kept))
    with pytest.raises(SeveralBlocks):
        list(meant(["abc"], kept))
    assert list(meant(["ABC0", "abc0"], kept)) == kept[:1]


def test_short_ids_tell_blocks_apart() -> None:
    assert short_ids(["aaaa1b", "aaaa2c", "b"]) == {
        "aaaa1b": "aaaa1",
        "aaaa2c": "aaaa2",
        "b": "b",
    }


def test_a_block_that_was_deleted_elsewhere_is_put_back_when_it_is_named(
    world: World, life: Life
) -> None:
    life.accept()
    gone = life.standing[0]
    assert gone.href
    world.work.remove(gone.href)
    life.device.sync()

    with pytest.raises(NothingToAccept):
        life.accepting()
    life.accept(gone.block.id)

    assert gone.block.span in [one.span for one in world.blocks()]
    assert len(world.blocks()) == len(life.standing)
    life.device.sync()
    assert life.kept(gone.block.id).gone is None


def test_a_block_that_was_deleted_elsewhere_is_let_go_when_it_is_skipped(
    world: World, life: Life
) -> None:
    life.accept()
    gone = life.standing[0]
    assert gone.href
    world.work.remove(gone.href)
    life.device.sync()

    done = life.skip(gone.block.id)

    assert done.sent == ()
    assert life.kept(gone.block.id).asked is None
    with pytest.raises(NoSuchBlock):
        life.skip(gone.block.id)


def test_blocks_that_no_calendar_took_go_to_the_first_that_does(world: World) -> None:
    device = world.device(target="/nowhere/")
    device.sync()
    life = Life(device)
    life.plan()
    life.accept()
    work = device.collection()
    device.store.collections.change(replace(work, target=True))

    life.accept()

    assert [one.span for one in world.blocks()] == [
        one.block.span for one in life.standing
    ]
    with pytest.raises(NothingToAccept):
        life.accepting()
