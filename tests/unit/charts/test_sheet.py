import pytest

from tests.unit.charts import seen, week_47
from tightrope.charts import (
    Drawing,
    Heading,
    Phase,
    Section,
    Size,
    Table,
    picture,
    sheet,
)
from tightrope.charts.picture import Page

SMALL = Drawing(
    kind="dot",
    width=Size.SMALL,
    height=20,
    title="A dot",
    desc="One dot.",
    body='<circle class="w-quiet" cx="20" cy="10" r="8"/>',
    table=Table(head=("Dots",), rows=((1,),)),
    key=(("w-quiet", "quiet"),),
)


def test_one_drawing_on_a_sheet_keeps_its_finding_and_its_numbers() -> None:
    page = sheet([Section(drawing=SMALL, title="Dots")], size=Size.SMALL)

    assert (page.width, page.title, page.desc) == (440, "A dot", "One dot.")
    assert page.table == SMALL.table
    assert [box.what for box in seen.words(page)] == ["Dots", "quiet"]


def test_the_headline_names_the_sheet() -> None:
    heading = Heading(headline="This is temporary.", phase=Phase.INTENSE)

    page = sheet([Section(drawing=SMALL)], size=Size.SMALL, heading=heading)

    assert page.title == "This is temporary."
    assert [box.what for box in seen.words(page)][:3] == [
        "Tightrope",
        "Intense",
        "This is temporary.",
    ]


def test_a_long_eyebrow_leaves_room_for_the_chip() -> None:
    heading = Heading(
        headline="Yes.", eyebrow="Week 47 of a long year " * 5, phase=Phase.NORMAL
    )

    page = sheet([Section(drawing=SMALL)], size=Size.SMALL, heading=heading)

    (chip,) = [box for box in seen.shapes(page) if box.what == "chip normal"]
    assert chip.right <= page.width - 20


def test_the_key_stands_below_where_it_is_asked_for() -> None:
    above, below = (
        sheet([Section(drawing=SMALL, key_below=low)], size=Size.SMALL)
        for low in (False, True)
    )

    dot = {
        page: next(box for box in seen.shapes(page) if box.bottom - box.top == 16)
        for page in (above, below)
    }
    words = {page: seen.words(page)[0] for page in (above, below)}
    assert words[above].bottom < dot[above].top
    assert words[below].top > dot[below].bottom


def test_a_length_is_never_broken_over_two_lines() -> None:
    heading = Heading(
        headline="Yes.", lede="Monday gave way, and now 3 h 10 is owed. " * 3
    )

    page = sheet([Section(drawing=SMALL)], size=Size.SMALL, heading=heading)

    said = [box.what.replace("\N{NO-BREAK SPACE}", " ") for box in seen.words(page)]
    assert sum(line.count("3 h 10") for line in said) == 3


@pytest.mark.parametrize(
    ("page", "titles"),
    [
        (Page(heading=week_47.PAGE.heading, week=week_47.WEEK), []),
        (
            week_47.PAGE,
            [
                "The next weeks",
                "Load by week, and what is likely next",
                "Vision above the rope, grind below",
            ],
        ),
    ],
)
def test_a_picture_has_what_there_is_to_tell(page: Page, titles: list[str]) -> None:
    drawing = picture(page)

    assert [box.what for box in seen.words(drawing) if box.letters == 24] == titles
    assert drawing.title == "One block kept, two to decide."
