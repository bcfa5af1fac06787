import pytest

from tests.syncing import Device, World, at, block, event, moved, the
from tests.unit.flows.living import Life
from tightrope.core.planner import State
from tightrope.flows.propose import NothingConnected
from tightrope.store.memory import MemoryStore


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def life(world: World) -> Life:
    device = world.device()
    device.sync()
    return Life(device)


def spans(life: Life) -> dict[str, object]:
    return {one.block.id: one.block.span for one in life.standing}


def meet(world: World, life: Life, number: int = 0) -> None:
    """Have somebody book a meeting on a block, and read it."""
    span = life.standing[number].block.span
    world.home.store(f"/home/hit-{number}.ics", event(f"hit-{number}", span))
    life.device.sync()


def test_without_a_calendar_there_is_nothing_to_plan(world: World) -> None:
    life = Life(Device(world.clock, world.device().reach, MemoryStore()))

    with pytest.raises(NothingConnected):
        life.plan()


def test_a_plan_is_kept_as_proposals_and_written_nowhere(
    world: World, life: Life
) -> None:
    proposed = life.plan()

    assert life.standing
    assert proposed.waiting == tuple(life.standing)
    assert {one.block.state for one in life.standing} == {State.PROPOSED}
    assert life.device.store.outbox.waiting() == ()
    assert world.blocks() == []


def test_the_same_plan_twice_proposes_the_same_blocks(life: Life) -> None:
    life.plan()
    first = spans(life)

    life.plan()

    assert spans(life) == first


def test_a_proposal_that_a_meeting_lands_on_gives_way(world: World, life: Life) -> None:
    life.plan()
    first = life.standing[0]
    meet(world, life)

    life.plan()

    assert first.block.span not in spans(life).values()
    assert all(one.accepted is None for one in life.standing)


def test_where_a_proposal_was_skipped_none_comes_again(life: Life) -> None:
    life.plan()
    skipped = life.standing[0].block
    life.skip(skipped.id)

    life.plan()

    assert life.standing
    assert not any(one.block.span.overlaps(skipped.span) for one in life.standing)


def test_where_a_block_was_deleted_elsewhere_none_comes_again(
    world: World, life: Life
) -> None:
    life.plan()
    life.accept()
    gone = life.standing[0]
    assert gone.href
    world.work.remove(gone.href)
    life.device.sync()

    life.plan()

    assert not any(one.block.span.overlaps(gone.block.span) for one in life.standing)


def test_a_block_that_was_moved_elsewhere_stands_where_it_was_put(
    world: World, life: Life
) -> None:
    life.plan()
    life.accept()
    kept = life.standing[0]
    assert kept.href
    there = at(15, 3, hours=3)
    world.work.store(kept.href, moved(the(world.work.stored[kept.href]).data, there))
    life.device.sync()

    proposed = life.plan()

    assert life.kept(kept.block.id).block.span == there
    assert kept.block.id not in {one.block.id for one in proposed.waiting}


def test_an_accepted_block_is_only_suggested_to_move(world: World, life: Life) -> None:
    life.plan()
    life.accept()
    before = life.standing[0]
    meet(world, life)
    asked = len(world.server.requests)

    life.plan()

    after = life.kept(before.block.id)
    assert after.block.span == before.block.span
    assert after.change is not None
    assert after.change.because
    assert len(world.server.requests) == asked


def test_a_suggestion_is_void_once_the_block_stands_elsewhere(
    world: World, life: Life
) -> None:
    life.plan()
    life.accept()
    id_ = life.standing[0].block.id
    meet(world, life)
    life.plan()

    life.move(id_, hours=24)

    assert life.kept(id_).change is None


def test_blocks_that_another_program_wrote_stay_and_are_not_ours_to_keep(
    world: World,
) -> None:
    theirs = block("theirs", day=2)
    device = world.device()
    device.accept(theirs)
    device.send()
    known = Life(world.device(target="/home/"))
    known.device.sync()

    proposed = known.plan()

    placed = {one.block.id: one.block.span for one in proposed.planned.plan.blocks}
    assert placed["theirs"] == theirs.span


def test_a_proposal_whose_time_came_is_gone(life: Life) -> None:
    life.plan()
    first = life.standing[0].block
    life.device.clock.now = first.span.start.replace(minute=59)

    life.plan()

    assert first.id not in spans(life)
