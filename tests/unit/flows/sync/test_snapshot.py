from datetime import UTC, date, datetime, timedelta

import pytest

from tests.syncing import Device, World, at, block, event
from tightrope.flows.ports import Snapshot

TODAY = date(2026, 11, 23)


@pytest.fixture
def world() -> World:
    return World()


def taken(device: Device) -> list[Snapshot]:
    return list(device.store.snapshots.all())


def test_the_booked_future_is_kept_once_a_day(world: World) -> None:
    world.work.store("/team/a.ics", event("a", at(10)))
    world.home.store("/home/b.ics", event("b", at(10.5)))
    world.work.store("/team/c.ics", event("c", at(22.5, 2, hours=2)))
    device = world.device()

    device.sync()
    world.work.store("/team/d.ics", event("d", at(12)))
    device.sync()

    # In Berlin, 22:30 UTC is half past eleven in the evening.
    assert taken(device) == [
        Snapshot(
            day=TODAY,
            taken=world.clock.now,
            hours={
                TODAY: 1.5,
                TODAY + timedelta(days=2): 0.5,
                TODAY + timedelta(days=3): 1.5,
            },
        )
    ]


def test_the_next_day_has_its_own(world: World) -> None:
    device = world.device()
    device.sync()
    world.clock.later(days=1)

    device.sync()

    assert [one.day for one in taken(device)] == [TODAY, TODAY + timedelta(days=1)]


def test_a_day_begins_where_the_person_is(world: World) -> None:
    world.clock.now = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    device = world.device()

    device.sync()

    assert [one.day for one in taken(device)] == [TODAY + timedelta(days=1)]


def test_days_away_are_kept(world: World) -> None:
    leave = event("l", title="Vacation", more="X-MICROSOFT-CDO-BUSYSTATUS:OOF")
    leave = leave.replace(b"DTSTART:20261123T100000Z", b"DTSTART;VALUE=DATE:20261201")
    leave = leave.replace(b"DTEND:20261123T110000Z", b"DTEND;VALUE=DATE:20261203")
    world.work.store("/team/l.ics", leave)
    device = world.device()

    device.sync()

    assert [one.away for one in taken(device)] == [
        frozenset({date(2026, 12, 1), date(2026, 12, 2)})
    ]


def test_our_own_blocks_and_what_is_off_take_none_of_it(world: World) -> None:
    device = world.device()
    device.sync()
    device.accept(block("b1"))
    device.send()
    world.work.store("/team/a.ics", event("a", at(10, 1), status="CANCELLED"))
    world.work.store("/team/f.ics", event("f", at(10, 1), more="TRANSP:TRANSPARENT"))
    world.clock.later(days=1)

    device.sync()

    assert [one.hours for one in taken(device)] == [{}, {}]


def test_a_calendar_that_cannot_be_read_stands_as_it_was(world: World) -> None:
    world.work.store("/team/a.ics", event("a", at(10, 2)))
    device = world.device()
    device.sync()
    world.clock.later(days=1)
    world.server.fail("changes", times=2)

    device.sync()

    assert [one.hours for one in taken(device)] == [
        {TODAY + timedelta(days=2): 1.0}
    ] * 2


def test_before_all_was_read_once_there_is_none(world: World) -> None:
    world.work.store("/team/a.ics", event("a", at(10, 2)))
    device = world.device()
    world.server.fail("fetch")

    device.sync()

    assert taken(device) == []
