from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench._cycle_scores import (
    founders,
    notice_scores,
    phase_scores,
    regimes,
    steadiness,
)
from bench._loads import made, several
from tightrope.core.balance import Day, Phase, phases, told_phases

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
MONDAY = date(2026, 1, 5)
QUIET, NORMAL, INTENSE = Phase


def days_of(hours: Sequence[float], first: date = MONDAY) -> tuple[Day, ...]:
    return tuple(
        Day(day=first + timedelta(days=place), hours=one)
        for place, one in enumerate(hours)
    )


def weeks(count: int, hours: float) -> list[float]:
    return ([hours] * 5 + [0.0] * 2) * count


loads = st.lists(
    st.tuples(st.floats(0, 14), st.sampled_from(["", "", "", "", "away", "holiday"])),
    min_size=1,
    max_size=120,
).map(
    lambda rows: tuple(
        Day(
            day=MONDAY + timedelta(days=place),
            hours=hours,
            holiday=mark == "holiday",
            away=mark == "away",
        )
        for place, (hours, mark) in enumerate(rows)
    )
)


def test_a_rise_is_called_intense_within_a_week_and_a_fall_quiet() -> None:
    series = days_of(weeks(12, 6) + weeks(5, 10) + weeks(5, 3))

    told = phases(series)

    assert set(told[28:84]) == {NORMAL}
    assert set(told[91:119]) == {INTENSE}
    assert set(told[126:]) == {QUIET}


def test_one_wild_day_is_no_phase() -> None:
    hours = weeks(16, 6)
    hours[7 * 14 + 2] = 15.0

    assert set(phases(days_of(hours))) == {NORMAL}


@pytest.mark.parametrize("seed", range(3))
def test_who_works_seldom_and_long_is_not_quiet_for_that(seed: int) -> None:
    chance = np.random.default_rng(seed)
    hours = np.where(chance.random(728) < 0.25, chance.uniform(3, 10, 728), 0.0)

    told = phases(days_of(hours.tolist()))[90:]

    assert told.count(QUIET) < 0.4 * len(told)
    assert told.count(NORMAL) > 0.4 * len(told)


def test_weekends_are_not_quiet_for_who_does_not_work_on_them() -> None:
    told = phases(days_of(weeks(12, 6)))

    assert set(told) == {NORMAL}


def test_leave_is_missing_and_says_nothing() -> None:
    there = days_of(weeks(12, 6))
    gone = tuple(
        replace(day, away=True) for day in days_of([0.0] * 14, date(2026, 3, 30))
    )

    told = told_phases(there + gone).days

    assert {one.phase for one in told} == {NORMAL}
    assert told[-1].confidence < told[len(there) - 1].confidence


def test_the_hours_of_leave_change_nothing() -> None:
    load = made(3, "easy").series
    other = tuple(
        replace(day, hours=(day.hours * 3 + 1) % 24) if not day.available else day
        for day in load
    )

    assert told_phases(other) == told_phases(load)


def test_a_day_without_a_row_is_as_a_day_of_leave() -> None:
    load = made(4, "easy").series
    there = [day for day in load if day.available or day in (load[0], load[-1])]
    by_day = {one.day: one for one in told_phases(load).days}

    told = told_phases(there).days

    assert list(told) == [by_day[day.day] for day in there]


@pytest.mark.parametrize("kind", ["easy", "hard", "ramp", "counts"])
def test_later_rows_never_change_a_day(kind: str) -> None:
    load = made(5, kind).series[:300]
    whole = told_phases(load).days

    for end in range(1, len(load), 3):
        assert told_phases(load[:end]).days == whole[:end]


@settings(max_examples=25)
@given(loads, st.data())
def test_no_later_row_of_any_series_changes_a_day(
    load: tuple[Day, ...], data: st.DataObject
) -> None:
    end = data.draw(st.integers(0, len(load)))

    assert told_phases(load[:end]).days == told_phases(load).days[:end]


