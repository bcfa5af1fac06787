"""How time for the long view fares, hour by hour."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.balance.one_week import BERLIN, WEEK, at, event, whole
from tightrope.core.balance import HourOfWeek, fares_by_hour, urgent_days
from tightrope.core.timeline import Event


def test_each_hour_of_the_week_has_what_was_held_and_what_was_kept() -> None:
    found = fares_by_hour(
        [
            event("Focus time", at("09:30", 90)),
            event("Incident: queue", at("10:15", 30)),
            event("Focus time", at("15:00", 60, 3)),
        ],
        WEEK,
        BERLIN,
    )

    assert found == [
        HourOfWeek(weekday=0, hour=9, held=0.5, kept=0.5),
        HourOfWeek(weekday=0, hour=10, held=1.0, kept=0.5),
        HourOfWeek(weekday=3, hour=15, held=1.0, kept=1.0),
    ]


def test_days_off_are_left_out() -> None:
    away = [whole("Urlaub", 0), event("Focus time", at("09:00", 60))]

    assert fares_by_hour(away, WEEK, BERLIN) == []


SPANS = st.builds(
    lambda start, minutes, day: at(f"{start:02}:20", minutes, day),
    st.integers(0, 22),
    st.integers(15, 300),
    st.integers(0, 5),
)
TITLES = st.sampled_from(["Incident: x", "Focus time", "Standup", "Roadmap"])


@given(st.lists(st.builds(event, TITLES, SPANS), max_size=8))
def test_the_hours_add_up_to_those_of_the_days(events: list[Event]) -> None:
    hours = fares_by_hour(events, WEEK, BERLIN)
    days = urgent_days(events, WEEK, BERLIN)

    assert abs(sum(one.held for one in hours) - sum(day.held for day in days)) < 1e-6
    assert abs(sum(one.kept for one in hours) - sum(day.kept for day in days)) < 1e-6
