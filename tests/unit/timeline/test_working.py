"""Working hours: read from words, cut by lunch, days off and the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tightrope.core.timeline import BadHours, Span, WorkingHours, whole_week

BERLIN = ZoneInfo("Europe/Berlin")


def test_hours_are_read_by_weekday() -> None:
    hours = WorkingHours.parse("Mon-Thu 09:00-18:00, Fri 8:30-14:00")

    assert hours.by_weekday == {
        **dict.fromkeys(range(4), ((time(9), time(18)),)),
        4: ((time(8, 30), time(14)),),
    }


@pytest.mark.parametrize(
    "text",
    ["", "Mon", "Mon 18:00-09:00", "Foo 09:00-10:00", "Fri-Mon 9:00-10:00", "Mon 9-17"],
)
def test_hours_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(BadHours):
        WorkingHours.parse(text)


def test_lunch_is_cut_out() -> None:
    monday = date(2026, 11, 16)

    spans = WorkingHours().of(monday, BERLIN)

    def utc(hour: int, minute: int) -> datetime:
        return datetime(2026, 11, 16, hour, minute, tzinfo=UTC)

    assert spans == [Span(utc(8, 0), utc(11, 30)), Span(utc(12, 30), utc(17, 0))]


def test_a_day_off_has_no_hours() -> None:
    monday = date(2026, 11, 16)

    assert WorkingHours(off=frozenset({monday})).of(monday, BERLIN) == []


@pytest.mark.parametrize("day", [date(2026, 3, 25), date(2026, 10, 21)])
def test_a_week_has_forty_hours_whatever_the_clocks_do(day: date) -> None:
    spans = WorkingHours().spans(whole_week(day, BERLIN), BERLIN)

    assert sum((span.length for span in spans), timedelta()) == timedelta(hours=40)
