from datetime import timedelta

import pytest

from tests.syncing import Device, World, at, block, event, moved
from tests.unit.flows.living import Life
from tightrope.core.ledger import Account, balances, debts
from tightrope.core.planner import State
from tightrope.flows.changes import carry_out
from tightrope.flows.finish import NotBegunYet, finishing
from tightrope.flows.look import Unsettled, look
from tightrope.flows.override import NotWithin, overriding
from tightrope.flows.ports import LedgerGrew
from tightrope.flows.settle import Because, NotPromised, SettledAlready

HOUR = timedelta(hours=1)
WEEK = at(0, hours=24 * 7)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def life(world: World) -> Life:
    """Somebody with a block on the calendar: Tuesday from nine to twelve."""
    device = world.device()
    device.sync()
    device.accept(block("b1"), "accepted")
    device.send()
    return Life(device)


def standings(life: Life) -> dict[str, float]:
    """What stands in each account but the first, in hours."""
    return {
        account.value: length / HOUR
        for account, length in balances(life.entries).items()
        if length and account is not Account.PROMISED
    }


def unsettled(device: Device) -> list[Unsettled]:
    return list(look(device.store, WEEK, device.clock()).unsettled)


def test_a_block_that_is_over_is_asked_about_and_never_assumed_done(life: Life) -> None:
    assert unsettled(life.device) == []

    life.until(at(12, 1).start)

    assert [one.kept.block.id for one in unsettled(life.device)] == ["b1"]
    assert life.entries == []


def test_what_else_took_the_time_is_told_with_the_question(
    world: World, life: Life
) -> None:
    world.work.store("/team/x.ics", event("x", at(10, 1)))
    life.until(at(12, 1).start)
    life.device.sync()

    [one] = unsettled(life.device)

    assert one.busy == (at(10, 1),)


def test_a_block_that_is_over_is_finished_whole(world: World, life: Life) -> None:
    before = dict(world.work.stored)
    life.until(at(15, 1).start)

    done = life.finish("b1")

    assert standings(life) == {"kept": 3}
    assert life.kept("b1").block.state is State.KEPT
    assert (done.sent, world.work.stored) == ((), before)
    assert unsettled(life.device) == []


def test_a_block_that_is_finished_early_owes_its_rest_and_ends_now(
    world: World, life: Life
) -> None:
    life.until(at(11, 1).start + timedelta(seconds=30))

    life.finish("b1")

    assert standings(life) == {"kept": 2, "owed": 1}
    assert [one.because for one in life.entries] == ["", "finished early"]
    assert [one.span for one in world.blocks()] == [at(9, 1, hours=2)]


def test_a_block_that_has_not_begun_cannot_be_finished(life: Life) -> None:
    life.until(at(9, 1).start + timedelta(seconds=59))

    with pytest.raises(NotBegunYet):
        life.finish("b1")


def test_a_block_that_is_overridden_before_it_begins_is_owed_and_goes(
    world: World, life: Life
) -> None:
    life.override("b1", "incident", note="the database")

    [entry] = life.entries
    assert standings(life) == {"owed": 3}
    assert (entry.because, entry.note) == ("incident", "the database")
    assert world.blocks() == []
    assert life.kept("b1").gone == life.device.clock()


def test_the_part_that_was_worked_is_kept(world: World, life: Life) -> None:
    life.until(at(10.5, 1).start)

    life.override("b1")

    assert standings(life) == {"kept": 1.5, "owed": 1.5}
    assert [one.span for one in world.blocks()] == [at(9, 1, hours=1.5)]
    assert life.kept("b1").block.state is State.KEPT


def test_a_block_that_is_over_may_have_been_left_early(life: Life) -> None:
    life.until(at(15, 1).start)

    with pytest.raises(NotWithin):
        life.override("b1", since=at(13, 1).start)
    life.override("b1", since=at(10, 1).start)

    assert standings(life) == {"kept": 1, "owed": 2}


def test_a_block_that_is_over_and_overridden_was_not_begun(life: Life) -> None:
    life.until(at(15, 1).start)

    life.override("b1", "customer")

    assert standings(life) == {"owed": 3}


def test_a_block_is_settled_once(life: Life) -> None:
    life.until(at(15, 1).start)
    life.finish("b1")

    for again in (life.finish, life.override):
        with pytest.raises(SettledAlready):
            again("b1")
    assert standings(life) == {"kept": 3}


def test_nothing_is_owed_of_a_proposal(life: Life) -> None:
    life.plan()
    [proposal, *_] = [one for one in life.standing if one.accepted is None]

    with pytest.raises(NotPromised):
        life.override(proposal.block.id)
    life.skip(proposal.block.id)

    assert life.entries == []


def test_time_is_let_go_at_once_where_the_person_says_why(life: Life) -> None:
    life.override("b1", "stuck", let_go="the idea is dead")

    assert standings(life) == {"let-go": 3}
    assert life.entries[-1].because == "the idea is dead"
    assert debts(life.entries) == []


def test_a_skipped_promise_is_owed(world: World, life: Life) -> None:
    life.skip("b1")

    assert standings(life) == {"owed": 3}
    assert life.entries[0].because == "skipped"
    assert world.blocks() == []


def test_moving_enters_nothing(life: Life) -> None:
    life.move("b1", hours=4)

    assert life.entries == []


