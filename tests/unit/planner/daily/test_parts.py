import numpy as np
import pytest

from tightrope.core.planner.daily.belief import BOOKED, WORK, Belief
from tightrope.core.planner.daily.chances import chance, same_day
from tightrope.core.planner.daily.evenings import evenings
from tightrope.core.planner.daily.outlook import outlook

NOTHING = (0.0, 0.0, 0.0)


def after(days: int, work: float, booked: int) -> Belief:
    """What is believed after so many days that are all alike."""
    belief = Belief()
    for _ in range(days):
        belief.see_day(work, booked)
    return belief


def test_busy_days_make_an_intense_time_likely_and_calm_ones_a_quiet_one() -> None:
    assert after(4, WORK[1], round(BOOKED[1])).intense > 0.9
    assert after(4, WORK[0], round(BOOKED[0])).intense < 0.15


def test_one_day_is_not_a_phase() -> None:
    belief = after(10, WORK[0], 1)

    belief.see_day(WORK[1], 3)
    at_first = belief.intense
    belief.see_day(WORK[0], 1)

    assert belief.intense < 0.4 < at_first < 0.8


def test_how_busy_a_person_is_is_learnt() -> None:
    belief = after(60, 1.4 * WORK[1], 5)

    assert belief.work[1] > 1.2 * WORK[1]
    assert belief.booked[1] > 1.2 * BOOKED[1]


def test_how_early_meetings_are_booked_is_learnt() -> None:
    belief = Belief()
    before = belief.leads[0]

    for _ in range(100):
        belief.see_lead(0)

    assert belief.leads[0] > 0.6 > before
    assert belief.leads.sum() == pytest.approx(1)


def test_more_is_to_be_expected_of_an_intense_time() -> None:
    quiet, intense = (
        outlook(belief, 10, 1.0) for belief in (after(9, 4, 1), after(9, 18, 4))
    )

    assert intense.work.mean() > 1.5 * quiet.work.mean()
    assert intense.meetings.mean() > 1.5 * quiet.meetings.mean()
    assert intense.bookings > quiet.bookings


def test_a_day_fills_up_the_farther_away_it_is() -> None:
    ahead = outlook(Belief(), 8, 1.0).meetings.mean(axis=0)

    assert ahead[0] < ahead[3] < ahead[7]


def test_of_a_day_that_is_half_over_half_its_work_is_to_come() -> None:
    whole, half = (outlook(Belief(), 5, left).work[:, 0].mean() for left in (1.0, 0.5))

    assert half == pytest.approx(whole / 2)


def test_work_that_fits_causes_no_evening() -> None:
    late = evenings(
        np.zeros((1, 4)), np.full((1, 4), 20.0), np.full((1, 4), 10.0), NOTHING
    )

    assert late.tolist() == [0]


def test_what_waits_longest_is_late_first() -> None:
    blocks = np.array([[0.0, 0, 0], [16.0, 0, 0], [16.0, 16, 0]])

    late = evenings(blocks, np.full((1, 3), 16.0), np.zeros((1, 3)), (4.0, 8.0, 12.0))

    assert late.tolist() == [0, 12, 20]


def test_an_early_block_is_safer_than_a_late_one() -> None:
    leads = Belief().leads
    chances = [chance((start, 12), 1, 3.0, leads, 36) for start in (0, 16, 24)]

    assert chances == sorted(chances, reverse=True)
    assert same_day(0, 12, 36) < same_day(24, 12, 36)


def test_a_block_far_away_is_less_safe_than_a_near_one() -> None:
    leads = Belief().leads

    assert chance((0, 12), 5, 3.0, leads, 36) < chance((0, 12), 1, 3.0, leads, 36)
