from datetime import timedelta

import pytest

from tests.syncing import MONDAY, WORK, World, at, event
from tightrope.calendars.base import CalendarUnreachable, NotLetIn
from tightrope.calendars.memory import Etags
from tightrope.core.timeline import Span
from tightrope.flows.sync import sync
from tightrope.flows.sync.pull import AT_ONCE


@pytest.fixture
def world() -> World:
    return World()


def test_what_stands_on_the_server_is_read(world: World) -> None:
    world.work.store("/team/a.ics", event("a", at(10)))
    world.home.store("/home/b.ics", event("b", at(12)))
    device = world.device()

    synced = device.synced()

    assert (synced.fault, synced.read, synced.changed, synced.gone) == (None, 2, 2, 0)
    assert [(one.uid, one.span) for one in device.events()] == [
        ("a", at(10)),
        ("b", at(12)),
    ]


def test_a_second_sync_asks_once_for_each_calendar_and_fetches_nothing(
    world: World,
) -> None:
    world.work.store("/team/a.ics", event())
    device = world.device()
    device.sync()
    world.asked()

    synced = device.synced()

    assert world.asked() == ["changes", "changes"]
    assert (synced.read, synced.changed, synced.matters) == (0, 0, False)


def test_the_first_sync_takes_the_token_first_and_closes_the_gap(world: World) -> None:
    world.work.store("/team/a.ics", event())
    device = world.device(target=WORK)
    world.asked()

    device.sync()

    assert world.asked() == ["changes", "fetch", "changes", "changes"]
    assert device.collection().token == world.work.token


def test_one_change_costs_one_request_for_the_list_and_one_for_the_event(
    world: World,
) -> None:
    for number in range(20):
        world.work.store(f"/team/{number}.ics", event(f"m{number}"))
    device = world.device()
    device.sync()
    world.work.store("/team/3.ics", event("m3", at(15)))
    world.asked()

    synced = device.synced()

    assert world.asked() == ["changes", "fetch", "changes"]
    assert (synced.read, synced.changed) == (1, 1)


def test_a_first_sync_that_was_cut_short_goes_on_where_it_was(world: World) -> None:
    for number in range(250):
        world.work.store(f"/team/{number:03}.ics", event(f"m{number}"))
    device = world.device()
    world.server.fail("fetch", skip=2)

    [cut] = device.sync()
    [whole] = device.sync()

    assert (cut.fault is not None, whole.fault) == (True, None)
    assert whole.read == 50
    assert len(device.store.mirror.held(device.collection().id)) == 250


def test_rule_4_a_refused_token_means_reading_anew(world: World) -> None:
    world.work.store("/team/a.ics", event("a"))
    world.work.store("/team/b.ics", event("b"))
    device = world.device()
    device.sync()
    world.work.remove("/team/a.ics")
    world.server.quirks.refuses_tokens = True

    synced = device.synced()

    assert (synced.fault, synced.gone) == (None, 1)
    assert [one.uid for one in device.events()] == ["b"]


def test_rule_5_a_list_of_nearly_all_is_a_full_list(world: World) -> None:
    for number in range(10):
        world.work.store(f"/team/n{number}.ics", event(f"n{number}"))
    device = world.device()
    device.sync()
    world.server.quirks.lists_all = True
    # The server forgets to say that it is gone.
    world.work.vanish("/team/n3.ics")

    synced = device.synced()

    assert synced.gone == 1
    assert "n3" not in {one.uid for one in device.events()}


def test_rule_5_all_is_compared_once_a_week(world: World) -> None:
    world.work.store("/team/a.ics", event("a"))
    world.work.store("/team/b.ics", event("b"))
    device = world.device()
    device.sync()
    world.work.vanish("/team/a.ics")
    device.sync()
    still = [one.uid for one in device.events()]

    world.clock.later(days=7)
    synced = device.synced()

    assert still == ["a", "b"]
    assert synced.gone == 1
    assert list(device.store.mirror.held(device.collection().id)) == ["/team/b.ics"]


def test_rule_6_a_deleted_href_that_we_never_had_is_ignored(world: World) -> None:
    world.server.quirks.unknown_gone = True
    world.work.store("/team/a.ics", event("a"))
    device = world.device()
    device.sync()

    synced = device.synced()

    assert (synced.fault, synced.gone, synced.read) == (None, 0, 0)


def test_rule_6_what_is_left_out_of_an_answer_is_asked_for_alone(world: World) -> None:
    world.server.quirks.leaves_out = True
    for name in "abc":
        world.work.store(f"/team/{name}.ics", event(name))
    device = world.device()

    synced = device.synced()

    assert (synced.problems, synced.gone) == ((), 0)
    assert [one.uid for one in device.events()] == ["a", "b", "c"]


def test_rule_6_an_absent_href_is_gone_only_when_the_server_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.server.quirks.tokens = False
    world.work.store("/team/a.ics", event("a"))
    world.work.store("/team/b.ics", event("b"))
    device = world.device()
    device.sync()
    there = world.work.stored["/team/a.ics"].data
    world.work.vanish("/team/a.ics")
    asked = world.server.asked

    def lists_without_it(call: str) -> None:
        asked(call)
        if call == "fetch":
            world.work.store("/team/a.ics", there)

    monkeypatch.setattr(world.server, "asked", lists_without_it)

    synced = device.synced()

    assert synced.gone == 0
    assert [one.uid for one in device.events()] == ["a", "b"]


