from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench._loads import made
from tightrope.core.balance import (
    Phase,
    Phases,
    Spell,
    Told,
    rest,
    spells,
    told_phases,
)

MONDAY = date(2026, 1, 5)
LETTERS = {phase.value[0]: phase for phase in Phase}


def told(online: str, hindsight: str | None = None) -> Phases:
    """One letter a day from a Monday on: q, n or i."""
    return Phases(
        days=tuple(
            Told(
                day=MONDAY + timedelta(days=place),
                phase=LETTERS[letter],
                confidence=0.8,
                unclear=False,
            )
            for place, letter in enumerate(online)
        ),
        hindsight=tuple(LETTERS[letter] for letter in hindsight or online),
    )


def lengths(shown: Sequence[Spell]) -> list[tuple[str, int]]:
    return [(spell.phase.value[0], spell.days) for spell in shown]


def test_days_of_one_phase_are_one_spell_and_the_last_goes_on() -> None:
    assert spells(told("n" * 14 + "i" * 7)) == [
        Spell(phase=Phase.NORMAL, start=MONDAY, end=date(2026, 1, 18)),
        Spell(
            phase=Phase.INTENSE,
            start=date(2026, 1, 19),
            end=date(2026, 1, 25),
            open=True,
        ),
    ]


@pytest.mark.parametrize(
    ("letters", "shown"),
    [
        ("n" * 7 + "ii" + "n" * 7, [("n", 16)]),
        ("n" * 7 + "iii" + "n" * 7, [("n", 7), ("i", 3), ("n", 7)]),
        ("n" * 3 + "iiii" + "n" * 7, [("n", 14)]),
        ("i" * 7 + "qq" + "i" * 7, [("i", 7), ("n", 2), ("i", 7)]),
        ("n" * 7 + "i", [("n", 7), ("i", 1)]),
    ],
    ids=["two days", "three days", "a weekend in it", "between", "just begun"],
)
def test_fewer_than_three_working_days_are_shown_as_normal(
    letters: str, shown: list[tuple[str, int]]
) -> None:
    assert lengths(spells(told(letters))) == shown


def test_spells_are_told_in_hindsight_and_today_as_it_is_called() -> None:
    seen_late = told("n" * 12 + "i" * 9, "n" * 7 + "i" * 14)
    doubted = told("n" * 12 + "i" * 9, "n" * 21)

    assert lengths(spells(seen_late)) == [("n", 7), ("i", 14)]
    assert lengths(spells(doubted)) == [("n", 14), ("i", 7)]


@pytest.mark.parametrize(
    ("letters", "shown"),
    [
        ("n" * 5 + "i" * 7, [("n", 7), ("i", 5)]),
        ("n" * 6 + "i" * 2, [("n", 7), ("i", 1)]),
        ("n" * 5 + "i" * 2, [("n", 5), ("i", 2)]),
        ("n" * 4 + "i" * 5, [("n", 4), ("i", 5)]),
    ],
    ids=["on Saturday", "on Sunday", "today is Sunday", "on Friday"],
)
def test_a_spell_begins_on_a_working_day(
    letters: str, shown: list[tuple[str, int]]
) -> None:
    assert lengths(spells(told(letters))) == shown


@given(st.text("qni", max_size=60))
def test_spells_cover_each_day_once_and_end_as_today_is_called(letters: str) -> None:
    phases = told(letters)
    shown = spells(phases)

    assert sum(spell.days for spell in shown) == len(letters)
    assert [spell.open for spell in shown] == [False] * (len(shown) - 1) + [
        True
    ] * bool(shown)
    assert all(
        one.end + timedelta(days=1) == other.start and one.phase is not other.phase
        for one, other in pairwise(shown)
    )
    assert not shown or shown[-1].phase is phases.days[-1].phase


@given(st.integers(0, 6), st.integers(1, 40))
def test_working_days_are_counted_as_on_the_calendar(first: int, days: int) -> None:
    start = MONDAY + timedelta(days=first)
    spell = Spell(phase=Phase.QUIET, start=start, end=start + timedelta(days=days - 1))

    counted = sum((start + timedelta(days=day)).weekday() < 5 for day in range(days))

    assert (spell.days, spell.working_days) == (days, counted)


def test_without_own_spells_the_prior_speaks() -> None:
    alone = rest(Phase.INTENSE, spells(told("i" * 20)))

    assert alone.own == ()
    assert alone.daily == pytest.approx(1 / 30)
    assert alone.over_within(28) == pytest.approx(0.613, abs=0.001)
    assert alone.days_until(0.5) == 21


def test_own_spells_shorten_or_lengthen_what_is_left() -> None:
    brisk = rest(Phase.INTENSE, spells(told(("n" * 14 + "i" * 7) * 6)))
    slow = rest(Phase.INTENSE, spells(told(("n" * 14 + "i" * 70) * 6)))

    assert brisk.daily == pytest.approx((3 + 5) / (90 + 5 * 7))
    assert slow.daily == pytest.approx((3 + 5) / (90 + 5 * 70))
    assert brisk.over_within(28) > 0.8
    assert slow.over_within(28) < 0.5


def test_the_first_spell_and_the_present_one_are_no_evidence() -> None:
    shown = spells(told("i" * 28 + "n" * 14 + "i" * 21 + "n" * 14 + "i" * 7))

    assert lengths(rest(Phase.INTENSE, shown).own) == [("i", 21)]


@pytest.mark.parametrize("hazard", [0.02, 0.035, 0.06])
@pytest.mark.parametrize("days", [14, 28])
def test_spells_that_end_by_chance_end_as_often_as_is_said(
    hazard: float, days: int
) -> None:
    chance = Random(1)
    lengths = [4 + int(chance.expovariate(hazard)) for _ in range(40)]
    letters = "".join("qi"[place % 2] * days for place, days in enumerate(lengths))

    left = rest(Phase.INTENSE, spells(told(letters)))

    assert left.over_within(days) == pytest.approx(1 - (1 - hazard) ** days, abs=0.12)


def test_a_real_load_has_spells_of_weeks() -> None:
    shown = spells(told_phases(made(0, "easy").series))

    assert 10 <= len(shown) <= 40
