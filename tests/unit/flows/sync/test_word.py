from contextlib import suppress
from datetime import timedelta

import pytest

from tests.killing import Killed, Life, MortalServer, mortal
from tests.syncing import (
    FORMAT,
    HOME,
    WORK,
    Device,
    Wires,
    World,
    at,
    block,
    event,
    moved,
    said_otherwise,
    the,
)
from tightrope.calendars.base import CalendarUnreachable
from tightrope.core.planner.block import State
from tightrope.flows.sync import Adopted, Fate, Said
from tightrope.flows.undo import undo


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def device(world: World) -> Device:
    """A device whose block `b1` stands on the calendar beside three meetings."""
    for name in "xyz":
        world.work.store(f"/team/{name}.ics", event(name, at(14)))
    device = world.device()
    device.sync()
    device.accept(block("b1"))
    device.send()
    return device


def stored(world: World, device: Device, id_: str = "b1") -> bytes:
    return world.work.stored[device.kept(id_).href or ""].data


def href(device: Device, id_: str = "b1") -> str:
    return device.kept(id_).href or ""


def test_a_block_said_otherwise_while_its_acceptance_is_undone_stays_accepted(
    world: World, device: Device
) -> None:
    said = said_otherwise(stored(world, device), STATUS="TENTATIVE")
    world.work.store(href(device), said)

    undo(
        device.store,
        device.reach,
        group=None,
        clock=device.clock,
        nap=device.clock.nap,
    )

    kept = device.kept("b1")
    assert kept.accepted is not None
    assert world.work.stored[kept.href or ""].data == said


def test_a_block_moved_elsewhere_is_followed(world: World, device: Device) -> None:
    world.work.store(href(device), moved(stored(world, device), at(13, 2, hours=3)))

    synced = device.synced()

    kept = device.kept("b1")
    assert synced.adopted == (
        Adopted(
            block="b1",
            said=Said.MOVED,
            before=at(9, 1, hours=3),
            after=at(13, 2, hours=3),
        ),
    )
    assert (synced.matters, synced.sent) == (True, ())
    assert kept.block.span == at(13, 2, hours=3)
    assert kept.by_person
    assert kept.asked is not None
    assert (kept.asked.what, kept.asked.before) == ("moved", at(9, 1, hours=3))


def test_a_block_deleted_elsewhere_is_gone_for_good(
    world: World, device: Device
) -> None:
    world.work.remove(href(device))

    synced = device.synced()
    again = device.synced()
    device.send()

    kept = device.kept("b1")
    assert [one.said for one in synced.adopted] == [Said.DELETED]
    assert again.adopted == ()
    assert (kept.gone, kept.by_person) == (world.clock.now, True)
    assert kept.asked is not None
    assert kept.asked.what == "deleted"
    assert world.blocks() == []


def test_a_block_taken_out_of_the_bin_stands_again(
    world: World, device: Device
) -> None:
    data = stored(world, device)
    world.work.remove(href(device))
    device.sync()
    world.work.store(href(device), data)

    synced = device.synced()

    assert [one.said for one in synced.adopted] == [Said.BACK]
    assert device.kept("b1").gone is None
    assert device.kept("b1").asked is None


def test_a_purpose_changed_in_the_title_is_taken_over(
    world: World, device: Device
) -> None:
    title = FORMAT.block(world.work.stored[href(device)])
    assert title is not None
    data = stored(world, device)
    line = next(one for one in data.split(b"\r\n") if one.startswith(b"SUMMARY"))
    word = line.partition(b":")[2].decode().replace("Road", "Hiring")
    world.work.store(href(device), said_otherwise(data, SUMMARY=word))

    synced = device.synced()

    assert [one.said for one in synced.adopted] == [Said.CHANGED]
    assert device.kept("b1").block.purpose == "Hiring"
    assert device.kept("b1").block.span == at(9, 1, hours=3)


def test_a_status_changed_elsewhere_is_taken_over(world: World, device: Device) -> None:
    data = said_otherwise(stored(world, device), STATUS="TENTATIVE")
    world.work.store(href(device), data)

    device.sync()

    assert device.kept("b1").block.state is State.PENCILLED


def test_a_block_cancelled_elsewhere_is_deleted(world: World, device: Device) -> None:
    data = said_otherwise(stored(world, device), STATUS="CANCELLED")
    there = world.work.store(href(device), data)

    synced = device.synced()
    device.send()

    assert [one.said for one in synced.adopted] == [Said.DELETED]
    assert world.work.stored[href(device)] == there


