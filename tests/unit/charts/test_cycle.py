from dataclasses import replace
from datetime import date, timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.unit.charts import seen, week_47
from tightrope.charts import NextWeek, PastWeek, Phase, Size, cycle_chart
from tightrope.charts.errors import NoRange, NothingToDraw
from tightrope.charts.spells import Spell, after_cut, spells_of

FIRST = date(2026, 8, 3)
NAMES = {"i": Phase.INTENSE, "n": Phase.NORMAL, "q": Phase.QUIET, "?": None}


def past(phases: str, hours: float | None = 30.0) -> list[PastWeek]:
    """One week for each letter."""
    return [
        PastWeek(monday=FIRST + timedelta(weeks=week), hours=hours, phase=NAMES[letter])
        for week, letter in enumerate(phases)
    ]


AHEAD = [
    NextWeek(monday=date(2026, 8, 31), p10=20, p50=30, p90=36, booked=12),
    NextWeek(monday=date(2026, 9, 7), p10=14, p50=24, p90=34),
]


def test_a_small_chart_stays_as_it_is(snapshot: SnapshotAssertion) -> None:
    drawing = cycle_chart(past("qnii"), AHEAD, size=Size.SMALL)

    assert drawing.svg("small").replace("><", ">\n<") == snapshot


def test_a_week_without_a_forecast_leaves_a_gap() -> None:
    late = replace(AHEAD[1], monday=date(2026, 9, 21))

    whole, broken = (
        cycle_chart(past("qnii"), ahead).svg("c") for ahead in (AHEAD, [AHEAD[0], late])
    )

    assert whole.count('class="fan-80"') == 1
    assert broken.count('class="fan-80"') == 2


def test_runs_of_one_phase_are_spells() -> None:
    spells = spells_of(past("ii?qqqi"))

    assert spells == [
        Spell(phase=Phase.INTENSE, first=0, last=1, weeks=2, open=False),
        Spell(phase=Phase.QUIET, first=3, last=5, weeks=3, open=False),
        Spell(phase=Phase.INTENSE, first=6, last=6, weeks=1, open=True),
    ]


def test_a_spell_that_is_cut_off_keeps_its_length() -> None:
    spells = after_cut(spells_of(past("nniiiiq")), 4)

    assert spells == [
        Spell(phase=Phase.INTENSE, first=0, last=1, weeks=4, open=False),
        Spell(phase=Phase.QUIET, first=2, last=2, weeks=1, open=True),
    ]


def test_intense_spells_are_named_and_the_one_that_goes_on_is_counted() -> None:
    drawing = cycle_chart(past("iiiinnnnqqqqiii"))

    said = [box.what for box in seen.words(drawing) if "week" in box.what]
    assert sorted(said) == ["4 weeks", "week 3"]


def test_the_name_of_a_spell_ends_before_today() -> None:
    drawing = cycle_chart(past("q" * 30 + "i"), AHEAD)

    (today,) = [box for box in seen.shapes(drawing) if box.what == "nowl"]
    (name,) = [box for box in seen.words(drawing) if box.what == "week 1"]
    assert name.right < today.left


def test_it_says_what_it_found() -> None:
    drawing = cycle_chart(past("iiiiqqnnii"), AHEAD)

    assert drawing.desc == (
        "10 weeks with 2 intense spells of 4 and so far 2 weeks. For the week of "
        "7 September the forecast is 24 hours, in eight cases of ten between 14 "
        "and 34."
    )


def test_the_key_names_only_what_is_there() -> None:
    drawing = cycle_chart(past("qqn?"), [replace(AHEAD[1], booked=None)])

    assert drawing.key == (
        ("w-normal", "in between"),
        ("w-quiet", "quiet"),
        ("w-open", "not told yet"),
        ("i-fan", "likely range ahead"),
    )


def test_the_first_week_of_a_narrow_chart_has_today_on_its_right() -> None:
    ahead = [replace(AHEAD[1], monday=FIRST + timedelta(weeks=n)) for n in range(1, 10)]

    drawing = cycle_chart(past("i"), ahead, size=Size.SMALL)

    (today,) = [box for box in seen.words(drawing) if box.what == "today"]
    (line,) = [box for box in seen.shapes(drawing) if box.what == "nowl"]
    assert today.left > line.left


def test_a_missing_week_is_not_drawn_as_a_quiet_one() -> None:
    weeks = [*past("qq"), *past("q", hours=None)]

    kinds = [box.what for box in seen.shapes(cycle_chart(weeks))]

    assert kinds.count("w-quiet") == 2
    assert kinds.count("w-none") == 1


def test_bars_are_as_high_as_their_load() -> None:
    weeks = [*past("i", hours=40.0), *past("i", hours=10.0)]

    high, low = (
        box.bottom - box.top
        for box in seen.shapes(cycle_chart(weeks))
        if box.what == "w-intense"
    )

    assert high == pytest.approx(4 * low, rel=0.01)


@pytest.mark.parametrize(("size", "bars"), [(400, 10), (680, 25), (1040, 40)])
def test_a_narrow_chart_leaves_the_oldest_weeks_out(size: int, bars: int) -> None:
    drawing = cycle_chart(week_47.PAST, week_47.AHEAD, size=Size(size))

    drawn = [
        box
        for box in seen.shapes(drawing)
        if box.what in {"w-intense", "w-normal", "w-quiet"}
    ]
    assert len(drawn) == bars
    assert len(drawing.table.rows) == 46


def test_the_middle_of_the_forecast_runs_inside_its_range() -> None:
    drawing = cycle_chart(past("iiii"), AHEAD)

    at = {box.what: box for box in seen.shapes(drawing)}
    assert at["fan-80"].top <= at["fan-mid"].top
    assert at["fan-mid"].bottom <= at["fan-80"].bottom


def test_a_range_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(NoRange, match="30, 20 and 36 are not in order"):
        NextWeek(monday=FIRST, p10=30, p50=20, p90=36)


def test_no_week_is_no_chart() -> None:
    with pytest.raises(NothingToDraw, match="no week to draw in the cycle chart"):
        cycle_chart([], AHEAD)
