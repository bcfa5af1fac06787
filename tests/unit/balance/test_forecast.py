from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench._cycle_scores import (
    calendars,
    forecast_scores,
    made_calendars,
    quiet_scores,
)
from tightrope.core.balance import (
    LEADS,
    Bookings,
    ComingWeek,
    Day,
    Outlook,
    PastWeek,
    Phase,
    Range,
    Spell,
    expected,
    forecast,
    next_quiet,
    outlook,
)
from tightrope.core.balance.band import band, chance_below
from tightrope.core.balance.pickup import backcast

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
MONDAY = date(2025, 1, 6)
WEEK = timedelta(days=7)
SHARES = (1.0, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
"""How much of a week stands on the made calendar at each lead."""


def made_bookings(
    finals: Sequence[float], ahead: Sequence[float], noise: float = 0.0
) -> Bookings:
    """A calendar that fills at a steady rate, seen on a Monday morning."""
    chance = np.random.default_rng(1)

    def booked(final: float, share: float) -> float:
        return max(0.0, final * share * (1 + noise * float(chance.normal())))

    past = tuple(
        PastWeek(
            week=MONDAY + place * WEEK,
            hours=final,
            booked=tuple(booked(final, share) for share in SHARES),
        )
        for place, final in enumerate(finals)
    )
    coming = tuple(
        ComingWeek(
            week=MONDAY + (len(finals) + place) * WEEK,
            lead=7 * place,
            booked=booked(final, SHARES[LEADS.index(7 * place)]),
        )
        for place, final in enumerate(ahead)
    )
    return Bookings(past=past, ahead=coming)


def loads(count: int, seed: int = 0) -> list[float]:
    chance = np.random.default_rng(seed)
    return [float(one) for one in np.round(chance.gamma(9, 2.5, count), 1)]


def test_what_is_booked_tells_the_week() -> None:
    finals = loads(60)

    rows = forecast((), made_bookings(finals, [40.0, 10.0, 30.0]))

    assert [row.week for row in rows] == [MONDAY + WEEK * n for n in (60, 61, 62)]
    assert rows[0].p50 == pytest.approx(40, rel=0.05)
    assert rows[1].p50 == pytest.approx(10, rel=0.3)
    assert rows[2].p50 == pytest.approx(30, rel=0.2)
    assert [row.booked for row in rows] == pytest.approx([40, 8, 21])


def test_bookings_beat_the_mean_of_the_last_weeks() -> None:
    hours = np.array(loads(80))
    booked = hours * 0.7 + np.random.default_rng(2).normal(0, 1, 80)

    told = backcast(hours, booked, 2)

    error, naive = (
        np.abs(said - hours)[20:].mean() for said in (told.said, told.recent)
    )
    assert error < 0.4 * naive


def test_bookings_that_say_nothing_do_little_harm() -> None:
    hours = np.array(loads(80))
    booked = np.random.default_rng(3).gamma(4, 3, 80)

    told = backcast(hours, booked, 2)

    error, naive = (
        np.abs(said - hours)[20:].mean() for said in (told.said, told.recent)
    )
    assert error < 1.1 * naive


@pytest.mark.parametrize("unseen", [0, 1, 3, 6])
def test_a_week_is_told_without_what_was_not_over_by_then(unseen: int) -> None:
    hours, booked = np.array(loads(50)), np.array(loads(50, seed=4))
    blind = hours.copy()
    blind[40 - unseen :] = np.nan

    assert (
        backcast(blind, booked, unseen).said[40]
        == (backcast(hours, booked, unseen).said[40])
    )


def test_telling_only_the_last_weeks_tells_them_alike() -> None:
    hours, booked = np.array(loads(90)), np.array(loads(90, seed=4))

    whole, part = backcast(hours, booked, 2), backcast(hours, booked, 2, back=41)

    assert part.said[-41:].tolist() == whole.said[-41:].tolist()
    assert np.isnan(part.said[:-41]).all()


def test_ranges_hold_eight_weeks_of_ten() -> None:
    chance = np.random.default_rng(5)
    hours = chance.gamma(9, 2.5, 240)
    booked = np.maximum(0, hours * 0.6 + chance.normal(0, 3, 240))
    told = backcast(hours, booked, 1)

    held = []
    for week in range(60, 240):
        missed = np.column_stack([hours, told.said])[20 : week - 1][-40:]
        low, high = band(float(told.said[week]), missed, float(told.recent[week]))
        held.append(low <= hours[week] <= high)

    assert 0.72 <= np.mean(held) <= 0.92


@settings(max_examples=40)
@given(
    st.lists(st.floats(0, 60), max_size=40),
    st.lists(st.floats(0, 60), min_size=1, max_size=5),
)
def test_a_range_is_in_order_and_never_below_nothing(
    finals: list[float], ahead: list[float]
) -> None:
    rows = forecast((), made_bookings(finals, ahead, noise=0.3))

    assert all(0 <= row.p10 <= row.p50 <= row.p90 for row in rows)


@pytest.mark.parametrize(
    ("weeks", "recent", "low", "high"),
    [(0, 4.0, 7.0, 13.0), (15, 20.0, 2.5, 17.5), (29, 0.0, 7.97, 12.03)],
)
def test_few_weeks_widen_a_range(
    weeks: int, recent: float, low: float, high: float
) -> None:
    right = np.full((weeks, 2), 10.0)

    assert band(10.0, right, recent) == pytest.approx((low, high), abs=0.01)
    assert band(10.0, np.full((30, 2), 10.0), recent) == pytest.approx((10, 10))


def test_a_week_of_two_days_is_told_for_two_days() -> None:
    booked = made_bookings([20.0] * 40, [20.0])
    short = replace(booked.ahead[0], days=2, booked=8.0)

    (row,) = forecast((), replace(booked, ahead=(short,)))

    assert row.p50 == pytest.approx(8, rel=0.02)


def test_a_week_away_is_told_as_such_and_never_as_quiet() -> None:
    booked = made_bookings([20.0] * 40, [0.0, 20.0])
    away = replace(booked.ahead[0], days=0, booked=0.0)

    weeks = outlook((), replace(booked, ahead=(away, booked.ahead[1])))

    assert weeks[0] == Outlook(week=away.week, days=0)
    assert weeks[1].range is not None


def test_a_week_of_leave_in_the_past_teaches_nothing() -> None:
    booked = made_bookings(loads(40), [25.0])
    gone = replace(booked.past[20], days=0, hours=0.0, booked=(0.0,) * 7)
    with_leave = (*booked.past[:20], gone, *booked.past[21:])
    other = (*booked.past[:20], replace(gone, hours=70.0), *booked.past[21:])

    assert forecast((), replace(booked, past=with_leave)) == forecast(
        (), replace(booked, past=other)
    )


def test_three_weeks_of_history_are_too_few() -> None:
    assert forecast((), made_bookings([20.0] * 3, [20.0])) == []
    assert len(forecast((), made_bookings([20.0] * 4, [20.0]))) == 1


def test_a_range_too_wide_to_be_of_use_is_left_out() -> None:
    steady = made_bookings([20.0, 22.0] * 20, [])
    wild = made_bookings([one**3 for one in loads(40)], [])
    unknown = (ComingWeek(week=MONDAY + 40 * WEEK, lead=0),)

    assert len(forecast((), replace(steady, ahead=unknown))) == 1
    assert forecast((), replace(wild, ahead=unknown)) == []


def daily(hours: Sequence[float], first: date = MONDAY) -> tuple[Day, ...]:
    return tuple(
        Day(day=first + timedelta(days=place), hours=one)
        for place, one in enumerate(hours)
    )


def test_without_a_calendar_the_next_weeks_follow_the_series() -> None:
    series = daily(([6.0] * 5 + [0.0] * 2) * 20 + [6.0] * 3)

    rows = forecast(series)

    assert [row.week for row in rows] == [MONDAY + WEEK * n for n in range(21, 27)]
    assert [row.p50 for row in rows] == pytest.approx([30.0] * 6)
    assert {row.booked for row in rows} == {None}


def test_the_hours_of_the_series_are_believed_over_those_of_the_calendar() -> None:
    booked = made_bookings([10.0] * 30, [10.0])
    series = daily(([6.0] * 5 + [0.0] * 2) * 30)

    (row,) = forecast(series, booked)

    assert row.p50 == pytest.approx(30, rel=0.02)


@pytest.mark.parametrize(
    "series",
    [
        (),
        daily([5.0]),
        daily([0.0] * 90),
        tuple(replace(day, away=True) for day in daily([5.0] * 90)),
    ],
    ids=["empty", "one day", "no hours", "away"],
)
def test_nothing_is_said_of_nothing(series: tuple[Day, ...]) -> None:
    assert forecast(series) == []


def test_a_coming_week_has_the_phase_of_its_hours() -> None:
    rows = [
        Range(week=MONDAY + WEEK * place, p10=1, p50=hours, p90=99)
        for place, hours in enumerate([21.5, 22.0, 38.9, 39.1])
    ]

    assert [phase for _, phase in expected(rows, 30.0)] == [
        Phase.QUIET,
        Phase.NORMAL,
        Phase.NORMAL,
        Phase.INTENSE,
    ]


def test_an_empty_calendar_ahead_is_likely_a_quiet_week() -> None:
    weeks = outlook((), made_bookings(loads(60), [22.0, 1.0, 24.0]))

    assert [week.phase for week in weeks] == [Phase.NORMAL, Phase.QUIET, Phase.NORMAL]
    chances = [week.quiet or 0.0 for week in weeks]
    assert chances[1] > 0.9
    assert max(chances[0], chances[2]) < 0.3


def test_a_chance_is_never_sure_and_needs_eight_weeks() -> None:
    missed = np.full((20, 2), 10.0)

    assert chance_below(50, 10, missed) == pytest.approx(1 - 0.5 / 21)
    assert chance_below(1, 10, missed) == pytest.approx(0.5 / 21)
    assert chance_below(50, 10, missed[:7]) is None


SUNDAY = date(2026, 11, 15)


def spell(phase: Phase) -> list[Spell]:
    return [Spell(phase=phase, start=SUNDAY - WEEK, end=SUNDAY, open=True)]


def ahead(*chances: float | None) -> list[Outlook]:
    return [
        Outlook(week=date(2026, 11, 16) + place * WEEK, days=5, quiet=chance)
        for place, chance in enumerate(chances)
    ]


def test_the_first_week_that_is_likely_quiet_is_named() -> None:
    found = next_quiet(spell(Phase.INTENSE), ahead(0.02, 0.05, 0.7, 0.9))

    assert found is not None
    assert (found.week, found.chance) == (date(2026, 11, 30), 0.7)
    assert (found.p10, found.p50, found.p90) == (
        date(2026, 11, 30),
        date(2026, 11, 30),
        date(2026, 12, 7),
    )


def test_beyond_the_calendar_the_rhythm_of_the_spells_goes_on() -> None:
    found = next_quiet(spell(Phase.INTENSE), ahead(0.01, 0.01, 0.01))

    assert found is not None
    assert found.week is None
    assert date(2026, 12, 7) <= found.p10 < found.p50 < found.p90
    assert found.p90 < date(2027, 11, 15)


def test_a_quiet_spell_is_likely_quiet_next_week_too() -> None:
    found = next_quiet(spell(Phase.QUIET), [])

    assert found is not None
    assert found.p50 == date(2026, 11, 16)


def test_without_a_spell_there_is_no_rhythm() -> None:
    assert next_quiet([], ahead(0.9)) is None


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not here")
def test_the_forecast_of_real_calendars_reaches_the_targets() -> None:
    scores = {name: forecast_scores(one) for name, one in calendars(SHARED).items()}
    three = [scores[name] for name in scores if name != "irrlicht-rooms"]

    for lead, most in ((7, 0.50), (14, 0.60), (28, 0.65)):
        assert np.mean([one[f"error_{lead}d"] for one in three]) <= most
    assert max(scores["irrlicht-rooms"][f"error_{lead}d"] for lead in LEADS) <= 1.1
    assert all(0.72 <= one["covered"] <= 0.95 for one in scores.values())
    assert all(one["covered_early"] >= 0.80 for one in scores.values())


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not here")
def test_quiet_weeks_come_as_often_as_was_said() -> None:
    real, every = calendars(SHARED), calendars(SHARED) | made_calendars(SHARED)

    scores = quiet_scores(list(every.values()))
    announced = quiet_scores(list(real.values()))

    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        assert scores[f"came_{low}"] == pytest.approx(scores[f"said_{low}"], abs=0.08)
    assert announced["precision"] >= 0.80
    assert announced["recall"] >= 0.55
