import itertools
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.planner.oracle import Oracle
from tests.unit.planner.situations import BERLIN, spans
from tightrope.core.planner import (
    Block,
    Busy,
    Energy,
    Happened,
    Happening,
    Policy,
    Problem,
    Reachable,
    State,
    Survival,
    Target,
    broken_by,
    plan,
)
from tightrope.core.timeline import Span

FRIDAY = date(2026, 11, 20)
DAYS = [FRIDAY + timedelta(days=more) for more in (0, 3, 4, 5)]
MINUTE = timedelta(minutes=1)


def moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(9), tzinfo=BERLIN) + minute * MINUTE


def some_span(day: date, start: int, length: int) -> Span:
    return Span.lasting(moment(day, start), length * MINUTE)


minutes = st.integers(0, 12).map(lambda fives: timedelta(minutes=5 * fives))
prices = st.sampled_from([0.0, 0.5, 1.0, 1.5, 2.0])


@st.composite
def targets(draw: st.DrawFn) -> tuple[Target, ...]:
    cuts = sorted(draw(st.sets(st.integers(-1, 7), min_size=2, max_size=4)))
    found = []
    for first, last in itertools.pairwise(cuts):
        hours = draw(st.integers(0, 4)) / 2
        floor = hours * draw(st.sampled_from([0.0, 0.5, 1.0]))
        phase = draw(st.sampled_from(["intense", "normal"]))
        found.append(
            Target(
                first=FRIDAY + timedelta(days=first),
                last=FRIDAY + timedelta(days=last),
                hours=hours,
                floor=floor,
                phase=phase,
            )
        )
    # What lies before today or behind the window would be shared out by days, which
    # has tests of its own.
    inside = [one for one in found if one.first >= FRIDAY and one.last <= DAYS[-1]]
    return tuple(draw(st.lists(st.sampled_from(inside), unique=True))) if inside else ()


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    reachable = Reachable(
        start=time(9), end=time(10), least=15 * MINUTE * draw(st.integers(0, 2))
    )
    return Policy(
        shortest=30 * MINUTE,
        longest=45 * MINUTE,
        per_week=draw(st.integers(0, 3)),
        per_day=draw(st.integers(1, 2)),
        targets=draw(targets()),
        weekly_targets={"normal": 0.0},
        weekly_floors={"normal": 0.0},
        reachable=draw(st.sampled_from([None, reachable])),
        energy=(
            Energy(start=time(9), end=time(9, 30), worth=draw(prices)),
            Energy(start=time(9, 30), end=time(11), worth=0.8),
        ),
        change_cost=draw(minutes),
        pencil_cost=draw(minutes),
        firm_days=draw(st.integers(0, 3)),
        lock_days=draw(st.integers(0, 1)),
        evening_price=draw(prices),
        daily_work=draw(minutes),
        adjacency_cost=draw(minutes),
        drought_days=draw(st.integers(0, 3)),
        drought_cost=draw(minutes),
        owed_price=draw(prices),
        floor_price=draw(prices),
        target_price=draw(prices),
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A day of one week and two or three of the next, 75 minutes each."""
    policy = draw(policies())
    days = DAYS[: 5 - policy.per_day]  # so that few enough plans exist to try each
    taken = st.builds(
        some_span,
        st.sampled_from(days),
        st.integers(0, 15).map(lambda fives: 5 * fives),
        st.sampled_from([5, 15, 20]),
    )
    standing = st.builds(
        some_span,
        st.sampled_from(days),
        st.sampled_from([0, 10, 15, 30, 45]),
        st.sampled_from([30, 40, 45]),
    )
    meetings = draw(st.lists(taken, max_size=4))
    stood = draw(
        st.lists(standing, max_size=2, unique_by=lambda span: span.start.date())
    )
    stood = [one for one in stood if not any(one.overlaps(other) for other in meetings)]
    stood = [one for one in stood if one.end <= moment(one.start.date(), 75)]
    past = [FRIDAY - timedelta(days=back) for back in (1, 2, 3, 7)]
    kept = draw(st.lists(st.sampled_from(past), max_size=1))
    return Problem(
        now=moment(FRIDAY, draw(st.sampled_from([-60, -60, 15]))),
        zone=BERLIN,
        window=Span(moment(FRIDAY, -540), moment(days[-1], 900)),
        working=tuple(some_span(day, 0, 75) for day in [*past[:3], *days]),
        busy=tuple(Busy(id=str(n), span=one) for n, one in enumerate(meetings)),
        blocks=tuple(
            Block(
                id=f"b{n}",
                span=one,
                state=draw(st.sampled_from([State.PROPOSED, State.FIRM])),
            )
            for n, one in enumerate(stood)
            if one.start >= moment(FRIDAY, 15)
        ),
        owed=draw(minutes),
        policy=policy,
        survival=(
            Survival(start=time(0), end=time(9, 20), rate=0.9),
            Survival(start=time(9, 20), end=time(23), rate=0.4),
        ),
        history=tuple(
            Happening(
                kind=Happened.KEPT,
                at=moment(day, 45),
                span=some_span(day, 0, 45),
            )
            for day in kept
        ),
    )


@settings(max_examples=40)
@given(problem=problems())
def test_no_plan_has_more_points(problem: Problem) -> None:
    found = plan(problem)

    assert broken_by(found, problem) == []
    assert found.score.proven
    oracle = Oracle(problem)
    assert found.score.points == pytest.approx(oracle.score(spans(found)), abs=0.05)
    assert found.score.points == pytest.approx(oracle.best(), abs=0.05)


@settings(max_examples=15)
@given(problem=problems())
def test_the_same_problem_gives_the_same_plan(problem: Problem) -> None:
    assert plan(problem) == plan(replace(problem))


@settings(max_examples=15)
@given(problem=problems())
def test_points_by_rule_add_up(problem: Problem) -> None:
    found = plan(problem)

    assert sum(found.score.by_rule.values()) == pytest.approx(found.score.points)
    assert found.score.bound == found.score.points


@settings(max_examples=25)
@given(problem=problems())
def test_a_runner_up_is_the_best_plan_without_the_place(problem: Problem) -> None:
    found, oracle = plan(problem), Oracle(problem)

    for placed in found.blocks:
        if placed.block.span in oracle.fixed:
            assert placed.runner_up is None
        elif placed.runner_up:
            best = oracle.best(without=placed.block.span)
            loss = placed.runner_up.points
            assert loss == pytest.approx(found.score.points - best, abs=0.05)
            assert not placed.runner_up.span.overlaps(placed.block.span)