def test_what_is_owed_is_planned_and_given_back(life: Life) -> None:
    before = life.plan().planned.problem.owed
    life.override("b1")

    proposed = life.plan()

    repaying = [one for one in proposed.blocks if one.placed.repays]
    assert (before, proposed.planned.problem.owed) == (timedelta(), 3 * HOUR)
    assert sum((one.placed.repays for one in repaying), timedelta()) == 3 * HOUR
    life.accept()
    for one in life.standing:
        life.until(max(one.block.span.end, life.device.clock()))
        life.finish(one.block.id)
    assert life.owed == timedelta()
    assert balances(life.entries)[Account.REPAID] == 3 * HOUR


def test_the_third_just_this_once_is_said_aloud(life: Life) -> None:
    for number in (2, 3):
        life.device.accept(block(f"b{number}", day=number), f"accepted-{number}")
    life.device.send()

    said = [life.override(f"b{number}").changes[0].says for number in (1, 2, 3)]

    assert said[:2] == [(), ()]
    assert said[2] == (
        "This is block number 3 in a row that gave way “just this once”.",
    )


def test_a_block_that_was_deleted_elsewhere_is_asked_about_once(
    world: World, life: Life
) -> None:
    world.work.remove(next(iter(world.work.stored)))
    life.device.sync()
    [one] = unsettled(life.device)

    life.override("b1", "other", let_go="it was never needed")

    assert one.kept.asked is not None
    assert unsettled(life.device) == []
    assert standings(life) == {"let-go": 3}


def test_undoing_an_override_is_an_entry_and_puts_the_calendar_back(
    world: World, life: Life
) -> None:
    stood = world.blocks()
    done = life.override("b1")

    told = life.undo(done.group)

    assert standings(life) == {}
    assert [one.undoes for one in life.entries] == [None, life.entries[0].id]
    assert (world.blocks(), told.left) == (stood, ())
    assert life.kept("b1").gone is None


def test_an_undone_override_can_be_done_again(world: World, life: Life) -> None:
    life.until(at(10, 1).start)
    life.override("b1")
    life.undo()

    life.undo()

    assert standings(life) == {"kept": 1, "owed": 2}
    assert [one.span for one in world.blocks()] == [at(9, 1, hours=1)]
    assert life.kept("b1").block.state is State.KEPT


def test_undoing_a_finish_opens_the_question_again(life: Life) -> None:
    life.until(at(15, 1).start)
    life.finish("b1")

    life.undo()

    assert standings(life) == {}
    assert [one.kept.block.span for one in unsettled(life.device)] == [
        at(9, 1, hours=3)
    ]
    life.override("b1")
    assert standings(life) == {"owed": 3}


def test_what_was_repaid_since_is_not_undone(life: Life) -> None:
    lost = life.override("b1")
    life.plan()
    life.accept()
    life.until(life.standing[0].block.span.end)
    life.finish(life.standing[0].block.id)
    assert life.owed < 3 * HOUR
    before = life.entries

    told = life.undo(lost.group)

    assert [one.block for one in told.left] == ["b1"]
    assert life.entries == before
    assert life.kept("b1").gone is not None


def test_accepting_is_not_undone_under_what_was_settled(life: Life) -> None:
    life.until(at(15, 1).start)
    life.finish("b1")

    told = life.undo("accepted")

    assert [one.block for one in told.left] == ["b1"]
    assert standings(life) == {"kept": 3}
    assert life.kept("b1").accepted is not None


def test_an_override_that_never_left_is_undone_without_a_write(
    world: World, life: Life
) -> None:
    stood = world.blocks()
    store, deed = life.device.store, life.deed()
    lost = overriding(store, "b1", deed, Because(reason="incident"))
    carry_out(store, life.device.reach, [lost], deed)

    told = life.undo()

    assert len(told.cancelled) == 1
    assert (standings(life), world.blocks()) == ({}, stood)
    assert life.kept("b1").gone is None


def test_a_block_that_is_put_back_is_open_again(world: World, life: Life) -> None:
    href, there = next(iter(world.work.stored.items()))
    life.override("b1", let_go="later")
    world.work.store(href, there.data)
    life.device.sync()
    life.until(at(15, 1).start)

    [one] = unsettled(life.device)
    life.finish("b1")

    assert one.kept.block.id == "b1"
    assert standings(life) == {"kept": 3}


def test_two_commands_at_once_do_not_settle_twice(life: Life) -> None:
    life.until(at(15, 1).start)
    store, deed = life.device.store, life.deed()
    late = finishing(store, "b1", deed)
    store.ledger.add([finishing(store, "b1", deed).entries[0]], group="other", known=0)

    with pytest.raises(LedgerGrew):
        carry_out(store, life.device.reach, [late], deed)
    assert standings(life) == {"kept": 3}


def test_what_is_made_shorter_elsewhere_promises_what_it_did(
    world: World, life: Life
) -> None:
    href, there = next(iter(world.work.stored.items()))
    world.work.store(href, moved(there.data, at(9, 1, hours=2)))
    life.device.sync()
    life.until(at(15, 1).start)

    life.finish("b1")

    assert standings(life) == {"kept": 2, "owed": 1}
    assert life.entries[-1].because == "shortened elsewhere"
    life.undo()
    assert life.kept("b1").block.span == at(9, 1, hours=2)
    assert standings(life) == {}


def test_what_is_made_longer_elsewhere_promises_more(world: World, life: Life) -> None:
    href, there = next(iter(world.work.stored.items()))
    world.work.store(href, moved(there.data, at(9, 1, hours=4)))
    life.device.sync()

    life.override("b1")

    assert standings(life) == {"owed": 4}
