"""A person opens our SVG in a browser, and sees what our PNG shows."""

from pathlib import Path

import pytest

from tests.browser import Browser
from tests.unit.charts import week_47
from tests.unit.charts.pixels import Image, pixels
from tightrope.charts import Page, Size, Theme, picture, png, standalone

ACROSS, DOWN = 6, 14
PAGE = Page(heading=week_47.PAGE.heading, week=week_47.WEEK, balance=week_47.BALANCE)


def regions(image: Image, width: int, height: int) -> list[tuple[float, float, float]]:
    """The mean colour of each field of a chessboard laid over the picture."""
    wide, high = width // ACROSS, height // DOWN
    return [
        image.mean(x * wide, y * high, (x + 1) * wide, (y + 1) * high)
        for y in range(DOWN)
        for x in range(ACROSS)
    ]


@pytest.mark.browser
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_a_browser_shows_what_the_png_shows(
    browser: Browser, tmp_path: Path, theme: Theme
) -> None:
    drawing = picture(PAGE, size=Size.SMALL)
    width, height = round(drawing.width), round(drawing.height)
    page = tmp_path / "plan.svg"
    page.write_text(standalone(drawing, theme), encoding="utf-8")

    shown = pixels(browser.screenshot(page, width=width, height=height))

    ours = pixels(png(drawing, theme=theme, scale=1))
    assert (shown.width, shown.height) == (ours.width, ours.height)
    # The fonts differ with the machine, and so do the edges of letters, by up to 8 in a
    # field full of them; fields of colour may not.
    apart = [
        max(abs(a - b) for a, b in zip(one, other, strict=True))
        for one, other in zip(
            regions(shown, width, height), regions(ours, width, height), strict=True
        )
    ]
    assert max(apart) < 10
    assert sum(apart) / len(apart) < 2


@pytest.mark.browser
def test_a_picture_without_a_theme_is_light_where_nobody_asks_for_dark(
    browser: Browser, tmp_path: Path
) -> None:
    drawing = picture(week_47.PAGE)
    page = tmp_path / "plan.svg"
    page.write_text(standalone(drawing), encoding="utf-8")

    shown = pixels(browser.screenshot(page, width=300, height=200))

    assert shown.at(2, 2) == "#f6f6f3"


@pytest.mark.browser
def test_a_browser_reads_the_title_and_the_finding(
    browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "plan.svg"
    page.write_text(standalone(picture(week_47.PAGE)), encoding="utf-8")

    dom = browser.dom(page)

    assert "One block kept, two to decide.</title>" in dom
    assert "3 focus blocks, 9 h 45 together" in dom
