from datetime import date, timedelta

import pytest

from tests.unit.charts import seen, week_47
from tightrope.charts import Facet, Size, Table, balance_chart
from tightrope.charts.errors import NoHours, NothingToDraw

WEEKS = (date(2026, 11, 9), date(2026, 11, 16))
THINKING = Facet(label="thinking", hours=(3.0, 4.5))
CODE = Facet(label="code", hours=(20.0, 26.5))


def test_vision_is_above_the_rope_and_grind_below_to_one_scale() -> None:
    drawing = balance_chart(WEEKS, [THINKING], [CODE])

    at = {box.what: box for box in seen.shapes(drawing)}
    rope = at["ropel"].top
    assert at["f-sky-1 sep"].bottom == rope == at["f-earth-1 sep"].top
    up, down = rope - at["f-sky-1 sep"].top, at["f-earth-1 sep"].bottom - rope
    assert up / 4.5 == pytest.approx(down / 26.5, rel=0.01)


def test_it_says_what_it_found() -> None:
    drawing = balance_chart(WEEKS, [THINKING], [CODE])

    assert drawing.desc == (
        "Over 2 weeks up to the week of 16 November vision goes from 3 to 4 hours "
        "a week, grind from 20 to 26."
    )


def test_its_numbers_are_a_table() -> None:
    drawing = balance_chart(WEEKS, [THINKING], [CODE])

    assert drawing.table == Table(
        head=("Week of", "Vision", "Grind", "thinking", "code"),
        rows=(
            ("2026-11-09", 3.0, 20.0, 3.0, 20.0),
            ("2026-11-16", 4.5, 26.5, 4.5, 26.5),
        ),
    )


def test_the_smallest_of_many_facets_are_drawn_together() -> None:
    many = [Facet(label=f"facet {n}", hours=(n, n)) for n in (3, 1, 7, 2, 9, 8)]

    drawing = balance_chart(WEEKS, [], many)

    labels = [
        box.what
        for box in seen.words(drawing)
        if box.what == "other" or box.what.startswith("facet")
    ]
    assert labels == ["facet 3", "facet 7", "facet 9", "facet 8", "other"]
    assert drawing.table.head[3:] == tuple(facet.label for facet in many)


@pytest.mark.parametrize("size", Size)
def test_each_band_is_named_at_its_end_in_the_order_of_the_bands(size: Size) -> None:
    drawing = balance_chart(
        week_47.BALANCE.weeks, week_47.VISION, week_47.GRIND, size=size
    )

    labels = sorted(
        (box.top, box.what)
        for box in seen.words(drawing)
        if box.what in {facet.label for facet in (*week_47.VISION, *week_47.GRIND)}
    )
    assert [label for _, label in labels] == [
        *(facet.label for facet in reversed(week_47.VISION)),
        *(facet.label for facet in week_47.GRIND),
    ]


def test_facets_that_ended_are_still_named_in_order() -> None:
    vision = [
        Facet(label=name, hours=(2.0, 0.0)) for name in ("inner", "middle", "outer")
    ]

    drawing = balance_chart(WEEKS, vision, [])

    names = {facet.label for facet in vision}
    said = [box.what for box in seen.words(drawing) if box.what in names]
    assert said == ["outer", "middle", "inner"]


def test_one_week_alone_is_a_level_stretch() -> None:
    drawing = balance_chart(WEEKS[1:], [Facet(label="a", hours=(4.0,))], [])

    band = next(box for box in seen.shapes(drawing) if box.what == "f-sky-1 sep")
    assert band.right - band.left > 800


@pytest.mark.parametrize("hours", [-0.1, float("nan"), float("inf"), 1e9])
def test_impossible_hours_are_refused(hours: float) -> None:
    with pytest.raises(NoHours, match="cannot be the hours of a week"):
        Facet(label="code", hours=(1.0, hours))


def test_no_week_is_no_chart() -> None:
    with pytest.raises(NothingToDraw, match="no week to draw in the balance chart"):
        balance_chart([], [], [])


def test_a_long_history_keeps_its_dates_apart() -> None:
    weeks = [WEEKS[0] + timedelta(weeks=week) for week in range(260)]

    drawing = balance_chart(weeks, [], [Facet(label="a", hours=(20.0,) * 260)])

    dates = sorted(box.left for box in seen.words(drawing) if box.bottom > 390)
    assert 5 <= len(dates) <= 15
