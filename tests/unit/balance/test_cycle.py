from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench._loads import made
from tightrope.core.balance import (
    Bookings,
    Cycle,
    Day,
    Driver,
    NextQuiet,
    Outlook,
    Phase,
    Range,
    Rest,
    Spell,
    Today,
    cycle_of,
    evidence,
    evidence_words,
    forecast_words,
    says,
)
from tightrope.core.balance.telling import ordinal, times_in_ten

MONDAY = date(2026, 1, 5)
WEEK = timedelta(days=7)


def weekly(*hours_a_day: float) -> tuple[Day, ...]:
    """Whole weeks of so many hours on each working day."""
    return tuple(
        Day(
            day=MONDAY + timedelta(days=7 * week + day), hours=hours if day < 5 else 0.0
        )
        for week, hours in enumerate(hours_a_day)
        for day in range(7)
    )


def today(cycle: Cycle) -> Today:
    assert cycle.today is not None
    return cycle.today


def test_an_intense_spell_is_told_with_its_age_and_evidence() -> None:
    series = weekly(*[6] * 12, *[9] * 3)

    now = today(cycle_of(series))

    assert now.phase is Phase.INTENSE
    assert now.since == MONDAY + 12 * WEEK
    assert now.weeks == 3
    assert now.enough_history
    assert not now.unclear
    assert now.confidence > 0.6
    assert now.evidence.days == 10
    assert now.evidence.hours == 90
    assert now.evidence.ratio == pytest.approx(1.5, abs=0.1)


def test_the_facets_that_grew_are_named() -> None:
    series = weekly(*[6] * 12, *[9] * 3)
    incidents = tuple(replace(day, hours=day.hours / 3) for day in series[84:])
    code = tuple(replace(day, hours=min(day.hours, 5.0)) for day in series)

    told = evidence(series, {"incident": incidents, "code": code, "admin": ()})

    (driver,) = told.drivers
    assert driver.facet == "incident"
    assert driver.hours == pytest.approx(15 * 80 / 84, abs=0.6)


def test_a_facet_without_a_row_had_no_hours() -> None:
    series = weekly(*[6] * 12)
    only_once = (Day(day=series[0].day, hours=6),)

    (driver,) = evidence(series, {"review": only_once}).drivers

    assert driver.facet == "review"
    assert driver.hours == pytest.approx(-7 * 6 / 70)


@pytest.mark.parametrize(("known", "enough"), [(27, False), (28, True)])
def test_twenty_eight_known_days_are_enough(known: int, enough: bool) -> None:
    away = tuple(replace(day, away=True) for day in weekly(6, 6, 6))
    series = away + tuple(
        replace(day, day=day.day + 3 * WEEK) for day in weekly(*[6] * 4)[:known]
    )

    assert today(cycle_of(series)).enough_history is enough


def test_the_cycle_of_nobody_is_empty() -> None:
    assert cycle_of(()) == Cycle(
        today=None, days=(), spells=(), ahead=(), next_quiet=None
    )
    assert says(cycle_of(())) == "Nothing is known yet: no day has a load."


def test_before_four_weeks_it_says_that_it_is_learning() -> None:
    cycle = cycle_of(weekly(6, 6))

    assert cycle.next_quiet is None
    assert says(cycle) == (
        "Still learning what is usual for you: 14 of 28 days are known."
    )


def test_without_any_load_it_is_learning_too() -> None:
    assert says(cycle_of(weekly(*[0] * 8))) == (
        "Still learning what is usual for you: no load has been seen so far."
    )


def test_eight_weeks_of_intense_time_may_be_the_new_normal() -> None:
    seven, nine = (today(cycle_of(weekly(*[6] * 30, *[10] * n))) for n in (7, 9))

    assert [seven.phase, nine.phase] == [Phase.INTENSE] * 2
    assert [seven.maybe_new_normal, nine.maybe_new_normal] == [False, True]


def intense_now(*weeks: int, chance: float = 0.02) -> Cycle:
    """The third week of an intense spell, after some that lasted so long."""
    own = tuple(
        Spell(
            phase=Phase.INTENSE,
            start=MONDAY,
            end=MONDAY + timedelta(days=7 * length - 1),
        )
        for length in weeks
    )
    base = cycle_of(weekly(*[6] * 12, *[9] * 3))
    return replace(base, today=replace(today(base), rest=Rest(own=own, daily=chance)))


