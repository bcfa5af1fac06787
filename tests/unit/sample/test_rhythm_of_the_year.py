from collections import defaultdict
from datetime import date, timedelta
from itertools import groupby
from statistics import mean

import pytest

from tests.unit.sample.seen import Seen
from tightrope import sample
from tightrope.core.timeline import day_of, monday, total
from tightrope.sample import Phase

VISION = {"roadmap", "venture", "validation", "prototype", "strategy", "learning"}


@pytest.fixture(scope="module")
def spells() -> list[tuple[Phase, float]]:
    """Each spell so far with its hours of daily work in five working days."""
    phases = sample.phases()
    return [
        (phase, 5 * mean(_working(list(days))))
        for phase, days in groupby(sample.hours(), lambda day: phases[day.date])
    ]


def _working(days: list[sample.Day]) -> list[float]:
    there = [day for day in days if not (day.away or day.holiday)]
    worked = sum(day.hours for day in there)
    return [worked / sum(day.date.weekday() < 5 for day in there)]


def test_each_intense_spell_stands_out(spells: list[tuple[Phase, float]]) -> None:
    normal = mean(hours for phase, hours in spells if phase is Phase.NORMAL)

    assert min(hours for phase, hours in spells if phase is Phase.INTENSE) > (
        1.3 * normal
    )


def test_each_quiet_spell_stands_out(spells: list[tuple[Phase, float]]) -> None:
    normal = mean(hours for phase, hours in spells if phase is Phase.NORMAL)

    assert max(hours for phase, hours in spells if phase is Phase.QUIET) < normal / 1.2


def test_spells_last_as_long_as_real_ones() -> None:
    days = list(sample.phases().items())[: (sample.NOW.date() - sample.FIRST).days]
    past = [
        (phase, len(list(run)) / 7)
        for phase, run in groupby(phase for _, phase in days)
    ][:-1]

    assert all(3 <= weeks <= 7 for _, weeks in past)
    assert [weeks for phase, weeks in past if phase is Phase.INTENSE] == [5, 6, 4, 3, 5]


def test_now_is_the_third_week_of_an_intense_spell() -> None:
    phases = sample.phases()
    day = sample.NOW.date()
    while phases[day - timedelta(days=1)] is Phase.INTENSE:
        day -= timedelta(days=1)

    assert (monday(sample.NOW.date()) - day).days // 7 + 1 == 3


def test_the_hours_are_those_of_the_calendar(occurrences: list[Seen]) -> None:
    facets, spans = sample.facets(), defaultdict(list)
    for one in occurrences:
        if facets[one.uid] not in VISION | {"off"}:
            spans[day_of(one.span.start, sample.ZONE)].append(one.span)

    assert [day.hours for day in sample.hours()] == [
        0 if day.away or day.holiday else total(spans[day.date]).total_seconds() / 3600
        for day in sample.hours()
    ]


def test_the_hours_end_before_today() -> None:
    days = [day.date for day in sample.hours()]

    assert days == [
        sample.FIRST + timedelta(days=n)
        for n in range((sample.NOW.date() - sample.FIRST).days)
    ]


def test_a_quiet_time_shows_in_what_is_booked_four_weeks_ahead(
    occurrences: list[Seen],
) -> None:
    booked = {
        week: total(
            one.span
            for one in occurrences
            if monday(day_of(one.span.start, sample.ZONE)) == week
        )
        for week in (
            date(2026, 11, 23),
            date(2026, 11, 30),
            date(2026, 12, 7),
            date(2026, 12, 14),
        )
    }

    next_week, after, then, quiet = booked.values()

    assert quiet < 0.6 * min(next_week, after)
    assert quiet < 0.8 * then


def test_every_leave_and_holiday_of_the_hours_stands_on_the_calendar() -> None:
    text = sample.calendar().decode()

    missing = [
        day.date
        for day in sample.hours()
        if day.holiday and f"DTSTART;VALUE=DATE:{day.date:%Y%m%d}" not in text
    ]

    assert missing == []
