from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tightrope.core.balance import Bookings, ComingWeek, PastWeek, bookings
from tightrope.core.timeline import Event, Span, Status

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 18, 9, tzinfo=ZONE)


def meet(day: date, hours: float, ago: int | None, **more: Any) -> Event:
    """A talk at ten, booked so many days before the Monday of its week."""
    start = datetime(day.year, day.month, day.day, 10, tzinfo=ZONE)
    week = day - timedelta(days=day.weekday())
    made = None
    if ago is not None:
        made = datetime(week.year, week.month, week.day, tzinfo=ZONE)
        made -= timedelta(days=ago)
    event = Event(
        uid=f"{day}-{hours}-{ago}",
        span=Span.lasting(start, timedelta(hours=hours)),
        created=made,
    )
    return replace(event, **more)


def early(events: list[Event]) -> tuple[float | None, ...]:
    return bookings(events, NOW, ZONE).past[0].booked


def test_each_week_knows_what_stood_there_at_each_lead() -> None:
    events = [
        meet(MONDAY, 1, 30),
        meet(MONDAY + timedelta(days=1), 2, 7),
        meet(MONDAY + timedelta(days=2), 4, -1),
        meet(MONDAY + timedelta(days=7), 3, 60),
        meet(MONDAY + timedelta(days=21), 5, 20),
    ]

    found = bookings(events, NOW, ZONE, off={MONDAY}, weeks=(3, 2))

    assert found == Bookings(
        past=(
            PastWeek(week=MONDAY, hours=7, booked=(3, 3, 1, 1, 1, 0, 0), days=4),
            PastWeek(week=date(2026, 11, 9), hours=3, booked=(3,) * 7),
        ),
        ahead=(
            ComingWeek(week=date(2026, 11, 23), lead=5, booked=5),
            ComingWeek(week=date(2026, 11, 30), lead=12, booked=0),
        ),
    )


def test_what_is_made_later_than_now_is_not_known_yet() -> None:
    known = meet(date(2026, 11, 24), 1, 14)
    later = meet(date(2026, 11, 25), 2, 1)

    (week,) = bookings([known, later], NOW, ZONE, weeks=(1, 1)).ahead

    assert week.booked == 1


def test_overlapping_talks_count_once() -> None:
    one = meet(MONDAY, 2, 30)
    other = meet(MONDAY, 3, 10)

    assert early([one, other]) == (3, 3, 2, 2, 2, 0, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"busy": False},
        {"cancelled": True, "status": Status.CANCELLED},
        {"away": True},
        {"days": (MONDAY, MONDAY + timedelta(days=1))},
        {"uid": "b1@focus.tightrope"},
        {
            "span": Span.lasting(
                datetime(2026, 11, 2, 8, tzinfo=UTC), timedelta(hours=11)
            )
        },
    ],
    ids=["free", "cancelled", "away", "all day", "ours", "too long"],
)
def test_what_is_no_load_is_not_counted(change: dict[str, object]) -> None:
    real = meet(MONDAY + timedelta(days=1), 1, 30)

    found = bookings([real, meet(MONDAY, 2, 30, **change)], NOW, ZONE)

    assert found.past[0].hours == 1


def test_a_series_counts_from_its_oldest_part_on() -> None:
    first = meet(MONDAY, 1, 60, uid="a", series="a", recurrence_id="1")
    split = meet(MONDAY + timedelta(days=2), 1, 5, uid="a_R2", series="a")

    assert early([first, split]) == (2, 2, 2, 2, 2, 2, 2)


def test_without_any_date_of_making_the_past_is_unknown() -> None:
    found = bookings([meet(MONDAY, 2, None)], NOW, ZONE, weeks=(3, 1))

    assert found.past[0] == PastWeek(week=MONDAY, hours=2, booked=(None,) * 7)


def test_one_talk_without_a_date_among_others_was_always_there() -> None:
    undated = meet(MONDAY, 2, None)
    dated = meet(MONDAY + timedelta(days=1), 1, 10)

    assert early([undated, dated]) == (3, 3, 2, 2, 2, 2, 2)


def test_a_talk_over_midnight_on_sunday_is_shared_by_two_weeks() -> None:
    start = datetime(2026, 11, 8, 23, tzinfo=ZONE)
    night = meet(MONDAY, 1, 60, span=Span.lasting(start, timedelta(hours=3)))

    found = bookings([night], NOW, ZONE, weeks=(3, 1))

    assert [week.hours for week in found.past] == [1, 2]


def test_a_monday_is_still_ahead_of_itself() -> None:
    monday = datetime(2026, 11, 16, 8, tzinfo=ZONE)

    found = bookings([meet(date(2026, 11, 17), 2, 30)], monday, ZONE, weeks=(1, 1))

    assert found.ahead == (ComingWeek(week=date(2026, 11, 16), lead=0, booked=2),)


def test_no_event_is_no_booking() -> None:
    found = bookings([], NOW, ZONE, weeks=(2, 1))

    assert found == Bookings(
        past=(), ahead=(ComingWeek(week=date(2026, 11, 23), lead=5, booked=0),)
    )
