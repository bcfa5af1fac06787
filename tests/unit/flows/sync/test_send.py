from dataclasses import replace
from datetime import timedelta

import pytest

from tests.killing import Killed, Life, MortalServer, mortal
from tests.syncing import (
    FORMAT,
    WORK,
    ZONE,
    Device,
    Wires,
    World,
    at,
    block,
    event,
    moved,
    said_otherwise,
)
from tightrope.calendars.base import CalendarUnreachable, ResourceChanged
from tightrope.core.planner.answer import Placed
from tightrope.flows.ports import Outgoing, Verb
from tightrope.flows.sync import Fate, Said, preview
from tightrope.store.memory import MemoryStore


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def device(world: World) -> Device:
    world.work.store("/team/x.ics", event("x", at(14)))
    device = world.device()
    device.sync()
    return device


def test_an_accepted_block_is_written_and_logged(world: World, device: Device) -> None:
    kept = device.accept(block("b1"))

    [sent] = device.send()

    [write] = device.store.writes.all()
    there = world.work.stored[kept.href or ""]
    assert (sent.fate, sent.write) == (Fate.DONE, write)
    assert (write.before, write.after, write.etag) == (None, there.data, there.etag)
    assert (write.calendar, write.verb, write.uid) == ("work", Verb.ACCEPT, "b1" + UID)
    assert world.blocks() == [block("b1")]
    assert device.store.outbox.waiting() == ()


UID = "@focus.tightrope"


def test_what_was_written_is_seen_here_at_once(device: Device) -> None:
    device.accept(block("b1"))

    device.send()

    assert [one.uid for one in device.events()] == ["x", "b1" + UID]
    assert device.synced().changed == 0


def test_writing_one_block_takes_three_requests(world: World, device: Device) -> None:
    device.accept(block("b1"))
    world.asked()

    device.send()

    assert world.asked() == ["changes", "fetch", "put"]


def test_a_lost_answer_doubles_nothing(world: World, device: Device) -> None:
    device.accept(block("b1"))
    world.server.fail("put", after=True)

    [lost] = device.send()
    world.clock.later(hours=2)
    synced = device.synced()

    assert lost.fate is Fate.WAITING
    assert [one.fate for one in synced.sent] == [Fate.THERE]
    assert (synced.adopted, world.blocks()) == ((), [block("b1")])
    assert len(device.store.writes.all()) == 1


def test_a_lost_answer_to_a_move_is_found_out(world: World, device: Device) -> None:
    device.accept(block("b1"))
    device.send()
    device.move("b1", at(13, 2).start)
    world.server.fail("put", after=True)

    device.send()
    world.clock.later(hours=2)
    [sent] = device.send()

    assert sent.fate is Fate.THERE
    assert [one.span for one in world.blocks()] == [at(13, 2, hours=3)]
    assert [one.verb for one in device.store.writes.all()] == [Verb.ACCEPT, Verb.MOVE]


def test_a_lost_answer_to_a_deletion_is_found_out(world: World, device: Device) -> None:
    device.accept(block("b1"))
    device.send()
    device.withdraw("b1")
    world.server.fail("delete", after=True)

    device.send()
    world.clock.later(hours=2)
    [sent] = device.send()

    assert sent.fate is Fate.THERE
    assert world.blocks() == []
    assert [one.after is None for one in device.store.writes.all()] == [False, True]


@pytest.mark.parametrize("calls", range(0, 75, 1))
def test_killed_between_any_two_steps_nothing_is_doubled_or_lost(
    world: World, calls: int
) -> None:
    life = Life()
    disk = MemoryStore()
    server = MortalServer(world.server, life)
    device = Device(world.clock, Wires({"work": server}), mortal(disk, life))
    device.connect(target=WORK)
    device.sync()
    device.accept(block("b1"))
    life.left = calls

    try:
        device.send()
    except Killed:
        life.again()
    life.again()
    world.clock.later(hours=2)
    device.sync()

    assert world.blocks() == [block("b1")]
    assert disk.outbox.waiting() == ()
    assert len(disk.writes.all()) == 1


