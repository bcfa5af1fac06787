from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from tests.unit.planner.milp import solved
from tests.unit.planner.situations import BERLIN, MONDAY, at, block
from tightrope.core.planner import (
    Busy,
    Policy,
    Problem,
    State,
    Survival,
    Target,
    broken_by,
    plan,
)
from tightrope.core.timeline import Span, WorkingHours

WEEKS = 4
RATES = (
    Survival(start=time(0), end=time(12), rate=0.8),
    Survival(start=time(12), end=time(23, 59), rate=0.6),
)


def some_month(number: int) -> Problem:
    """Four weeks, some 40 % of them taken, half of them intense."""
    dice = Random(number)
    window = Span(at("00:00", 0).start, at("00:00", 0, days=7 * WEEKS).start)
    dates = [MONDAY + timedelta(days=n) for n in range(7 * WEEKS) if n % 7 < 5]
    busy = tuple(
        Busy(id=f"meeting-{n}", span=some_meeting(dice, dice.choice(dates)))
        for n in range(5 * WEEKS * 4)
    )
    half = MONDAY + timedelta(days=17)
    end = MONDAY + timedelta(days=7 * WEEKS)
    return Problem(
        now=window.start.astimezone(BERLIN) + timedelta(hours=8),
        zone=BERLIN,
        window=window,
        working=tuple(WorkingHours().spans(window, BERLIN)),
        busy=busy,
        blocks=tuple(
            block(at("14:00", 180, days=day), name=f"b-{day}", state=State.PENCILLED)
            for day in (3, 9)
            if not any(one.span.overlaps(at("14:00", 180, days=day)) for one in busy)
        ),
        policy=Policy(
            shortest=timedelta(hours=2),
            longest=timedelta(hours=3),
            daily_work=timedelta(hours=3.5),
            drought_days=4,
            targets=(
                Target(first=MONDAY, last=half, hours=14, floor=8, phase="intense"),
                Target(first=half, last=end, hours=18, floor=9, phase="normal"),
            ),
        ),
        survival=RATES,
    )


def some_meeting(dice: Random, day: date) -> Span:
    start = datetime.combine(day, time(9), tzinfo=BERLIN)
    return Span.lasting(
        start + timedelta(minutes=15 * dice.randrange(36)),
        timedelta(minutes=15 * dice.choice([2, 2, 3, 4, 6])),
    )


@pytest.mark.parametrize("number", range(3))
def test_a_solver_finds_no_better_plan(number: int) -> None:
    asked = some_month(number)

    found = plan(asked)

    assert broken_by(found, asked) == []
    assert len(found.blocks) > WEEKS
    assert found.score.points == pytest.approx(solved(asked), abs=0.1)


def test_the_model_of_the_solver_sees_every_rule_at_work() -> None:
    by_rule = plan(some_month(0)).score.by_rule
    crowded = replace(
        some_month(0), policy=replace(some_month(0).policy, drought_days=1)
    )

    assert by_rule["evening work"] < 0
    assert by_rule["pledge"] < 0
    assert plan(crowded).score.points == pytest.approx(solved(crowded), abs=0.1)
