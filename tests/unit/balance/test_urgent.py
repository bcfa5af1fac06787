"""What was urgent, and what it took from the time for the long view."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.balance.one_week import BERLIN, MONDAY, WEEK, at, event, whole
from tightrope.core.balance import UrgentDay, urgent_days
from tightrope.core.timeline import Event, Span, whole_day

MONDAY_ONLY = whole_day(MONDAY, BERLIN)


def on_monday(*events: Event) -> UrgentDay:
    return urgent_days(events, MONDAY_ONLY, BERLIN)[0]


def late(title: str, span: Span) -> Event:
    return event(title, span, created=span.start - timedelta(hours=3))


def early(title: str, span: Span) -> Event:
    return event(title, span, created=span.start - timedelta(days=9))


def test_an_incident_is_urgent_and_what_stands_under_it_is_taken() -> None:
    day = on_monday(
        event("Focus: roadmap", at("09:00", 180)),
        event("Incident: queue stuck", at("10:00", 60)),
    )

    assert day == UrgentDay(day=MONDAY, urgent=1.0, held=3.0, taken=1.0)
    assert day.kept == 2.0


def test_a_meeting_booked_on_the_day_is_urgent_and_one_booked_before_is_not() -> None:
    assert on_monday(late("Customer call", at("10:00", 60))).urgent == 1.0
    assert on_monday(early("Customer call", at("10:00", 60))).urgent == 0.0
    assert on_monday(event("Customer call", at("10:00", 60))).urgent == 0.0


def test_vision_and_private_time_are_never_urgent() -> None:
    day = on_monday(
        late("Roadmap review", at("09:00", 60)),
        late("Dentist", at("11:00", 60)),
        late("Focus time", at("14:00", 60)),
    )

    assert (day.urgent, day.held) == (0.0, 2.0)


def test_a_day_of_a_series_is_not_urgent_however_late_the_series_was_made() -> None:
    daily = event(
        "Standup",
        at("09:00", 15),
        recurrence_id="2026-11-16",
        created=at("08:00", 0).start,
    )

    assert on_monday(daily).urgent == 0.0


def test_two_incidents_at_once_are_one_hour() -> None:
    day = on_monday(
        event("Incident: queue", at("10:00", 60)),
        event("Outage of logins", at("10:30", 60)),
    )

    assert day.urgent == 1.5


def test_days_off_are_left_out() -> None:
    days = urgent_days([whole("Urlaub", 1)], WEEK, BERLIN)

    assert [day.day for day in days] == [
        MONDAY + timedelta(days=number) for number in (0, 2, 3, 4, 5, 6)
    ]


SPANS = st.builds(
    lambda start, minutes: at(f"{start:02}:00", minutes),
    st.integers(7, 20),
    st.integers(15, 300),
)
TITLES = st.sampled_from(["Incident: x", "Focus time", "Standup", "Roadmap"])


@given(st.lists(st.builds(event, TITLES, SPANS), max_size=8))
def test_no_hour_is_taken_that_was_not_held_and_urgent(events: list[Event]) -> None:
    for day in urgent_days(events, WEEK, BERLIN):
        assert 0 <= day.taken <= min(day.held, day.urgent) + 1e-9
        assert day.day >= date(2026, 11, 16)
