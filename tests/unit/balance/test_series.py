from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tightrope.core.balance import BadSeries, Day, in_order, phases, read_series
from tightrope.core.errors import InputError

MONDAY = date(2026, 11, 16)


def test_rows_become_days() -> None:
    text = (
        "date,hours,holiday,away\n2026-11-16,6.5,0,0\n2026-11-17,0,1,0\n2026-11-18,2,,1"
    )

    assert read_series(text) == (
        Day(day=date(2026, 11, 16), hours=6.5),
        Day(day=date(2026, 11, 17), hours=0, holiday=True),
        Day(day=date(2026, 11, 18), hours=2, away=True),
    )


def test_columns_may_stand_in_any_order_beside_others_and_after_a_byte_order_mark() -> (
    None
):
    text = "\ufeffkind, Hours ,DATE\r\neasy,6.5, 2026-11-16 \r\n\r\n"

    assert read_series(text) == (Day(day=MONDAY, hours=6.5),)


def test_a_row_without_hours_is_missing_and_not_quiet() -> None:
    text = "date,hours\n2026-11-16,6\n2026-11-17,\n2026-11-18,4\n"

    assert [day.day.day for day in read_series(text)] == [16, 18]


def test_a_header_alone_is_an_empty_series() -> None:
    assert read_series("date,hours\n") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "data: has no column date; begin with date,hours[,holiday,away]"),
        (
            "date,load\n2026-11-16,3",
            "data: has no column hours; begin with date,hours[,holiday,away]",
        ),
        (
            "date,hours\n16.11.2026,3",
            "data, row 2: '16.11.2026' is no date; write it as 2026-11-17",
        ),
        (
            "date,hours\n2026-11-16,three",
            "data, row 2: 'three' is no number of hours",
        ),
        (
            "date,hours\n2026-11-16,3\n2026-11-17,-1",
            "data, row 3: -1.0 are no hours of one day; give 0 to 240",
        ),
        (
            "date,hours\n2026-11-16,nan",
            "data, row 2: nan are no hours of one day; give 0 to 240",
        ),
        (
            "date,hours\n2026-11-16,480",
            "data, row 2: 480.0 are no hours of one day; give 0 to 240",
        ),
        (
            "date,hours\n2026-11-16,3\n2026-11-16,3",
            "data, row 3: 2026-11-16 comes twice; give each day once, oldest first",
        ),
        (
            "date,hours\n2026-11-16,3\n\n2026-11-15,3",
            "data, row 4: 2026-11-15 comes too late; give each day once, oldest first",
        ),
        (
            "date,hours,away\n2026-11-16,3,maybe",
            "data, row 2: 'maybe' is neither 0 nor 1",
        ),
        (
            "date,hours\n9999-12-31,3",
            "data, row 2: is too far off; give days from 1900 to 2200",
        ),
        (
            'date,hours\n"2026-11-16,3',
            "data, row 2: no CSV: unexpected end of data",
        ),
        (
            "date,hours\n1950-01-01,3\n2026-11-16,3",
            "1950-01-01 to 2026-11-16: give at most 50 years",
        ),
    ],
)
def test_a_wrong_row_is_named(text: str, message: str) -> None:
    with pytest.raises(BadSeries) as caught:
        read_series(text, "data")

    assert str(caught.value) == message


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        days = read_series(f"date,hours\n{text}")
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either way is right
    else:
        assert list(days) == list(in_order(days))


def test_days_in_the_wrong_order_are_refused_by_the_phases_too() -> None:
    days = [Day(day=date(2026, 11, 17), hours=1), Day(day=MONDAY, hours=1)]

    with pytest.raises(BadSeries, match="2026-11-16: the day comes too late"):
        phases(days)
