"""Drawings as files: SVG by itself, and PNG."""

from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from tests.unit.charts import week_47
from tests.unit.charts.pixels import pixels
from tightrope.charts import Drawing, Page, Size, Theme, picture, png, standalone
from tightrope.charts.theme import colour

DOT = Drawing(
    kind="dot",
    width=40,
    height=20,
    title="A dot",
    desc="One dot.",
    body='<circle class="w-quiet" cx="20" cy="10" r="8"/>',
)


def saying(words: str) -> Drawing:
    return Drawing(
        kind="words",
        width=200,
        height=30,
        title="Words",
        desc="Some.",
        body=f'<text class="h2" x="4" y="22">{words}</text>',
    )


@pytest.mark.parametrize("theme", Theme)
def test_a_file_by_itself_needs_nothing_from_elsewhere(theme: Theme) -> None:
    file = standalone(picture(week_47.PAGE), theme)

    tree = ET.fromstring(file)  # noqa: S314 - written by us a moment ago
    names = Counter(element.tag.partition("}")[2] for element in tree.iter())
    assert names["style"] == 1
    assert names["script"] + names["image"] + names["use"] + names["foreignObject"] == 0
    assert "url(" not in file
    assert file.count("http") == 1
    assert (tree.get("width"), tree.get("height")) == ("1120", "2097")


def test_a_file_by_itself_stands_on_its_own_ground() -> None:
    file = standalone(DOT, Theme.LIGHT)

    assert file.startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart dot" width="40" '
        'height="20" viewBox="0 0 40 20" role="img" aria-labelledby="c-t c-d">'
        '<title id="c-t">A dot</title><desc id="c-d">One dot.</desc>'
        "<style>:root{color-scheme:light}"
    )
    assert file.endswith(
        '</style><rect class="ground" x="0" y="0" width="40" height="20"/>'
        '<circle class="w-quiet" cx="20" cy="10" r="8"/></svg>\n'
    )


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_a_png_has_the_size_and_the_colours_of_its_theme(theme: Theme) -> None:
    image = pixels(png(DOT, theme=theme, scale=3))

    assert (image.width, image.height) == (120, 60)
    assert image.at(2, 2) == colour("paper", theme)
    assert image.at(60, 30) == colour("sky-fill", theme)


def test_a_png_of_auto_is_light() -> None:
    assert png(DOT, theme=Theme.AUTO) == png(DOT, theme=Theme.LIGHT)


def test_words_are_drawn_with_our_own_fonts() -> None:
    empty, words = (pixels(png(saying(said), scale=1)) for said in ("", "Balance 16"))

    paper = colour("paper", Theme.LIGHT)
    assert set(empty.values) == {paper}
    assert 150 < sum(value != paper for value in words.values) < 1500


def test_each_of_our_letters_is_one_of_its_own() -> None:
    drawn = {png(saying(letter), scale=1) for letter in "aoełøşжΩ→½"}

    assert len(drawn) == 10


def test_the_same_drawing_gives_the_same_bytes() -> None:
    drawing = picture(Page(heading=week_47.PAGE.heading, week=week_47.WEEK))

    assert png(drawing, scale=1) == png(drawing, scale=1)


@pytest.mark.parametrize("title", ["四半期の計画", "פגישה", "🎉 launch", "\u0378"])
def test_letters_that_we_do_not_have_are_no_obstacle(title: str) -> None:
    image = pixels(png(saying(title), scale=1))

    assert (image.width, image.height) == (200, 30)


@pytest.mark.parametrize("size", Size)
def test_a_picture_shows_both_sides(size: Size) -> None:
    image = pixels(png(picture(week_47.PAGE, size=size), scale=0.5))

    seen = Counter(image.values)
    tokens = ("paper", "surface", "sky-fill", "earth-tint", "earth-1", "sky-1")
    assert [name for name in tokens if seen[colour(name, Theme.LIGHT)] < 50] == []
