"""Telling somebody unasked that their time has changed."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bench._loads import made
from tightrope.core.balance import (
    Day,
    Notice,
    Phase,
    Told,
    cycle_of,
    notices,
    phases,
    told_of,
    told_phases,
)

MONDAY = date(2026, 1, 5)
QUIET, NORMAL, INTENSE = Phase


def evening(number: int, phase: Phase, chance: float, *, known: bool = True) -> Told:
    rest = (1 - chance) / 2
    return Told(
        day=MONDAY + timedelta(days=number),
        phase=phase,
        confidence=chance,
        unclear=chance < 0.5,
        chances={one: chance if one is phase else rest for one in Phase},
        known=known,
    )


def evenings(*said: tuple[Phase, float]) -> list[Told]:
    return [evening(number, *one) for number, one in enumerate(said)]


def test_a_change_is_told_once_it_held_two_working_days() -> None:
    told = evenings((NORMAL, 0.9), (INTENSE, 0.7), (INTENSE, 0.8), (INTENSE, 0.9))

    assert list(notices(told)) == [
        Notice(day=date(2026, 1, 7), phase=INTENSE, before=NORMAL, confidence=0.8)
    ]


def test_a_flicker_is_not_told() -> None:
    told = evenings((INTENSE, 0.7), (INTENSE, 0.55), (INTENSE, 0.7), (NORMAL, 0.7))

    assert list(notices(told)) == []


def test_a_weekend_and_days_away_prove_nothing() -> None:
    friday = evening(4, QUIET, 0.7)
    weekend = [evening(5, QUIET, 0.7), evening(6, QUIET, 0.7)]
    away = [evening(number, QUIET, 0.7, known=False) for number in (7, 8)]
    back = evening(9, QUIET, 0.7)

    assert [one.day for one in notices([friday, *weekend, *away, back])] == [back.day]


def test_what_was_told_stays_so_until_something_else_is() -> None:
    told = evenings(
        (INTENSE, 0.7), (INTENSE, 0.7), (NORMAL, 0.9), (INTENSE, 0.9), (INTENSE, 0.9)
    )

    assert told_of(told) == [NORMAL, INTENSE, INTENSE, INTENSE, INTENSE]


def days_of(hours: Sequence[float]) -> tuple[Day, ...]:
    return tuple(
        Day(day=MONDAY + timedelta(days=place), hours=one)
        for place, one in enumerate(hours)
    )


def weeks(count: int, hours: float) -> list[float]:
    return ([hours] * 5 + [0.0] * 2) * count


def test_nothing_is_told_while_tightrope_is_learning() -> None:
    cycle = cycle_of(days_of(weeks(2, 2) + weeks(1, 11)))

    assert cycle.notices == ()


def test_a_growing_load_is_told_and_then_may_be_called_the_new_normal() -> None:
    grown = days_of(weeks(20, 5) + weeks(16, 9))
    said = grown[-50].day

    before, after = phases(grown), phases(grown, renewed=[said])

    assert cycle_of(grown).notices[-1].phase is INTENSE
    assert before[-1] is INTENSE
    assert after[-1] is NORMAL
    assert after[: len(grown) - 50] == before[: len(grown) - 50]


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 40), end=st.integers(40, 700))
def test_nothing_later_changes_what_was_told(seed: int, end: int) -> None:
    series = made(seed, "hard").series

    whole = list(notices(told_phases(series).days))
    part = list(notices(told_phases(series[:end]).days))

    assert part == [one for one in whole if one.day <= series[end - 1].day]
