"""The 698 awkward files of the founders' shared data: no crash, no hang."""

from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest

from bench.awkward import FULLY, IN_PART, NOT, how_we_read
from tightrope.calendars.ical import occurrences, read
from tightrope.core.timeline import Span

AWKWARD = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "awkward-ics"
WINDOW = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
SECONDS = 2.0

shared = pytest.mark.shared
needs_them = pytest.mark.skipif(
    not AWKWARD.exists(), reason="needs the founders' shared data"
)


def _files() -> list[Path]:
    return sorted(AWKWARD.glob("*/*"))


def _folders() -> list[Path]:
    return sorted(path for path in AWKWARD.glob("*") if path.is_dir())


@shared
@needs_them
@pytest.mark.parametrize("folder", _folders(), ids=lambda path: path.name)
def test_no_awkward_file_crashes_or_hangs(folder: Path) -> None:
    slow: list[str] = []
    silent: list[str] = []

    for path in sorted(folder.iterdir()):
        began = process_time()
        components, problems = read(path.read_bytes(), source=path.name)
        events = list(occurrences(components, WINDOW, problems=problems))
        if process_time() - began > SECONDS:
            slow.append(path.name)
        if not (components or events or problems):
            silent.append(path.name)

    assert slow == []
    assert silent == []


@shared
@needs_them
def test_all_of_them_are_there() -> None:
    assert len(_files()) == 698


@pytest.mark.parametrize(
    ("name", "expected"), [("clocks.ics", FULLY), ("broken.ics", IN_PART)]
)
def test_the_benchmark_says_how_much_was_read(name: str, expected: str) -> None:
    assert how_we_read(Path(__file__).parent / name) == expected


def test_the_benchmark_says_that_nothing_was_read(tmp_path: Path) -> None:
    page = tmp_path / "page.ics"
    page.write_text("<html>")

    assert how_we_read(page) == NOT