def test_our_own_write_coming_back_is_no_word(world: World, device: Device) -> None:
    world.server.quirks.rewrites = True
    world.server.quirks.drops_unknown = True
    world.work.store(href(device), stored(world, device))

    synced = device.synced()

    assert (synced.adopted, synced.matters) == ((), False)
    assert device.kept("b1").block == block("b1")


@pytest.mark.parametrize(("target", "other"), [(WORK, HOME), (HOME, WORK)])
def test_a_block_dragged_to_another_calendar_stands_there(
    world: World, target: str, other: str
) -> None:
    here, there = world.server.calendar(target), world.server.calendar(other)
    device = world.device(target=target)
    device.sync()
    device.accept(block("b1"))
    device.send()
    data = here.stored[href(device)].data
    here.remove(href(device))
    there.store(f"{other}dragged.ics", data)

    synced = device.synced()
    device.move("b1", at(13, 3).start)
    device.send()

    assert synced.adopted == ()
    assert device.kept("b1").gone is None
    assert device.kept("b1").collection == device.collection(other).id
    assert [one.span for one in world.blocks(there)] == [at(13, 3, hours=3)]
    assert world.blocks(here) == []


def test_a_copy_with_our_uid_is_neither_touched_nor_doubled(
    world: World, device: Device
) -> None:
    copy = world.home.store("/home/copy.ics", stored(world, device))
    device.sync()

    device.move("b1", at(13, 3).start)
    device.send()
    synced = device.synced()

    assert synced.adopted == ()
    assert world.home.stored["/home/copy.ics"] == copy
    assert [one.span for one in world.blocks()] == [at(13, 3, hours=3)]


def test_a_copy_stays_when_the_block_is_withdrawn(world: World, device: Device) -> None:
    copy = world.home.store("/home/copy.ics", stored(world, device))
    device.sync()

    device.withdraw("b1")
    device.send()
    device.sync()

    assert world.blocks() == []
    assert world.home.stored["/home/copy.ics"] == copy


def test_a_copy_with_a_uid_of_its_own_is_an_event_like_any_other(
    world: World, device: Device
) -> None:
    copy = world.work.store(
        "/team/copy.ics", said_otherwise(stored(world, device), UID="copy")
    )

    synced = device.synced()
    device.withdraw("b1")
    device.send()

    assert synced.adopted == ()
    assert world.work.stored["/team/copy.ics"] == copy


def test_a_calendar_made_anew_says_nothing_of_the_blocks(
    world: World, device: Device
) -> None:
    world.work.make_anew()

    synced = device.synced()
    device.send()
    device.sync()

    kept = device.kept("b1")
    assert [one.said for one in synced.adopted] == [Said.LOST]
    assert (kept.gone is not None, kept.by_person) == (True, False)
    assert kept.asked is not None
    assert kept.asked.what == "lost"
    assert world.blocks() == []


def test_all_events_vanishing_at_once_says_nothing_of_the_blocks(
    world: World, device: Device
) -> None:
    for one in list(world.work.stored):
        world.work.remove(one)

    synced = device.synced()

    assert [one.said for one in synced.adopted] == [Said.LOST]


def test_a_calendar_that_is_put_back_has_its_blocks_back(
    world: World, device: Device
) -> None:
    before = dict(world.work.stored)
    world.work.make_anew()
    device.sync()
    for one in before.values():
        world.work.store(one.href, one.data)

    synced = device.synced()

    assert [one.said for one in synced.adopted] == [Said.BACK]
    assert device.kept("b1").gone is None
    assert world.blocks() == [block("b1")]


def test_an_emptied_calendar_with_one_event_is_the_persons_word(world: World) -> None:
    device = world.device()
    device.sync()
    device.accept(block("b1"))
    device.send()
    world.work.remove(href(device))

    synced = device.synced()

    assert [one.said for one in synced.adopted] == [Said.DELETED]


def test_clearing_up_what_is_over_says_nothing(world: World, device: Device) -> None:
    world.clock.later(days=3)
    world.work.remove(href(device))

    synced = device.synced()

    assert synced.adopted == ()
    assert device.kept("b1").gone is None


