import pytest

from tests.syncing import (
    Device,
    World,
    at,
    block,
    event,
    moved,
    said_otherwise,
)
from tightrope.core.planner.block import State
from tightrope.flows.ports import Verb
from tightrope.flows.sync import Fate
from tightrope.flows.undo import NothingToUndo, Undone, undo, undoing


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def device(world: World) -> Device:
    world.work.store("/team/x.ics", event("x", at(14)))
    device = world.device()
    device.sync()
    device.accept(block("b1"), "accept")
    device.send()
    return device


def undone(device: Device, group: str | None = None) -> Undone:
    return undo(
        device.store,
        device.reach,
        group=group,
        clock=device.clock,
        nap=device.clock.nap,
    )


def test_an_accepted_block_is_a_proposal_again(world: World, device: Device) -> None:
    told = undone(device)

    kept = device.kept("b1")
    assert [one.fate for one in told.sent] == [Fate.DONE]
    assert (told.group, told.left) == ("accept", ())
    assert world.blocks() == []
    assert (kept.accepted, kept.gone, kept.block.state) == (None, None, State.PROPOSED)


def test_a_moved_block_is_moved_back(world: World, device: Device) -> None:
    before = dict(world.work.stored)
    device.move("b1", at(13, 2).start, "move")
    device.send()

    told = undone(device)

    [write] = [one.write for one in told.sent]
    assert write is not None
    assert (write.verb, write.undoes) == (Verb.UNDO, device.store.writes.all()[1].id)
    assert world.blocks() == [block("b1")]
    assert {href: one.data for href, one in world.work.stored.items()} == {
        href: one.data for href, one in before.items()
    }
    assert device.kept("b1").block == block("b1")


def test_a_withdrawn_block_stands_again(world: World, device: Device) -> None:
    device.withdraw("b1", "withdraw")
    device.send()

    undone(device)

    assert world.blocks() == [block("b1")]
    assert device.kept("b1").gone is None


def test_undoing_an_undo_does_it_again(world: World, device: Device) -> None:
    device.move("b1", at(13, 2).start, "move")
    device.send()

    first = undone(device)
    second = undone(device)
    third = undone(device)

    assert (second.group, third.group) == (first.by, second.by)
    assert world.blocks() == [block("b1")]
    assert device.synced().adopted == ()


def test_undoing_the_undo_of_an_accept_accepts_again(
    world: World, device: Device
) -> None:
    undone(device)

    undone(device)

    assert world.blocks() == [block("b1")]
    assert device.kept("b1").accepted is not None
    assert device.kept("b1").block == block("b1")


def test_a_forgotten_proposal_can_be_accepted_again_by_undo(
    world: World, device: Device
) -> None:
    undone(device)
    device.store.blocks.forget(["b1"])

    undone(device)

    assert world.blocks() == [block("b1")]
    assert device.kept("b1").accepted is not None


def test_a_named_command_is_undone_alone(world: World, device: Device) -> None:
    device.accept(block("b2", day=2), "second")
    device.send()

    undone(device, "accept")

    assert [one.id for one in world.blocks()] == ["b2"]


def test_what_was_changed_since_is_left_and_told(world: World, device: Device) -> None:
    href = device.kept("b1").href or ""
    theirs = moved(world.work.stored[href].data, at(8, 2, hours=3))
    world.work.store(href, theirs)

    before_sync = undone(device)
    after_sync = undone(device, "accept")

    assert [one.block for one in before_sync.left] == ["b1"]
    assert [one.block for one in after_sync.left] == ["b1"]
    assert world.work.stored[href].data == theirs
    assert device.kept("b1").block.span == at(8, 2, hours=3)
    assert device.kept("b1").accepted is not None


def test_what_others_added_since_stays(world: World, device: Device) -> None:
    device.move("b1", at(13, 2).start, "move")
    device.send()
    href = device.kept("b1").href or ""
    more = b"LOCATION:Library\r\nEND:VEVENT"
    world.work.store(href, world.work.stored[href].data.replace(b"END:VEVENT", more))
    device.sync()

    undone(device)

    assert world.blocks() == [block("b1")]
    assert b"LOCATION:Library" in world.work.stored[href].data


def test_a_command_that_never_left_is_taken_out(world: World, device: Device) -> None:
    device.move("b1", at(13, 2).start, "move")
    world.asked()

    told = undone(device)

    assert [one.verb for one in told.cancelled] == [Verb.MOVE]
    assert [one for one in world.asked() if one == "put"] == []
    assert device.kept("b1").block == block("b1")
    assert device.store.outbox.waiting() == ()


def test_an_accept_that_never_left_is_a_proposal_again(device: Device) -> None:
    device.accept(block("b2", day=2), "second")

    undone(device)

    assert device.kept("b2").accepted is None


def test_a_command_that_may_have_left_is_left(world: World, device: Device) -> None:
    device.move("b1", at(13, 2).start, "move")
    world.server.fail("put", after=True)
    device.send()

    told = undone(device)

    assert [one.block for one in told.left] == ["b1"]


def test_an_undo_whose_calendar_does_not_answer_waits(
    world: World, device: Device
) -> None:
    world.server.fail("changes")

    told = undone(device)
    world.clock.later(hours=2)
    device.sync()

    assert [one.fate for one in told.sent] == [Fate.WAITING]
    assert world.blocks() == []


def test_a_preview_of_an_undo_writes_nothing(world: World, device: Device) -> None:
    world.asked()

    [coming] = undoing(device.store, device.reach, group=None, clock=device.clock)

    assert (coming.before, coming.after) == (block("b1"), None)
    assert world.asked() == []
    assert device.store.outbox.waiting() == ()


def test_nothing_written_is_nothing_to_undo(world: World) -> None:
    device = world.device()

    with pytest.raises(NothingToUndo):
        undone(device)
    with pytest.raises(NothingToUndo):
        undone(device, "never")


def test_an_event_of_others_is_not_undone_into(world: World, device: Device) -> None:
    href = device.kept("b1").href or ""
    theirs = said_otherwise(world.work.stored[href].data, UID="theirs")
    world.work.store(href, theirs)

    undone(device)

    assert world.work.stored[href].data == theirs
