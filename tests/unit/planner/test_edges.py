from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.unit.planner.situations import (
    BERLIN,
    at,
    block,
    busy,
    hours_of,
    problem,
    spans,
)
from tightrope.core.planner import (
    Happened,
    Happening,
    Movable,
    Policy,
    Problem,
    broken_by,
    plan,
)
from tightrope.core.timeline import Span, WorkingHours

HOUR = timedelta(hours=1)


def test_without_working_time_nothing_is_placed_and_nothing_breaks() -> None:
    found = plan(replace(problem(), working=()))

    assert found.blocks == ()
    assert found.score.proven


def test_a_plan_is_proven_only_against_all_that_meetings_could_do() -> None:
    (meeting,) = busy(at("11:00", 60))
    anywhere = Movable(earliest=at("09:00", 0).start, latest=at("18:00", 0).start)

    fixed, free = (
        plan(problem(busy=(one,)))
        for one in (meeting, replace(meeting, movable=anywhere))
    )

    assert fixed.score.proven
    assert fixed.score.points <= free.score.points <= free.score.bound
    assert free.score.proven == (free.score.points == free.score.bound)


def test_after_the_window_nothing_is_placed() -> None:
    found = plan(replace(problem(), now=at("09:00", 0, days=9).start))

    assert found.blocks == ()
    assert found.unplaced == ()


def test_nothing_is_placed_before_now() -> None:
    found = plan(problem(now="12:40", days=1))

    assert spans(found) == [at("12:45", 240)]


def test_a_whole_week_of_meetings_gives_no_block() -> None:
    taken = busy(*(at("00:00", 24 * 60, days=day) for day in range(5)))

    assert plan(problem(busy=taken)).blocks == ()


@pytest.mark.parametrize(
    ("sunday", "name"), [("2026-03-29", "spring"), ("2026-10-25", "autumn")]
)
def test_blocks_keep_to_the_clock_on_the_wall_when_it_changes(
    sunday: str, name: str
) -> None:
    del name
    day = date.fromisoformat(sunday)
    start = datetime(day.year, day.month, day.day, tzinfo=BERLIN) - timedelta(days=3)
    window = Span(start, start + timedelta(days=8))
    hours = WorkingHours.parse("Mon-Sun 09:00-18:00")
    asked = Problem(
        now=start,
        zone=BERLIN,
        window=window,
        working=tuple(hours.spans(window, BERLIN)),
        policy=Policy(per_week=7),
    )

    found = plan(asked)

    assert broken_by(found, asked) == []
    starts = {span.start.astimezone(BERLIN).time().isoformat() for span in spans(found)}
    assert starts == {"09:00:00"}
    assert day in {span.start.astimezone(BERLIN).date() for span in spans(found)}


def test_a_night_shift_on_the_night_of_the_change_has_its_real_length() -> None:
    start = datetime(2026, 10, 25, tzinfo=BERLIN)
    night = Span(start, start.astimezone(BERLIN) + timedelta(hours=6))
    asked = Problem(
        now=start - timedelta(days=1),
        zone=BERLIN,
        window=night,
        working=(night,),
        policy=Policy(shortest=7 * HOUR, longest=7 * HOUR, reachable=None),
    )

    assert hours_of(spans(plan(asked))) == 7.0


def test_two_blocks_a_day_where_the_policy_says_so() -> None:
    found = plan(
        problem(days=1, policy={"per_day": 2, "longest": 3.5 * HOUR, "reachable": None})
    )

    assert spans(found) == [at("09:00", 210), at("12:30", 210)]


def test_kept_blocks_of_the_week_count_against_its_most() -> None:
    kept = tuple(
        Happening(
            kind=Happened.KEPT,
            at=at("12:00", 0).start,
            span=at("09:00", 180, days=day),
        )
        for day in (-2, -1)
    )
    tuesday = problem(history=())
    on_wednesday = replace(
        tuesday,
        now=at("08:00", 0, days=2).start,
        history=tuple(
            replace(one, span=at("09:00", 180, days=day))
            for day, one in enumerate(kept)
        ),
    )

    assert len(plan(on_wednesday).blocks) == 1
    assert len(plan(replace(on_wednesday, history=())).blocks) == 3


def test_a_usual_week_pledges_by_the_share_that_is_worked() -> None:
    nothing = {"per_week": 0}

    whole, two_days = (
        plan(problem(policy=nothing)),
        plan(problem(days=2, policy=nothing)),
    )

    assert [one.hours for one in whole.unplaced] == [8.0]
    assert [one.hours for one in two_days.unplaced] == [pytest.approx(3.2, abs=0.01)]


def test_a_standing_block_off_the_quarter_hours_stays_to_the_second() -> None:
    odd = Span(
        at("09:07", 0, days=3).start + timedelta(seconds=20),
        at("12:40", 0, days=3).start + timedelta(seconds=40),
    )

    found = plan(
        problem(blocks=(block(odd),), policy={"per_week": 1, "change_cost": 9 * HOUR})
    )

    assert spans(found) == [odd]
    assert found.moved == ()
