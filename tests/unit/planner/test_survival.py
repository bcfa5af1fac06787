from datetime import time, timedelta

import pytest

from tests.unit.planner.situations import at, busy, problem
from tightrope.core.planner import Happened, Happening, Problem, Survival, plan
from tightrope.core.timeline import WorkingHours

LATE = {"per_week": 1, "energy": ()}


def happened(kind: Happened, clock: str, *, days: int) -> Happening:
    span = at(clock, 180, days=days)
    return Happening(kind=kind, at=span.start, span=span)


def label(asked: Problem) -> float:
    return plan(asked).blocks[0].survival


def test_an_empty_day_is_assumed_calm() -> None:
    assert label(problem(policy=LATE)) == pytest.approx(0.9)


def test_a_crowded_day_is_assumed_riskier() -> None:
    taken = busy(*(at("13:00", 270, days=day) for day in range(5)))

    assert label(problem(busy=taken, policy=LATE)) == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(Happened.KEPT, 0.98), (Happened.BROKEN, 0.178), (Happened.OVERRIDE, 0.178)],
)
def test_what_became_of_blocks_before_counts(kind: Happened, expected: float) -> None:
    history = tuple(happened(kind, "09:00", days=-7 * week) for week in range(1, 6))

    mornings = WorkingHours.parse("Mon-Fri 09:00-12:00")

    found = label(
        problem(hours=mornings, days=1, history=history, policy={"reachable": None})
    )

    assert found == pytest.approx(expected, abs=0.001)


def test_an_override_and_the_block_it_broke_are_one_loss() -> None:
    broken = happened(Happened.BROKEN, "09:00", days=-7)
    override = happened(Happened.OVERRIDE, "10:00", days=-7)

    both = label(problem(days=1, history=(broken, override)))

    assert both == label(problem(days=1, history=(broken,)))


def test_given_rates_hold_over_everything_else() -> None:
    rates = (
        Survival(weekday=0, start=time(9), end=time(12), rate=0.2),
        Survival(start=time(0), end=time(0), rate=0.6),
    )
    history = (happened(Happened.KEPT, "09:00", days=-7),)

    asked = problem(days=2, survival=rates, history=history)

    assert [one.survival for one in plan(asked).blocks] == [0.2, 0.6]


def test_a_safer_hour_wins_where_all_else_is_equal() -> None:
    rates = (
        Survival(start=time(0), end=time(13), rate=0.3),
        Survival(start=time(13), end=time(0), rate=0.9),
    )

    found = plan(
        problem(
            days=1,
            survival=rates,
            policy={"energy": (), "longest": timedelta(hours=3)},
        )
    )

    assert found.blocks[0].block.span == at("13:00", 180)
