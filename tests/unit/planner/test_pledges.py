"""What the weeks ahead pledge."""

from datetime import date, timedelta

from tightrope.core.planner import Target, WeekAhead, pledges

MONDAY = date(2026, 11, 16)


def week(number: int, phase: str, share: float = 1.0, held: float = 0.0) -> WeekAhead:
    first = MONDAY + timedelta(weeks=number)
    return WeekAhead(monday=first, phase=phase, share=share, held=held)


def target(first: int, last: int, phase: str, hours: float, floor: float) -> Target:
    return Target(
        first=MONDAY + timedelta(weeks=first),
        last=MONDAY + timedelta(weeks=last),
        hours=hours,
        floor=floor,
        phase=phase,
    )


def test_a_run_of_weeks_of_one_phase_is_one_pledge() -> None:
    weeks = [week(0, "intense"), week(1, "intense"), week(2, "quiet")]

    assert pledges(weeks) == (
        target(0, 2, "intense", 12.0, 6.0),
        target(2, 3, "quiet", 11.0, 6.0),
    )


def test_a_week_pledges_by_what_is_left_of_it() -> None:
    assert pledges([week(0, "normal", share=0.5)]) == (
        target(0, 1, "normal", 4.0, 2.0),
    )


def test_a_block_of_the_person_counts_like_ours() -> None:
    assert pledges([week(0, "normal", held=3.5), week(1, "normal", held=20.0)]) == (
        target(0, 2, "normal", 4.5, 0.5),
    )


def test_the_person_may_ask_for_other_hours() -> None:
    hoped = {"intense": 3.0, "normal": 6.0, "quiet": 12.0}
    least = {"intense": 0.0, "normal": 3.0, "quiet": 6.0}

    found = pledges([week(0, "intense")], targets=hoped, floors=least)

    assert found == (target(0, 1, "intense", 3.0, 0.0),)


def test_no_weeks_pledge_nothing() -> None:
    assert pledges([]) == ()