def test_an_intense_week_is_temporary_with_numbers() -> None:
    assert says(intense_now(4, 6, 7)) == (
        "This is temporary: your last three intense spells lasted 4, 6 and 7 weeks; "
        "this one is in its third week, and 4 times in 10 such a spell is over within "
        "four weeks."
    )


def test_one_own_spell_is_one() -> None:
    assert says(intense_now(1)) == (
        "This is temporary: your last intense spell lasted 1 week; this one is in its "
        "third week, and 4 times in 10 such a spell is over within four weeks."
    )


def test_without_own_spells_it_says_whose_they_are() -> None:
    assert says(intense_now()) == (
        "This is temporary: no intense spell of yours has ended yet, and this one is "
        "in its third week; of other people's, 4 times in 10 such a spell is over "
        "within four weeks."
    )


def test_a_phase_that_is_unclear_is_not_called_temporary() -> None:
    cycle = intense_now(4)
    doubted = replace(cycle, today=replace(today(cycle), unclear=True))

    assert says(doubted) == (
        "Unclear, so far intense since 30 March, in its third week."
    )


def test_the_evidence_names_what_was_heaviest() -> None:
    now = today(intense_now(4))
    rests_on = replace(
        now.evidence,
        hours=138.0,
        usual_hours=100.0,
        usual_week=31.2,
        drivers=(
            Driver(facet="incident", hours=6.1),
            Driver(facet="one_on_one", hours=2.3),
            Driver(facet="code", hours=-3),
        ),
    )

    assert evidence_words(replace(now, confidence=0.87, evidence=rests_on)) == (
        "Intense since 30 March (87 %): your last 10 available days ran at 138 % of "
        "your usual 31 h a week; heaviest: incident +6 h, one on one +2 h 30."
    )


def test_a_normal_week_says_when_it_turns() -> None:
    cycle = cycle_of(weekly(*[6] * 15))
    monday = date(2026, 5, 4)
    found = NextQuiet(p10=monday, p50=monday, p90=monday, week=monday, chance=0.72)

    assert says(replace(cycle, next_quiet=found)) == (
        "Normal since 5 January, in its 15th week; the week of 4 May looks quiet, "
        "7 times in 10."
    )
    assert says(replace(cycle, next_quiet=replace(found, week=None))) == (
        "Normal since 5 January, in its 15th week; a quiet week does not show on the "
        "calendar yet; by your rhythm it is as likely to come by the week of 4 May as "
        "later."
    )


def test_a_quiet_week_says_how_long_it_may_last() -> None:
    cycle = cycle_of(weekly(*[6] * 12, *[3] * 4))

    assert says(cycle) == (
        "Quiet since 30 March, in its fourth week; 6 times in 10 it stays so for two "
        "more weeks."
    )


def test_weeks_that_are_left_out_are_named() -> None:
    told = Range(week=MONDAY, p10=1, p50=2, p90=3)
    weeks = (
        Outlook(week=MONDAY, days=5, range=told),
        Outlook(week=MONDAY + WEEK, days=5),
        Outlook(week=MONDAY + 2 * WEEK, days=0),
        Outlook(week=MONDAY + 3 * WEEK, days=5),
    )
    cycle = replace(cycle_of(()), ahead=weeks)

    assert forecast_words(cycle) == (
        "No idea yet of the weeks of 12 January and 26 January. "
        "Away in the week of 19 January."
    )
    assert forecast_words(replace(cycle, ahead=weeks[1:2])) == (
        "No idea yet of the coming weeks."
    )
    assert forecast_words(replace(cycle, ahead=weeks[:1])) == ""


@pytest.mark.parametrize(
    ("place", "word"),
    [(1, "first"), (12, "twelfth"), (13, "13th"), (21, "21st"), (112, "112th")],
)
def test_places_are_words(place: int, word: str) -> None:
    assert ordinal(place) == word


def test_a_chance_is_never_said_to_be_none_or_sure() -> None:
    assert [times_in_ten(chance) for chance in (0.0, 0.44, 1.0)] == [
        "1 times in 10",
        "4 times in 10",
        "9 times in 10",
    ]


@settings(max_examples=20)
@given(st.integers(0, 20), st.integers(1, 500))
def test_any_part_of_a_load_can_be_told_in_one_sentence(seed: int, days: int) -> None:
    cycle = cycle_of(made(seed, "counts").series[:days], Bookings())

    sentence = says(cycle)

    assert sentence[-1:] == "."
    assert sentence.count(". ") == 0
    assert "!" not in sentence


def test_the_same_load_is_told_the_same_way() -> None:
    series = made(2, "ramp").series

    assert cycle_of(series) == cycle_of(series)
