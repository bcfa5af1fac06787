"""What a call loads and how long the first word takes: a start is paid every time."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.serving import LOOPBACK, Web, page

HEAVY = {
    "cryptography",
    "django",
    "dns",
    "highspy",
    "httpcore",
    "httpx",
    "icalendar",
    "lxml",
    "numpy",
    "ortools",
    "resvg_py",
    "rich",
    "sqlite3",
    "waitress",
}
OURS = {"tightrope.calendars", "tightrope.charts", "tightrope.core.planner"}
START = """
import sys
from tightrope.cli.main import main
code = main(sys.argv[1:])
print("\\n".join([str(code), *sys.modules]), file=sys.stderr)
"""
ENOUGH = 0.3
"""Seconds for `tightrope --help` in a process of its own."""


def loaded(*words: object) -> set[str]:
    """Which of the modules that cost time a call loads."""
    ended = subprocess.run(
        [sys.executable, "-c", START, *map(str, words)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    lines = ended.stderr.splitlines()
    assert "0" in lines, ended.stderr
    return (HEAVY | OURS).intersection(lines)


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_help_and_version_load_nothing(word: str) -> None:
    assert loaded(word) == set()


def test_to_list_events_nothing_heavy_is_loaded(year: Path) -> None:
    found = loaded("events", year, "--json", "--now", "2026-11-17")

    assert found & HEAVY == set()
    assert "tightrope.charts" not in found


@LOOPBACK
def test_to_read_an_address_httpx_is_loaded_and_else_never(
    year: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages["/basic.ics"] = page(year.read_bytes())
    monkeypatch.setenv("TIGHTROPE_ALLOW_NETWORKS", "127.0.0.1")

    found = loaded("events", web.at("/basic.ics"), "--json", "--now", "2026-11-17")

    # httpx itself draws in rich where it is installed
    assert found & HEAVY - {"rich"} == {"httpcore", "httpx"}


def test_to_sort_titles_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    table = tmp_path / "titles.csv"
    table.write_text("text\nSprint planning\n", "utf-8")

    assert loaded("classify", table, "--json") == set()


def test_to_plan_without_a_picture_neither_charts_nor_a_solver_are_loaded(
    year: Path,
) -> None:
    found = loaded("plan", year, "--json", "--now", "2026-11-17")

    assert found - {"rich"} == {
        "numpy",
        "tightrope.calendars",
        "tightrope.core.planner",
    }


def test_to_look_for_a_connection_where_nothing_is_kept_no_database_is_loaded(
    tmp_path: Path,
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", START, "events", "nowhere", "--data", tmp_path],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert {"django", "cryptography"}.isdisjoint(ended.stderr.splitlines())


def test_to_draw_a_vector_picture_no_renderer_is_loaded(
    year: Path, tmp_path: Path
) -> None:
    found = loaded("cycle", year, "--now", "2026-11-17", "--plot", tmp_path / "c.svg")

    assert "tightrope.charts" in found
    assert found & {"resvg_py", "icalendar", "highspy", "ortools"} == set()


def test_help_is_there_at_once() -> None:
    def seconds() -> float:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "tightrope", "--help"],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        return time.perf_counter() - began

    assert min(seconds() for _ in range(5)) < ENOUGH