@pytest.mark.parametrize("factor", [0.25, 2.0])
def test_the_scale_of_the_hours_changes_nothing_at_all(factor: float) -> None:
    load = made(6, "ramp").series
    scaled = tuple(replace(day, hours=day.hours * factor) for day in load)

    assert told_phases(scaled) == told_phases(load)


@settings(max_examples=8)
@given(st.floats(0.05, 10))
def test_another_scale_changes_no_confidence_beyond_rounding(factor: float) -> None:
    load = made(8, "hard").series
    scaled = tuple(replace(day, hours=day.hours * factor) for day in load)

    one, other = (told_phases(series).days for series in (load, scaled))

    assert [day.phase for day in other] == [day.phase for day in one]
    assert [day.confidence for day in other] == pytest.approx(
        [day.confidence for day in one], abs=1e-6
    )


@settings(max_examples=25)
@given(loads)
def test_any_series_has_a_phase_a_day_with_a_chance(load: tuple[Day, ...]) -> None:
    told = told_phases(load)

    assert [one.day for one in told.days] == [day.day for day in load]
    assert len(told.hindsight) == len(load)
    assert all(0 <= one.confidence <= 1 + 1e-12 for one in told.days)


@pytest.mark.parametrize(
    "series",
    [
        (),
        days_of([5.0]),
        days_of([0.0] * 60),
        days_of([0.0] * 400 + [8.0]),
        tuple(replace(day, away=True) for day in days_of([5.0] * 60)),
        days_of([240.0] * 60),
        days_of([1e-300] * 60),
    ],
    ids=["empty", "one day", "no hours", "at last", "away", "huge", "tiny"],
)
def test_a_poor_series_is_told_as_far_as_it_goes(series: tuple[Day, ...]) -> None:
    assert len(phases(series)) == len(series)


def test_without_any_load_every_day_is_normal_and_unclear() -> None:
    told = told_phases(days_of([0.0] * 60)).days

    assert {one.phase for one in told[30:]} == {NORMAL}
    assert all(one.unclear for one in told)


def test_hindsight_sees_a_change_sooner() -> None:
    series = days_of(weeks(12, 6) + weeks(6, 9))

    told = told_phases(series)
    online = [one.phase for one in told.days].index(INTENSE)

    assert told.hindsight.index(INTENSE) < online


def test_made_loads_are_told_about_as_well_as_was_measured() -> None:
    scores = phase_scores(list(several(3, seed=11)))

    assert scores["macro_f1"] >= 0.60
    assert scores["found"] >= 0.75
    assert scores["delay_days"] <= 5.2
    assert scores["opposite"] <= 0.03


def test_calling_each_day_normal_would_fail_these_scores() -> None:
    load = made(0, "easy")

    assert fmean(one is NORMAL for one in load.truth) < 0.75
    assert len({*phases(load.series)}) == 3


def test_the_made_loads_are_the_same_each_time() -> None:
    assert made(9, "counts") == made(9, "counts")
    assert np.mean([day.hours for day in made(9, "counts").series]) > 1


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not here")
def test_the_phases_of_the_founders_series_reach_the_targets() -> None:
    scores = phase_scores(regimes(SHARED))

    assert scores["macro_f1"] >= 0.65
    assert scores["found"] >= 0.80
    assert scores["delay_days"] <= 4.5
    assert scores["false_a_year"] <= 10
    assert scores["opposite"] <= 0.03
    assert scores["ms"] <= 50


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not here")
def test_what_is_told_unasked_reaches_the_targets() -> None:
    scores = notice_scores(regimes(SHARED))

    assert scores["found"] >= 0.70
    assert scores["false_a_year"] <= 5.5


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not here")
def test_the_phases_of_real_founders_are_steady() -> None:
    scores = steadiness(founders(SHARED))

    assert scores["changes_a_year"] <= 17
    assert scores["opposite_to_hindsight"] <= 0.03
    assert 0.25 <= scores["normal"] <= 0.60


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not here")
def test_no_prefix_of_a_shared_series_tells_a_day_otherwise() -> None:
    for load in regimes(SHARED):
        whole = phases(load.series)
        for end in range(29, len(load.series), 83):
            assert phases(load.series[:end]) == whole[:end]
