"""How time is said."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tightrope.core.timeline import Span, spoken_day, spoken_hours, spoken_span


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(hours=3, minutes=10), "3 h 10"),
        (timedelta(hours=3), "3 h"),
        (timedelta(minutes=25), "25 min"),
        (3.5, "3 h 30"),
        (0.999, "1 h"),
        (-1.25, "-1 h 15"),
        (0, "0 min"),
    ],
)
def test_hours_are_said_in_hours_and_minutes(
    length: timedelta | float, said: str
) -> None:
    assert spoken_hours(length) == said


def test_a_day_is_said_in_english_whatever_the_locale() -> None:
    assert spoken_day(date(2026, 11, 17)) == "Tue 17 Nov"


def test_a_span_is_said_in_the_time_of_its_zone() -> None:
    span = Span.lasting(datetime(2026, 11, 17, 8, 15, tzinfo=UTC), timedelta(hours=3.5))

    assert spoken_span(span, ZoneInfo("Europe/Berlin")) == "Tue 17 Nov, 09:15–12:45"
