from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.planner.oracle import Oracle
from tests.unit.planner.situations import at, busy, problem, spans
from tests.unit.planner.small import small_problem
from tightrope.core.planner import RunnerUp, broken_by, plan

numbers = st.integers(0, 2**32)


@settings(max_examples=80)
@given(number=numbers)
def test_no_plan_has_more_points(number: int) -> None:
    asked = small_problem(number)

    found = plan(asked)

    oracle = Oracle(asked)
    assert broken_by(found, asked) == []
    assert found.score.proven
    assert found.score.points == pytest.approx(oracle.score(spans(found)), abs=0.05)
    assert found.score.points == pytest.approx(oracle.best(), abs=0.05)


@settings(max_examples=30)
@given(number=numbers)
def test_a_runner_up_is_the_best_plan_without_the_place(number: int) -> None:
    asked = small_problem(number)

    found = plan(asked)

    oracle = Oracle(asked)
    for placed in found.blocks:
        span = placed.block.span
        if span in oracle.fixed:
            assert placed.runner_up is None
        elif placed.runner_up:
            best = oracle.best(without=span)
            as_good = [
                place
                for others in oracle.plans(without=span)
                if oracle.score(others) > best - 0.05
                for place in others
            ]
            loss = found.score.points - best
            assert placed.runner_up.points == pytest.approx(loss, abs=0.05)
            assert placed.runner_up.span in as_good


def test_the_runner_up_is_on_the_same_day_where_that_is_best() -> None:
    full = [at("09:00", 540, days=day) for day in range(1, 5)]

    found = plan(
        problem(busy=busy(*full), policy={"longest": timedelta(hours=3)}),
    )

    assert spans(found) == [at("09:00", 180)]
    assert found.blocks[0].runner_up == RunnerUp(span=at("12:00", 180), points=17.82)


def test_the_runner_up_may_be_on_another_day() -> None:
    full = [at("13:00", 300)] + [at("09:00", 540, days=day) for day in range(2, 5)]
    asked = problem(busy=busy(*full), policy={"per_week": 1, "reachable": None})

    found = plan(asked)

    # Monday is fuller, and so a little riskier.
    assert spans(found) == [at("09:00", 240, days=1)]
    assert found.blocks[0].runner_up == RunnerUp(span=at("09:00", 240), points=3.907)


def test_a_place_without_another_has_no_runner_up() -> None:
    full = [at("09:00", 540, days=day) for day in range(1, 5)]

    found = plan(
        problem(busy=busy(*full, at("12:00", 360)), policy={"reachable": None})
    )

    assert spans(found) == [at("09:00", 180)]
    assert found.blocks[0].runner_up is None


@settings(max_examples=15)
@given(number=numbers)
def test_the_same_problem_gives_the_same_plan(number: int) -> None:
    asked = small_problem(number)

    assert plan(asked) == plan(replace(asked))


@settings(max_examples=15)
@given(number=numbers)
def test_points_by_rule_add_up(number: int) -> None:
    found = plan(small_problem(number))

    assert sum(found.score.by_rule.values()) == pytest.approx(found.score.points)
    assert found.score.bound == found.score.points