def test_another_device_adopts_what_this_one_wrote(
    world: World, device: Device
) -> None:
    other = world.device()

    found = other.synced()
    other.move("b1", at(13, 2).start)
    other.send()
    followed = device.synced()

    assert [one.said for one in found.adopted] == [Said.FOUND]
    assert [one.said for one in followed.adopted] == [Said.MOVED]
    assert device.kept("b1").block.span == at(13, 2, hours=3)
    assert len(world.blocks()) == 1


def test_a_block_on_a_calendar_where_none_of_ours_go_is_a_colleagues(
    world: World, device: Device
) -> None:
    world.home.store("/home/ana.ics", stored(world, device))
    other = world.device(target=WORK)
    world.work.remove(href(device))

    synced = other.synced()

    assert synced.adopted == ()
    assert other.store.blocks.all() == ()


def test_both_devices_accept_the_same_block_and_one_stands(world: World) -> None:
    one, two = world.device(), world.device()
    one.sync()
    two.sync()
    one.accept(block("b1"))
    two.accept(block("b1"))

    one.send()
    [sent] = two.send()

    assert sent.fate is Fate.THERE
    assert world.blocks() == [block("b1")]
    assert one.kept("b1").href == two.kept("b1").href


def test_the_persons_word_wins_over_a_write_that_waits(
    world: World, device: Device
) -> None:
    device.move("b1", at(15, 3).start)
    world.work.store(href(device), moved(stored(world, device), at(8, 2, hours=3)))

    [sent] = device.send()

    assert sent.fate is Fate.DROPPED
    assert sent.because is not None
    assert sent.adopted is not None
    assert sent.adopted.after == at(8, 2, hours=3)
    assert device.kept("b1").block.span == at(8, 2, hours=3)
    assert [one.span for one in world.blocks()] == [at(8, 2, hours=3)]
    assert device.store.outbox.waiting() == ()


def test_a_word_said_between_looking_and_writing_wins(
    world: World, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    device.move("b1", at(15, 3).start)
    asked = world.server.asked
    theirs = moved(stored(world, device), at(8, 2, hours=3))

    def at_the_last_moment(call: str) -> None:
        if call == "put":
            world.work.store(href(device), theirs)
            monkeypatch.setattr(world.server, "asked", asked)
        asked(call)

    monkeypatch.setattr(world.server, "asked", at_the_last_moment)

    [sent] = device.send()

    assert sent.fate is Fate.DROPPED
    assert device.kept("b1").block.span == at(8, 2, hours=3)
    assert [one.span for one in world.blocks()] == [at(8, 2, hours=3)]


def test_a_block_deleted_before_we_heard_that_it_was_stored_stays_deleted(
    world: World, device: Device
) -> None:
    device.accept(block("b2", day=2))
    world.server.fail("put", CalendarUnreachable("work", "did not answer"), after=True)
    device.send()
    world.work.remove(href(device, "b2"))
    world.clock.later(hours=2)

    synced = device.synced()

    assert [(one.block, one.said) for one in synced.adopted] == [("b2", Said.DELETED)]
    assert [one.id for one in world.blocks()] == ["b1"]
    assert device.store.outbox.waiting() == ()


def test_a_broken_version_of_a_block_says_nothing(world: World, device: Device) -> None:
    there = the(world.work.stored.get(href(device)))
    world.work.store(there.href, there.data.replace(b"DTSTART", b"DTNEVER"))

    synced = device.synced()

    assert synced.adopted == ()
    assert device.kept("b1").gone is None


def test_the_clock_set_back_changes_no_word(world: World, device: Device) -> None:
    world.clock.now -= timedelta(days=30)
    world.work.store(href(device), moved(stored(world, device), at(13, 2, hours=3)))

    device.sync()

    assert device.kept("b1").block.span == at(13, 2, hours=3)


@pytest.mark.parametrize("calls", range(75))
@pytest.mark.parametrize("deleted", [True, False])
def test_killed_at_any_call_of_a_sync_no_word_is_missed(
    world: World, device: Device, calls: int, *, deleted: bool
) -> None:
    there = stored(world, device)
    if deleted:
        world.work.remove(href(device))
    else:
        world.work.store(href(device), moved(there, at(13, 2, hours=3)))
    life, disk = Life(left=calls), device.store
    device.reach = Wires({"work": MortalServer(world.server, life)})
    device.store = mortal(disk, life)

    with suppress(Killed):
        device.sync()
    life.again()
    device.sync()

    kept = device.kept("b1")
    assert (kept.gone is not None) is deleted
    assert deleted or kept.block.span == at(13, 2, hours=3)