@pytest.mark.parametrize("etags", [Etags.SAME, Etags.REUSED, Etags.ABSENT])
def test_rule_7_what_is_listed_is_fetched_whatever_its_etag(
    world: World, etags: Etags
) -> None:
    world.server.quirks.etags = etags
    world.work.store("/team/a.ics", event("a", at(10)))
    device = world.device()
    device.sync()
    world.work.remove("/team/a.ics")
    world.work.store("/team/a.ics", event("a", at(15)))

    synced = device.synced()

    assert synced.changed == 1
    assert [one.span for one in device.events()] == [at(15)]


def test_rule_7_the_same_bytes_with_another_etag_are_no_change(world: World) -> None:
    world.work.store("/team/a.ics", event("a"))
    device = world.device()
    device.sync()
    world.work.store("/team/a.ics", event("a"))

    synced = device.synced()

    assert (synced.read, synced.changed, synced.matters) == (1, 0, False)


def test_rule_12_occurrences_are_worked_out_here(world: World) -> None:
    world.work.store("/team/a.ics", event("a", at(10), more="RRULE:FREQ=DAILY"))
    device = world.device()

    device.sync()

    assert [one.span.start for one in device.events(days=3)] == [
        at(10, day).start for day in range(3)
    ]


def test_occurrences_reach_further_as_time_goes_by_without_a_request(
    world: World,
) -> None:
    world.work.store("/team/a.ics", event("a", at(10), more="RRULE:FREQ=DAILY"))
    device = world.device()
    device.sync()
    before = device.collection().expanded_until
    world.clock.later(days=31)
    world.server.fail("changes", times=2)

    device.sync()

    after = device.collection().expanded_until
    assert before is not None
    assert after == before + timedelta(days=31)
    last = Span(after - timedelta(days=2), after)
    assert len(device.store.mirror.events(last).events) == 2


def test_a_broken_event_is_a_problem_and_stops_nothing(world: World) -> None:
    broken = event("broken").replace(b"DTSTART:2026", b"DTSTART:nonsense")
    world.work.store("/team/a.ics", event("a"))
    world.work.store("/team/b.ics", broken)
    device = world.device()

    synced = device.synced()

    assert synced.fault is None
    assert [one.source for one in synced.problems] == ["work"]
    assert [one.uid for one in device.events()] == ["a"]


def test_a_calendar_that_is_gone_keeps_what_was_read_of_it(world: World) -> None:
    world.work.store("/team/a.ics", event("a", at(10)))
    world.home.store("/home/b.ics", event("b", at(12)))
    device = world.device()
    device.sync()
    world.work.alive = False
    world.home.store("/home/b.ics", event("b", at(13)))

    synced = device.synced()

    assert synced.fault is not None
    assert device.store.connections.named("work").fault == synced.fault
    assert [one.span for one in device.events()] == [at(10), at(13)]


def test_a_server_that_wants_to_be_left_alone_is(world: World) -> None:
    device = world.device()
    device.sync()
    world.server.fail("changes", CalendarUnreachable("work", "is busy", wait=600))
    device.sync()
    world.asked()

    early = device.synced()
    asked_early = world.asked()
    [insisted] = device.sync("work", insist=True)
    world.clock.later(minutes=11)
    late = device.synced()

    assert (early.fault is not None, asked_early) == (True, [])
    assert (insisted.fault, late.fault) == (None, None)


def test_a_short_wait_is_waited_out(world: World) -> None:
    device = world.device()
    world.server.fail("changes", CalendarUnreachable("work", "is busy", wait=3))

    synced = device.synced()

    assert (synced.fault, world.clock.naps) == (None, [3])


def test_a_wait_that_a_wrong_clock_left_behind_counts_for_nothing(world: World) -> None:
    device = world.device()
    world.clock.now = MONDAY + timedelta(days=400)
    world.server.fail("changes", CalendarUnreachable("work", "is busy", wait=600))
    device.sync()
    world.clock.now = MONDAY

    assert device.synced().fault is None


def test_one_connection_that_fails_stops_no_other() -> None:
    good, bad = World(), World()
    good.work.store("/team/a.ics", event("a"))
    device = good.device()
    device.reach = type(device.reach)({"work": good.server, "bad": bad.server})
    device.connect("bad", target=None)
    bad.server.fail("changes", NotLetIn("bad"), times=2)

    told = device.sync()

    assert [(one.connection, one.fault is None) for one in told] == [
        ("bad", False),
        ("work", True),
    ]


def test_nobody_syncs_a_connection_twice_at_once(world: World) -> None:
    device = world.device()
    world.asked()

    with device.store.alone("sync:work"):
        synced = device.synced()

    assert synced.fault is not None
    assert world.asked() == []


def test_progress_is_told(world: World) -> None:
    for number in range(AT_ONCE + 50):
        world.work.store(f"/team/{number}.ics", event(f"m{number}"))
    device = world.device()
    heard: list[tuple[str, int, int | None]] = []

    sync(
        device.store,
        device.reach,
        clock=world.clock,
        nap=world.clock.nap,
        progress=lambda name, done, of: heard.append((name, done, of)),
    )

    of = AT_ONCE + 50
    assert heard == [("work", AT_ONCE, of), ("work", of, of)]
