"""Days and weeks of a zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tightrope.core.timeline import (
    Span,
    day_of,
    days,
    monday,
    week_name,
    whole_day,
    whole_week,
)

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_day_is_the_one_on_the_wall() -> None:
    assert day_of(datetime(2026, 11, 16, 23, 30, tzinfo=UTC), BERLIN) == date(
        2026, 11, 17
    )


def test_the_days_of_a_window_are_those_it_touches() -> None:
    window = Span(
        datetime(2026, 11, 16, 23, 30, tzinfo=UTC),
        datetime(2026, 11, 18, 23, 0, tzinfo=UTC),
    )

    assert list(days(window, BERLIN)) == [date(2026, 11, 17), date(2026, 11, 18)]


def test_a_day_has_23_hours_when_summer_begins() -> None:
    assert whole_day(date(2026, 3, 29), BERLIN).length == timedelta(hours=23)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_week_is_named_by_its_iso_number(day: date) -> None:
    name = week_name(day)

    assert date.fromisoformat(f"{name}-1") == monday(day)
    assert whole_week(day, BERLIN).holds(
        datetime(day.year, day.month, day.day, 12, tzinfo=BERLIN)
    )
