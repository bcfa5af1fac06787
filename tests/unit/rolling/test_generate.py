from collections import Counter
from statistics import mean

import pytest

from tightrope.core.planner.daily.bits import mask_of
from tightrope.rolling.clock import DAYS_A_WEEK, HOUR, LUNCH_MASK, SLOTS
from tightrope.rolling.generate import BASE, PROFILES, made, profile_of
from tightrope.rolling.trace import OVERRIDE, Trace, dumped, loaded


def hours_a_week(trace: Trace, *, recurring: bool) -> float:
    """Hours of meetings a week, recurring ones or others."""
    slots = sum(event.n for event in trace.events if (event.c < 0) == recurring)
    return slots / HOUR / (trace.days / DAYS_A_WEEK)


def test_a_seed_always_makes_the_same_trace() -> None:
    assert made(3) == made(3)
    assert made(3) != made(4)


def test_a_trace_survives_being_written_down() -> None:
    trace = made(8, weeks=4)

    assert loaded(dumped(trace)) == trace


@pytest.mark.parametrize("seed", range(17))
def test_everything_lies_within_its_day_and_is_known_before(seed: int) -> None:
    trace = made(seed)

    for event in trace.events:
        day, slot = divmod(event.s, SLOTS)
        assert slot + event.n <= SLOTS
        assert day < trace.days
        assert day not in trace.off
        assert event.c <= event.s
        assert event.x is None or event.c < event.x <= event.s
    assert [event.id for event in trace.events] == list(range(len(trace.events)))
    assert all(work.c // SLOTS not in trace.off for work in trace.grind)


def test_meetings_leave_lunch_alone_and_only_incidents_do_not() -> None:
    over = [
        event.n
        for seed in range(17)
        for event in made(seed).events
        if mask_of(event.s % SLOTS, event.n) & LUNCH_MASK
    ]

    assert min(over) >= 1
    assert len(over) < 17 * 30


def test_recurring_meetings_take_about_nine_hours_a_week() -> None:
    hours = [
        hours_a_week(made(seed, profile=BASE), recurring=True) for seed in range(20)
    ]

    assert 7.5 < mean(hours) < 9.5


def test_intense_calendars_are_fuller_than_calm_ones() -> None:
    by_group: dict[str, list[float]] = {}
    for seed in range(17):
        trace = made(seed)
        hours = hours_a_week(trace, recurring=True)
        hours += hours_a_week(trace, recurring=False)
        by_group.setdefault(trace.group, []).append(hours)

    usual = {group: mean(hours) for group, hours in by_group.items()}
    assert usual["calm"] < usual["base"] < usual["heavy"]
    assert 13 < usual["base"] < 23


def test_a_hostile_calendar_insists_more_often() -> None:
    def insisting(trace: Trace) -> float:
        booked = [event for event in trace.events if event.c >= 0]
        return mean(event.mode == OVERRIDE for event in booked)

    base = mean(insisting(made(seed)) for seed in range(8))
    hostile = mean(insisting(made(seed)) for seed in range(8, 11))

    assert base + 0.2 < hostile


def test_twenty_seeds_have_seventeen_profiles_and_three_places_for_real_ones() -> None:
    groups = Counter(profile.group for profile in PROFILES)

    assert groups == {"base": 8, "hostile": 3, "heavy": 3, "calm": 3}
    assert profile_of(114) == profile_of(14)
