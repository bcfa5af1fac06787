from datetime import date, timedelta

import pytest

from tightrope.charts.marks import clean, num
from tightrope.charts.words import clock, count, length, listed, week_days


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (185, "3 h 05"), (190.4, "3 h 10")],
)
def test_a_length_is_told_in_hours_and_minutes(minutes: float, told: str) -> None:
    assert length(timedelta(minutes=minutes)) == told


@pytest.mark.parametrize(
    ("monday", "told"),
    [
        (date(2026, 11, 16), "16 to 20 November"),
        (date(2026, 11, 30), "30 November to 4 December"),
    ],
)
def test_a_week_is_told_by_its_days(monday: date, told: str) -> None:
    assert week_days(monday) == told


@pytest.mark.parametrize(
    ("items", "told"),
    [([], ""), (["4"], "4"), (["4", "3"], "4 and 3"), (["4", "3", "5"], "4, 3 and 5")],
)
def test_items_are_listed_as_in_a_sentence(items: list[str], told: str) -> None:
    assert listed(items) == told


def test_counts_and_clock_times_are_as_people_write_them() -> None:
    assert [count(0, "week"), count(1, "week"), count(2, "entry", "entries")] == [
        "0 weeks",
        "1 week",
        "2 entries",
    ]
    assert [clock(0), clock(570), clock(1440)] == ["00:00", "09:30", "24:00"]


@pytest.mark.parametrize(
    ("value", "told"), [(3, "3"), (3.04, "3"), (-0.04, "0"), (12.25, "12.2")]
)
def test_places_have_one_decimal_at_most(value: float, told: str) -> None:
    assert num(value) == told


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("  two\n\tlines \r\n", "two lines"),
        ("\x1b[31mred\x00\ufffe\ud800", "[31mred"),
        ("\u202eback\u202c", "back"),
        ("3\xa0h\xa010", "3\xa0h\xa010"),
    ],
)
def test_no_word_carries_what_an_svg_may_not_hold(words: str, kept: str) -> None:
    assert clean(words) == kept
