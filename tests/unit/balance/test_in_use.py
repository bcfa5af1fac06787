"""A history begins where the calendar begins to be kept."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tightrope.core.balance import Day, since_kept

MONDAY = date(2024, 1, 1)


def weeks(*hours: float) -> list[Day]:
    """Weeks with these hours, all on their Wednesday."""
    return [
        Day(
            day=MONDAY + timedelta(days=7 * week + day),
            hours=load if day == 2 else 0.0,
        )
        for week, load in enumerate(hours)
        for day in range(7)
    ]


def test_weeks_before_a_calendar_was_kept_are_left_out() -> None:
    series = weeks(1, 0, 1, 0, 2, 1, 18, 15, 16, 14, 17)

    assert since_kept(series) == series[6 * 7 :]


@pytest.mark.parametrize(
    "hours",
    [
        (),
        (10,),
        (10, 12, 9, 30, 31, 28, 33),
        (10, 2, 1, 2, 1, 10, 12, 9),
        (1, 0, 1, 16, 0, 1, 0, 1),
        (1, 0, 1, 0, 18, 15),
    ],
    ids=["none", "one week", "intense", "quiet", "one full week", "too short to tell"],
)
def test_a_calendar_that_was_always_kept_is_taken_whole(hours: Sequence[float]) -> None:
    series = weeks(*hours)

    assert since_kept(series) == series
