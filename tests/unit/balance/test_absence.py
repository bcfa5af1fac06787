"""Days that are missing, and what they do to the load."""

from datetime import timedelta
from typing import Any

import pytest

from tests.unit.balance.one_week import BERLIN, MONDAY, WEEK, at, event, whole
from tightrope.core.balance import (
    Absence,
    Day,
    Facet,
    Side,
    Verdict,
    daily_load,
    days_off,
)
from tightrope.core.timeline import Event, Span


def off(*events: Event) -> dict[int, Absence]:
    """The days off, counted from the Monday."""
    found = days_off(events, WEEK, BERLIN)
    return {(day - MONDAY).days: why for day, why in found.items()}


@pytest.mark.parametrize(
    ("title", "facts", "why"),
    [
        ("Vacation", {}, Absence.LEAVE),
        ("Vacation", {"busy": False}, Absence.LEAVE),
        ("🏖 PTO!", {"busy": False}, Absence.LEAVE),
        ("krank / OOO", {}, Absence.LEAVE),
        ("Trade fair", {"away": True}, Absence.LEAVE),
        ("Christmas Day", {"busy": False}, Absence.HOLIDAY),
        ("Tag der Deutschen Einheit", {"busy": False}, Absence.HOLIDAY),
        ("Flight to Oslo", {}, Absence.TRAVEL),
    ],
)
def test_an_all_day_absence_is_a_day_off(
    title: str, facts: dict[str, Any], why: Absence
) -> None:
    assert off(whole(title, 1, 2, **facts)) == {1: why, 2: why}


@pytest.mark.parametrize(
    "entry",
    [
        whole("Ana on vacation", 1, busy=False),
        whole("Felix Urlaub", 1, busy=False),
        whole("Flight to Oslo", 1, busy=False),
        whole("Vacation", 1, cancelled=True),
        whole("Mum's birthday", 1),
        whole("Code freeze", 1),
        whole("Vacation", 7),
        event("OOO", at("09:00", 240, day=1)),
        event("OOO", at("09:00", 540, day=1), busy=False),
    ],
)
def test_other_entries_leave_the_day_at_work(entry: Event) -> None:
    assert off(entry) == {}


def test_timed_leave_over_the_core_of_the_day_is_a_day_off() -> None:
    long = event("OOO", at("15:00", 2 * 24 * 60 + 180, day=1))
    halves = [event("PTO", at("09:30", 180)), event("OOO", at("12:30", 240))]

    assert off(long, *halves) == {
        0: Absence.LEAVE,
        2: Absence.LEAVE,
        3: Absence.LEAVE,
    }


def test_only_days_of_the_window_are_told() -> None:
    ages = whole("Vacation", -400_000, 800_000)

    assert off(ages) == dict.fromkeys(range(7), Absence.LEAVE)


def test_a_day_that_is_off_for_two_reasons_is_leave() -> None:
    both = [whole("Easter Monday", 0, busy=False), whole("Vacation", 0)]

    assert off(*both) == off(*reversed(both)) == {0: Absence.LEAVE}


def test_the_load_of_a_day_is_its_grind_each_hour_once() -> None:
    events = [
        event("Standup", at("09:00", 30)),
        event("Demo", at("09:15", 45)),
        event("XXX", at("11:00", 60)),
        event("Roadmap", at("13:00", 60)),
        event("Dentist", at("15:00", 60)),
        event("Focus: hiring plan", at("16:00", 60), uid="a@focus.tightrope"),
        event("Deep work: coding API", at("17:00", 60)),
        event("Outage", at("23:00", 120)),
        whole("Christmas Day", 2),
        whole("PTO", 3),
        event("Standup", at("09:00", 30, day=3)),
    ]

    load = daily_load(events, WEEK, BERLIN)

    days = [MONDAY + timedelta(days=ahead) for ahead in range(7)]
    assert load == [
        Day(day=days[0], hours=3.0),
        Day(day=days[1], hours=1.0),
        Day(day=days[2], hours=0.0, holiday=True),
        Day(day=days[3], hours=0.0, away=True),
        *(Day(day=day, hours=0.0) for day in days[4:]),
    ]


def test_unsorted_hours_are_load_and_days_off_can_be_given() -> None:
    def unsorted(_: Event) -> Verdict:
        return Verdict(Side.VISION, Facet.ROADMAP, 0.4, "a guess")

    events = [event("x", at("09:00", 60, day)) for day in (0, 1)]
    window = Span(WEEK.start, WEEK.start + timedelta(days=2))
    tuesday = MONDAY + timedelta(days=1)

    load = daily_load(
        events, window, BERLIN, verdict=unsorted, off={tuesday: Absence.TRAVEL}
    )

    assert load == [Day(day=MONDAY, hours=1.0), Day(day=tuesday, hours=0.0, away=True)]