def test_a_server_that_only_rewrites_is_written_to_again(
    world: World, device: Device
) -> None:
    kept = device.accept(block("b1"))
    device.send()
    device.move("b1", at(13, 2).start)
    href = kept.href or ""
    data = world.work.stored[href].data
    world.work.store(href, data.replace(b"END:VEVENT", b"X-NOTE:hi\r\nEND:VEVENT"))

    [sent] = device.send()

    assert sent.fate is Fate.DONE
    assert [one.span for one in world.blocks()] == [at(13, 2, hours=3)]


def test_a_lost_race_is_run_again(world: World, device: Device) -> None:
    device.accept(block("b1"))
    world.server.fail("put", ResourceChanged("work"), times=2)

    [sent] = device.send()

    assert sent.fate is Fate.DONE


def test_a_race_without_end_waits(world: World, device: Device) -> None:
    device.accept(block("b1"))
    world.server.fail("put", ResourceChanged("work"), times=9)

    [sent] = device.send()

    assert sent.fate is Fate.WAITING


def test_a_uid_that_is_taken_by_us_is_found(
    world: World, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = device.accept(block("b1"))
    device.store.outbox.change(replace(device.store.outbox.waiting()[0], attempts=1))
    data = device.store.outbox.waiting()[0].data or b""
    asked = world.server.asked
    world.server.quirks.refuses_tokens = True

    def meanwhile(call: str) -> None:
        # It appears after the calendar was read.
        if call == "put" and not world.blocks():
            world.work.store("/team/elsewhere.ics", data)
        asked(call)

    monkeypatch.setattr(world.server, "asked", meanwhile)

    [sent] = device.send()

    assert sent.fate is Fate.THERE
    assert device.kept("b1").href == "/team/elsewhere.ics"
    assert kept.href not in world.work.stored
    assert world.blocks() == [block("b1")]


@pytest.mark.parametrize("quirk", ["refuses", "writable", "largest"])
def test_a_refusal_is_told_and_tried_again_the_next_day(
    world: World, device: Device, quirk: str
) -> None:
    setattr(world.server.quirks, quirk, 403 if quirk == "refuses" else 0)
    device.accept(block("b1"))

    [sent] = device.send()
    world.server.quirks.refuses = None
    world.server.quirks.writable = True
    world.server.quirks.largest = 1 << 20
    soon = device.synced()
    world.clock.later(days=1)
    next_day = device.synced()

    assert sent.fate is Fate.FAILED
    assert sent.because is not None
    assert [one.fate for one in soon.sent] == [Fate.WAITING]
    assert [one.fate for one in next_day.sent] == [Fate.DONE]
    assert world.blocks() == [block("b1")]


def test_nobody_answering_lets_all_wait_longer_each_time(
    world: World, device: Device
) -> None:
    device.accept(block("b1"), "one")
    device.accept(block("b2", day=2), "two")
    world.server.fail("put", times=1)
    world.asked()

    sent = device.send()

    assert [one.fate for one in sent] == [Fate.WAITING, Fate.WAITING]
    assert world.asked().count("put") == 1
    assert device.store.outbox.waiting()[0].attempts == 1


def test_a_server_says_how_long_a_write_waits(world: World, device: Device) -> None:
    device.accept(block("b1"))
    world.server.fail("put", CalendarUnreachable("work", "is busy", wait=900))

    device.send()

    [waiting] = device.store.outbox.waiting()
    assert waiting.not_before == world.clock.now + timedelta(minutes=15)
    assert waiting.fault is not None


def test_one_command_alone_can_be_sent(world: World, device: Device) -> None:
    device.accept(block("b1"), "one")
    device.accept(block("b2", day=2), "two")

    [sent] = device.send("two")

    assert sent.outgoing.block == "b2"
    assert [one.id for one in world.blocks()] == ["b2"]


def test_a_calendar_that_cannot_be_read_is_not_written_to(
    world: World, device: Device
) -> None:
    device.accept(block("b1"))
    world.server.fail("changes")

    [sent] = device.send()

    assert (sent.fate, world.blocks()) == (Fate.WAITING, [])
    assert sent.because is not None


def foreign_writes(device: Device) -> list[Outgoing]:
    """Writes that no flow should ever ask for."""
    collection = device.collection().id
    ours = device.accept(block("b1"))
    data = FORMAT.composed(
        Placed(block=block("b1"), survival=1), None, now=device.clock(), zone=ZONE
    )
    good = Outgoing(
        group="bad",
        block="b1",
        collection=collection,
        href="/team/x.ics",
        uid="b1" + UID,
        verb=Verb.MOVE,
        data=data,
        at=device.clock(),
    )
    assert ours.href is not None
    return [
        good,
        replace(good, data=None),
        replace(good, before=event("x", at(14)), etag='"1-1"'),
        replace(good, uid="x", data=event("x", at(15))),
        replace(good, block="unknown", uid="unknown" + UID, href="/team/new.ics"),
        replace(good, data=event("x", at(15))),
        replace(good, data=said_otherwise(data, UID="x"), href="/team/new.ics"),
    ]


@pytest.mark.parametrize("which", range(7))
def test_what_is_not_ours_is_never_written_or_deleted(
    world: World, device: Device, which: int
) -> None:
    bad = foreign_writes(device)[which]
    device.store.outbox.add([bad])
    before = world.work.stored["/team/x.ics"]

    sent = device.send("bad")

    assert [one.fate for one in sent] == [Fate.FAILED]
    assert dict(world.work.stored) == {"/team/x.ics": before}
    assert [one for one in world.asked() if one in {"put", "delete"}] == []


def test_a_preview_says_what_would_be_sent_and_sends_nothing(
    world: World, device: Device
) -> None:
    device.accept(block("b1"))
    device.send()
    world.asked()
    device.move("b1", at(13, 2).start)

    [coming] = preview(device.store, device.reach)

    assert coming.before == block("b1")
    assert coming.after is not None
    assert coming.after.span == at(13, 2, hours=3)
    assert (coming.verb, coming.calendar) == (Verb.MOVE, "work")
    assert world.asked() == []


def test_two_writes_of_one_block_build_on_each_other(
    world: World, device: Device
) -> None:
    device.accept(block("b1"))
    device.move("b1", at(13, 2).start)

    sent = device.send()

    assert [one.fate for one in sent] == [Fate.DONE, Fate.DONE]
    assert [one.span for one in world.blocks()] == [at(13, 2, hours=3)]
    assert device.store.writes.all()[1].before == device.store.writes.all()[0].after


def test_a_block_moved_while_its_deletion_waits_stands_where_it_was_moved(
    world: World, device: Device
) -> None:
    kept = device.accept(block("b1"))
    device.send()
    device.withdraw("b1")
    href = kept.href or ""
    data = world.work.stored[href].data
    world.work.store(href, moved(data, at(8, 3, hours=3)))

    [sent] = device.send()

    assert sent.fate is Fate.DROPPED
    assert sent.adopted is not None
    assert sent.adopted.said is Said.BACK
    assert device.kept("b1").gone is None
    assert [one.span for one in world.blocks()] == [at(8, 3, hours=3)]


@pytest.mark.parametrize("seconds", [0, 3])
def test_a_put_is_tried_once_more_after_a_short_wait(
    world: World, device: Device, seconds: int
) -> None:
    device.accept(block("b1"))
    world.server.fail("put", CalendarUnreachable("work", "is busy", wait=seconds))

    [sent] = device.send()

    assert (sent.fate, world.clock.naps) == (Fate.DONE, [seconds])


def test_a_block_put_back_after_a_lost_answer_stays_there(
    world: World, device: Device
) -> None:
    kept = device.accept(block("b1"))
    device.send()
    href = kept.href or ""
    device.move("b1", at(13, 2).start)
    world.server.fail("put", after=True)
    device.send()
    there = world.work.stored[href].data
    world.work.store(href, moved(there, at(9, 1, hours=3)))
    world.clock.later(hours=2)

    [sent] = device.send()

    assert sent.fate is Fate.DROPPED
    assert world.blocks() == [block("b1")]
    assert device.kept("b1").block.span == at(9, 1, hours=3)


def test_a_block_put_elsewhere_while_its_deletion_went_unanswered_stands(
    world: World, device: Device
) -> None:
    kept = device.accept(block("b1"))
    device.send()
    href = kept.href or ""
    device.withdraw("b1")
    world.server.fail("delete")
    device.send()
    data = world.work.stored[href].data
    world.work.remove(href)
    world.home.store("/home/put.ics", data)
    world.clock.later(hours=2)

    device.sync()
    device.sync()

    assert device.kept("b1").gone is None
    assert device.kept("b1").href == "/home/put.ics"
