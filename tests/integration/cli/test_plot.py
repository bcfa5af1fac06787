"""The pictures of plans, balances and cycles."""

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.integration.cli.calling import Run
from tightrope.charts import Theme
from tightrope.cli.plotting import THEMES

NOW = "2026-11-17T09:00+01:00"
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}svg"
NIGHT = "prefers-color-scheme"


def test_the_themes_of_the_option_are_those_of_the_charts() -> None:
    assert tuple(theme.value for theme in Theme) == THEMES


@pytest.mark.parametrize("command", ["balance", "cycle", "plan"])
def test_a_picture_is_drawn_beside_the_answer(
    command: str, year: Path, tmp_path: Path, run: Run
) -> None:
    picture = tmp_path / "picture.svg"
    plain = run(command, year, "--now", NOW, "--json")

    drawn = run(command, year, "--now", NOW, "--json", "--plot", picture)

    root = ET.fromstring(picture.read_bytes())  # noqa: S314 - we wrote it
    assert root.tag == SVG
    assert len(list(root.iter())) > 50
    assert drawn.out == plain.out
    assert drawn.err == f"drawn: {picture}\n"


@pytest.mark.slow
def test_the_same_call_draws_the_same_picture(
    year: Path, tmp_path: Path, run: Run
) -> None:
    for name in ("one.svg", "two.svg"):
        run("plan", year, "--now", NOW, "--plot", tmp_path / name)

    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_gives_the_colours(
    theme: str, year: Path, tmp_path: Path, run: Run
) -> None:
    picture = tmp_path / "cycle.svg"

    run("cycle", year, "--now", NOW, "--plot", picture, "--theme", theme)

    drawn = picture.read_text("utf-8")
    assert (NIGHT in drawn) == (theme == "auto")
    assert ("#f6f6f3" in drawn) == (theme != "dark")
    assert ("#12151a" in drawn) == (theme != "light")


def test_bitmaps_are_light_or_dark(year: Path, tmp_path: Path, run: Run) -> None:
    drawn = {}
    for theme in ("light", "dark"):
        picture = tmp_path / f"{theme}.PNG"
        run("cycle", year, "--now", NOW, "--plot", picture, "--theme", theme)
        drawn[theme] = picture.read_bytes()

    assert {data[:8] for data in drawn.values()} == {PNG}
    assert drawn["light"] != drawn["dark"]


def test_titles_can_be_left_out(year: Path, tmp_path: Path, run: Run) -> None:
    with_titles, without = tmp_path / "with.svg", tmp_path / "without.svg"
    span = ("--from", "2026-11-16", "--to", "2026-11-21")
    events = run("events", year, *span, "--json").json["events"]
    long = {event["title"] for event in events if len(event["title"]) > 4}

    run("plan", year, "--now", NOW, "--plot", with_titles)
    run("plan", year, "--now", NOW, "--plot", without, "--no-titles")

    shown, hidden = (
        unescape(re.sub("(?s)<style>.*?</style>", "", path.read_text("utf-8")))
        for path in (with_titles, without)
    )
    assert {title for title in long if title in shown}
    assert {title for title in long if title in hidden} == set()
    assert len(hidden) < len(shown)


@pytest.mark.parametrize("name", ["plan.pdf", "plan", "plan.svgz", ".svg", ""])
@pytest.mark.parametrize("command", ["balance", "cycle", "plan", "demo"])
def test_another_ending_is_refused_before_anything_is_read(
    command: str, name: str, run: Run
) -> None:
    words = [command] if command == "demo" else [command, "absent.ics"]

    ended = run(*words, "--plot", name)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"tightrope: {name} ends neither in .svg nor in .png; name it so\n".replace(
            "tightrope:  ", "tightrope: "
        )
    )


def test_another_theme_is_refused(run: Run) -> None:
    ended = run("plan", "absent.ics", "--theme", "sepia")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("tightrope: argument --theme: invalid choice: 'sepia'")
    assert ended.err.count("\n") == 1
