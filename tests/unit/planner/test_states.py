from datetime import timedelta

import pytest

from tests.unit.planner.situations import MONDAY, at, block, problem
from tightrope.core.planner import State
from tightrope.core.planner.states import state_of
from tightrope.core.planner.workdays import WorkingDays
from tightrope.core.timeline import Span

ACCEPTED = [State.PENCILLED, State.FIRM]


@pytest.mark.parametrize("given", ACCEPTED)
@pytest.mark.parametrize(
    ("days", "clock", "expected"),
    [
        (0, "07:30", State.IN_PROGRESS),
        (0, "09:00", State.LOCKED),
        (1, "09:00", State.LOCKED),
        (2, "09:00", State.FIRM),
        (4, "09:00", State.FIRM),
        (7, "09:00", State.FIRM),
        (8, "09:00", State.PENCILLED),
    ],
)
def test_time_alone_brings_an_accepted_block_nearer(
    given: State, days: int, clock: str, expected: State
) -> None:
    assert state(at(clock, 180, days=days), given) is expected


@pytest.mark.parametrize("days", [0, 1, 8])
@pytest.mark.parametrize("given", [State.PROPOSED, State.KEPT, State.OVERRIDDEN])
def test_some_states_time_does_not_change(given: State, days: int) -> None:
    assert state(at("09:00", 180, days=days), given) is given


def test_on_friday_the_block_of_monday_is_one_working_day_away() -> None:
    asked = problem(days=12)
    working = WorkingDays.of(asked.working, asked.zone)

    friday, monday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=7)

    assert working.ahead(monday, today=friday) == 1


def test_what_was_locked_stays_locked() -> None:
    assert state(at("09:00", 180, days=8), State.LOCKED) is State.LOCKED


def state(span: Span, given: State) -> State:
    asked = problem(days=12)
    working = WorkingDays.of(asked.working, asked.zone)
    return state_of(block(span, state=given), asked, working)
