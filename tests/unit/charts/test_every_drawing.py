from itertools import combinations

import pytest
from hypothesis import given, settings

from tests.unit.charts import drawn, seen, week_47
from tightrope.charts import Drawing, Size, Theme, picture, standalone

SHAPES = ("rect", "line", "circle", "path")


@settings(max_examples=80)
@given(drawn.drawings())
def test_any_text_makes_a_well_formed_picture(drawing: Drawing) -> None:
    tree = seen.parsed(drawing)

    assert tree.get("role") == "img"
    assert [child.tag for child in tree][:2] == [f"{seen.SVG}title", f"{seen.SVG}desc"]


@settings(max_examples=80)
@given(drawn.drawings())
def test_words_never_leave_the_canvas_nor_meet(drawing: Drawing) -> None:
    words = [box for box in seen.words(drawing) if box.what]

    outside = [box for box in words if not box.inside(drawing.width, drawing.height)]
    met = [(a, b) for a, b in combinations(words, 2) if a.meets(b)]

    assert outside == []
    assert met == []


@settings(max_examples=80)
@given(drawn.drawings())
def test_shapes_never_leave_the_canvas(drawing: Drawing) -> None:
    shapes = seen.shapes(drawing)

    assert [
        box for box in shapes if not box.inside(drawing.width, drawing.height)
    ] == []


@settings(max_examples=15)
@given(drawn.drawings())
def test_a_page_may_hold_it_under_a_strict_policy(drawing: Drawing) -> None:
    elements = list(seen.parsed(drawing).iter())

    names = {element.tag.removeprefix(seen.SVG) for element in elements}
    looks = {key for element in elements for key in element.keys()}  # noqa: SIM118
    ids = [element.get("id") for element in elements if element.get("id")]

    assert names <= {
        "svg",
        "title",
        "desc",
        "g",
        "rect",
        "line",
        "circle",
        "path",
        "text",
    }
    assert not looks & {"style", "href", "onload", "onclick", "fill", "stroke"}
    assert ids == ["c-t", "c-d"]


@settings(max_examples=10)
@given(drawn.drawings())
def test_its_table_has_a_value_for_each_column(drawing: Drawing) -> None:
    table = drawing.table

    assert {len(row) for row in table.rows} <= {len(table.head)}


@pytest.mark.parametrize("size", Size)
def test_the_same_page_gives_the_same_file(size: Size) -> None:
    first, second = (
        standalone(picture(week_47.PAGE, size=size), Theme.AUTO) for _ in range(2)
    )

    assert first == second


@pytest.mark.parametrize("size", Size)
def test_no_letter_is_smaller_than_ten(size: Size) -> None:
    drawing = picture(week_47.PAGE, size=size)

    assert min(box.letters for box in seen.words(drawing)) == 10


def test_two_charts_on_a_page_have_ids_of_their_own() -> None:
    drawing = picture(week_47.PAGE)

    one, other = drawing.svg("one"), drawing.svg("other")

    assert 'aria-labelledby="one-t one-d"' in one
    assert 'aria-labelledby="other-t other-d"' in other
