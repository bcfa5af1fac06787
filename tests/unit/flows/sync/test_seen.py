from datetime import UTC, datetime, timedelta

import pytest

from tests.syncing import MONDAY, Device, World, at, event
from tightrope.flows.ports import Sighting

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def world() -> World:
    return World()


def seen(device: Device, uid: str) -> Sighting:
    [sighting] = [
        one for one in device.store.mirror.sightings(uids=[uid]) if one.gone is None
    ] or device.store.mirror.sightings(uids=[uid])
    return sighting


def times(device: Device, uid: str) -> tuple[datetime, datetime, datetime | None]:
    sighting = seen(device, uid)
    return sighting.first_seen, sighting.last_changed, sighting.gone


def test_an_event_is_seen_first_when_it_is_read(world: World) -> None:
    world.work.store("/team/a.ics", event("a"))
    device = world.device()

    device.sync()

    assert times(device, "a") == (MONDAY, MONDAY, None)


def test_a_new_stamp_changes_nothing(world: World) -> None:
    world.work.store("/team/a.ics", event("a", stamp=1))
    device = world.device()
    device.sync()
    world.clock.later(hours=1)
    world.work.store(
        "/team/a.ics", event("a", stamp=2, more="SEQUENCE:4\nDESCRIPTION:More")
    )

    synced = device.synced()

    assert (synced.changed, synced.matters) == (1, False)
    assert times(device, "a") == (MONDAY, MONDAY, None)


def test_a_moved_event_has_changed(world: World) -> None:
    world.work.store("/team/a.ics", event("a", at(10)))
    device = world.device()
    device.sync()
    world.clock.later(hours=1)
    world.work.store("/team/a.ics", event("a", at(15)))

    synced = device.synced()

    assert synced.matters
    assert times(device, "a") == (MONDAY, LATER, None)


@pytest.mark.parametrize(
    ("after", "matters"),
    [
        (event("a", at(10), title="Another title"), False),
        (event("a", at(10), more="TRANSP:TRANSPARENT"), True),
        (event("a", at(10), status="CANCELLED"), True),
    ],
)
def test_what_takes_time_matters_and_a_title_does_not(
    world: World, after: bytes, *, matters: bool
) -> None:
    world.work.store("/team/a.ics", event("a", at(10)))
    device = world.device()
    device.sync()
    world.work.store("/team/a.ics", after)

    assert device.synced().matters is matters


def test_what_is_far_away_does_not_matter_yet(world: World) -> None:
    device = world.device()
    device.sync()
    world.work.store("/team/a.ics", event("a", at(10, 60)))

    assert not device.synced().matters


def test_a_vanished_event_is_gone_and_may_come_back(world: World) -> None:
    world.work.store("/team/a.ics", event("a"))
    world.work.store("/team/b.ics", event("b"))
    device = world.device()
    device.sync()
    world.clock.later(hours=1)
    world.work.remove("/team/a.ics")
    synced = device.synced()
    gone = times(device, "a")
    world.clock.later(hours=1)
    world.work.store("/team/a.ics", event("a"))

    device.sync()

    assert (synced.gone, synced.matters) == (1, True)
    assert gone == (MONDAY, MONDAY, LATER)
    assert times(device, "a") == (MONDAY, MONDAY, None)


@pytest.mark.parametrize(
    "cancelled",
    [event("a", status="CANCELLED"), event("a", title="Cancelled: Meeting")],
)
def test_a_cancelled_event_is_gone(world: World, cancelled: bytes) -> None:
    world.work.store("/team/a.ics", event("a"))
    device = world.device()
    device.sync()
    world.clock.later(hours=1)
    world.work.store("/team/a.ics", cancelled)

    device.sync()
    world.clock.later(hours=1)
    device.sync()

    assert times(device, "a")[2] == LATER


def test_an_event_that_moves_to_another_resource_is_as_old_as_it_was(
    world: World,
) -> None:
    world.work.store("/team/a.ics", event("a"))
    device = world.device()
    device.sync()
    world.clock.later(hours=1)
    world.work.remove("/team/a.ics")
    world.work.store("/team/z.ics", event("a"))

    device.sync()

    assert seen(device, "a").href == "/team/z.ics"
    assert times(device, "a") == (MONDAY, MONDAY, None)


@pytest.mark.parametrize("there_first", [True, False])
def test_an_event_that_moves_to_another_calendar_is_as_old_as_it_was(
    world: World, *, there_first: bool
) -> None:
    here, there = (world.home, world.work) if there_first else (world.work, world.home)
    here.store(f"{here.href}a.ics", event("a"))
    device = world.device()
    device.sync()
    world.clock.later(hours=1)
    here.remove(f"{here.href}a.ics")
    there.store(f"{there.href}a.ics", event("a"))

    device.sync()

    assert seen(device, "a").collection == device.collection(there.href).id
    assert times(device, "a") == (MONDAY, MONDAY, None)


def test_the_rest_of_a_split_series_is_as_old_as_the_series(world: World) -> None:
    uid = "abc123@google.com"
    rest = "abc123_R20261124T100000@google.com"
    world.work.store("/team/a.ics", event(uid, at(10), more="RRULE:FREQ=DAILY"))
    device = world.device()
    device.sync()
    world.clock.later(hours=1)
    world.work.store("/team/a.ics", event(uid, at(10), more="RRULE:FREQ=DAILY;COUNT=1"))
    world.work.store("/team/b.ics", event(rest, at(11, 1), more="RRULE:FREQ=DAILY"))

    device.sync()

    assert times(device, rest) == (MONDAY, LATER, None)


def test_an_event_that_cannot_be_read_any_more_is_not_gone(world: World) -> None:
    world.work.store("/team/a.ics", event("a"))
    device = world.device()
    device.sync()
    world.work.store("/team/a.ics", event("a").replace(b"DTSTART", b"DTNEVER"))

    device.sync()

    assert times(device, "a")[2] is None


def test_a_changed_occurrence_that_is_taken_back_is_gone(world: World) -> None:
    series = event("a", at(10), more="RRULE:FREQ=DAILY")
    override = event("a", at(15, 1), more="RECURRENCE-ID:20261124T100000Z")
    body = override.split(b"BEGIN:VEVENT")[1].split(b"END:VEVENT")[0]
    both = series.replace(
        b"END:VCALENDAR", b"BEGIN:VEVENT" + body + b"END:VEVENT\r\nEND:VCALENDAR"
    )
    world.work.store("/team/a.ics", both)
    device = world.device()
    device.sync()
    world.clock.later(hours=1)
    world.work.store("/team/a.ics", series)

    device.sync()

    gone = {
        one.entry.recurrence_id: one.gone
        for one in device.store.mirror.sightings(uids=["a"])
    }
    assert gone == {None: None, "2026-11-24T10:00:00+00:00": LATER}


def test_a_clock_set_back_makes_nothing_change_before_it_was_seen(
    world: World,
) -> None:
    world.work.store("/team/a.ics", event("a", at(10)))
    device = world.device()
    device.sync()
    world.clock.now = datetime(2020, 1, 1, tzinfo=UTC)
    world.work.store("/team/a.ics", event("a", at(15)))

    device.sync()

    assert times(device, "a") == (MONDAY, MONDAY, None)
