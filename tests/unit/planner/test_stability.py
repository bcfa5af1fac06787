from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.planner.situations import (
    BERLIN,
    MONDAY,
    at,
    block,
    busy,
    ids,
    problem,
    spans,
)
from tightrope.core.planner import Busy, Moved, State, broken_by, plan

HOUR = timedelta(hours=1)
THREE = {"longest": 3 * HOUR}


def test_a_locked_block_stays_although_a_better_place_exists() -> None:
    late = block(at("14:00", 180, days=1))

    found = plan(problem(blocks=(late,), policy={"per_week": 1}))

    assert spans(found) == [late.span]
    assert found.moved == ()
    assert found.blocks[0].block.state is State.LOCKED


def test_a_proposed_block_is_never_locked() -> None:
    late = block(at("14:00", 180, days=1), state=State.PROPOSED)

    found = plan(problem(blocks=(late,), policy={"per_week": 1}))

    assert spans(found) == [at("09:00", 240)]
    assert found.blocks[0].block.state is State.PROPOSED


def test_a_locked_block_on_which_an_event_landed_keeps_its_longest_part() -> None:
    standing = block(at("09:00", 240, days=1))
    landed = busy(at("09:00", 45, days=1))

    found = plan(
        problem(blocks=(standing,), busy=landed, policy={"per_week": 1}),
    )

    left = at("09:45", 195, days=1)
    assert spans(found) == [left]
    assert found.blocks[0].repays == timedelta(minutes=45)
    assert found.moved == (
        Moved(
            id="b-1",
            before=standing.span,
            after=left,
            because="“Meeting 0” now takes its time; 45 min are owed",
        ),
    )


def test_a_locked_block_that_breaks_is_reported_and_owed() -> None:
    standing = block(at("09:00", 240, days=1))
    landed = busy(at("10:00", 120, days=1))
    given_problem = problem(blocks=(standing,), busy=landed)

    found = plan(given_problem)

    assert broken_by(found, given_problem) == []
    assert "b-1" not in ids(found)
    assert sum((one.repays for one in found.blocks), timedelta()) == 4 * HOUR
    assert found.moved == (
        Moved(
            id="b-1",
            before=standing.span,
            after=None,
            because="“Meeting 0” now takes its time; 4 h are owed",
        ),
    )


def test_what_was_worked_of_a_broken_block_is_not_owed() -> None:
    begun = block(at("09:00", 240))

    found = plan(
        problem(now="11:00", blocks=(begun,), busy=busy(at("11:00", 120)), days=1)
    )

    assert found.moved[0].because == "“Meeting 0” now takes its time; 2 h are owed"


def test_a_block_in_progress_stays() -> None:
    begun = block(at("09:00", 240), state=State.LOCKED)

    found = plan(problem(now="10:10", blocks=(begun,), days=1))

    assert spans(found) == [begun.span]
    assert found.blocks[0].block.state is State.IN_PROGRESS
    assert found.blocks[0].runner_up is None


def test_a_locked_block_goes_when_its_day_is_taken_off() -> None:
    standing = block(at("09:00", 240, days=1))
    whole = problem(blocks=(standing,))
    off = replace(
        whole,
        working=tuple(
            span
            for span in whole.working
            if span.start.astimezone(BERLIN).date() != date(2026, 11, 17)
        ),
    )

    found = plan(off)

    assert broken_by(found, off) == []
    assert found.moved[0].because == "That day is off now; 4 h are owed"


def test_a_block_that_is_hit_keeps_its_id_and_goes_to_the_same_week() -> None:
    standing = block(at("09:00", 240, days=3), purpose="Roadmap")
    landed = busy(at("08:00", 600, days=3))

    found = plan(
        problem(blocks=(standing,), busy=landed, policy={"per_week": 1}),
    )

    assert ids(found) == ["b-1"]
    assert found.blocks[0].block.purpose == "Roadmap"
    assert found.moved == (
        Moved(
            id="b-1",
            before=standing.span,
            after=at("09:00", 240),
            because="“Meeting 0” now takes its time",
        ),
    )


def test_a_block_shifts_within_its_own_day_first() -> None:
    standing = (
        block(at("09:00", 180, days=3), name="thursday"),
        block(at("09:00", 180, days=4), name="friday"),
    )
    full = [at("09:00", 540, days=day) for day in range(3)]
    landed = [at("09:00", 60, days=day) for day in (3, 4)]

    found = plan(
        problem(
            blocks=standing, busy=busy(*full, *landed), policy={"per_week": 2, **THREE}
        )
    )

    assert [(one.id, one.after) for one in found.moved] == [
        ("thursday", at("10:00", 180, days=3)),
        ("friday", at("10:00", 180, days=4)),
    ]


@pytest.mark.parametrize("cost", [0, 30])
def test_a_firm_block_moves_only_when_the_gain_is_above_the_price(cost: int) -> None:
    standing = block(at("13:00", 180, days=3))

    found = plan(
        problem(
            blocks=(standing,),
            policy={
                "per_week": 1,
                "change_cost": timedelta(minutes=cost),
                **THREE,
            },
        )
    )

    assert (spans(found) == [standing.span]) == bool(cost)
    if not cost:
        assert found.moved[0].because == (
            "The plan as a whole gains 24 points by it, the change counted"
        )


def test_a_block_outside_the_window_is_left_alone() -> None:
    far = block(at("09:00", 180, days=20))

    found = plan(problem(blocks=(far,)))

    assert far.span in spans(found)
    assert found.moved == ()


def test_a_proposal_that_began_unanswered_is_gone() -> None:
    begun = block(at("09:00", 180), state=State.PROPOSED)

    found = plan(problem(now="10:00", blocks=(begun,), days=1))

    assert found.moved == (
        Moved(
            id="b-1",
            before=begun.span,
            after=None,
            because="It began before anyone accepted it",
        ),
    )


def test_blocks_of_the_plan_before_stand() -> None:
    asked = problem(days=12)
    before = plan(asked)

    after = plan(replace(asked, owed=HOUR), before)

    assert spans(after) == spans(before)
    assert ids(after) == ids(before)
    assert after.moved == ()


meetings = st.lists(
    st.builds(
        at,
        st.sampled_from(["09:00", "10:30", "13:15", "15:00", "16:30"]),
        st.sampled_from([30, 45, 60, 90]),
        days=st.integers(0, 11),
    ),
    max_size=25,
)


@settings(max_examples=25)
@given(taken=meetings, added=st.sampled_from(["09:00", "13:00", "16:00"]))
def test_an_event_moves_only_blocks_that_it_touches(
    taken: list[object], added: str
) -> None:
    asked = problem(days=12, busy=busy(*taken))  # type: ignore[arg-type]
    before = plan(asked)
    landed = Busy(id="new", span=at(added, 60, days=9), title="New")
    other = replace(asked, busy=(*asked.busy, landed))

    after = plan(other, before)

    first_week = [
        one.block
        for one in before.blocks
        if one.block.span.start.astimezone(BERLIN).date() < MONDAY + timedelta(days=7)
    ]
    kept = {one.block.id: one.block.span for one in after.blocks}
    assert broken_by(after, other, before) == []
    assert [kept.get(one.id) for one in first_week] == [one.span for one in first_week]
