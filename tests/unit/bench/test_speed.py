"""The benchmarks of speed, run on tiny calendars, and their arithmetic."""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench import growth, plan, startup
from bench._plot import Line, growth_picture
from bench._processes import Cost, Costs, Failed, measured


@pytest.fixture(autouse=True)
def _own_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for bench in (growth, plan, startup):
        monkeypatch.setattr(bench, "RESULTS", tmp_path / "results")


FAILING = "import sys; sys.stderr.write('no luck'); sys.exit(3)"


def kept(tmp_path: Path, name: str) -> object:
    return json.loads((tmp_path / "results" / f"{name}.json").read_text())


def test_a_start_stands_beside_a_python_that_does_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = startup.main(["--quick", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert said == kept(tmp_path, "startup")
    assert list(said["calls"]) == list(startup.CALLS)
    assert said["calls"]["python -c pass"]["times_nothing"] == 1
    assert said["calls"]["tightrope --help"]["times_nothing"] > 1


def test_a_plan_stands_beside_the_pair_that_only_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = plan.main(["--quick", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert said == kept(tmp_path, "plan")
    assert said["events"] == 100
    assert said["found"]["blocks"] > 0
    assert all(said["parts"][part] > 0 for part in plan.PARTS)
    assert said["faster"] == pytest.approx(
        said["pair"]["wall"] / said["plan"]["wall"], abs=0.01
    )


def test_growth_is_told_per_event_and_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "growth.svg"

    code = growth.main(["--quick", "--picture", str(picture)])

    assert code == 0
    assert "Linear is what stays below 1.2" in capsys.readouterr().out
    assert isinstance(kept(tmp_path, "growth"), dict)
    ET.fromstring(picture.read_text())  # noqa: S314 - written by us


@pytest.mark.parametrize(
    ("seconds", "times"),
    [
        ({1000: 1.0, 10_000: 10.0, 50_000: 50.0}, 1.0),
        ({1000: 1.0, 10_000: 5.0, 50_000: 20.0}, 0.8),
        ({1000: 1.0, 10_000: 5.0, 50_000: 50.0}, 2.0),
        ({1000: 1.0, 10_000: 100.0}, 10.0),
        ({1000: 1.0}, 1.0),
    ],
)
def test_the_worst_growth_is_that_of_the_time_per_event(
    seconds: dict[int, float], times: float
) -> None:
    assert growth.worst(seconds) == times


def test_what_a_start_costs_is_no_part_of_an_added_event() -> None:
    assert growth.of_added({10: 5.1, 20: 5.2, 40: 5.4}) == 1.0
    assert growth.of_added({10: 5.1, 20: 5.2, 40: 5.8}) == 3.0
    assert growth.of_added({10: 5.1, 20: 5.2}) is None


def test_each_line_of_the_picture_is_named_and_in_the_table() -> None:
    lines = [
        Line(label="slow", look="intense", points=((10, 0.1), (100, 1.0))),
        Line(label="fast", look="quiet", points=((10, 0.01),)),
    ]

    drawing = growth_picture(lines, "As it is.")

    drawn = ET.fromstring(drawing.svg("a"))  # noqa: S314 - written by us
    words = {text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert {"slow", "1 s for 100", "fast", "0.01 s for 10"} <= words
    assert drawing.table.rows == (("10", 0.1, 0.01), ("100", 1.0, None))


def test_costs_are_told_by_their_middle_and_the_highest_memory() -> None:
    runs = tuple(
        Cost(wall=wall, cpu=wall / 2, peak=peak)
        for wall, peak in ((1.0, 50.0), (9.0, 70.0), (2.0, 60.0))
    )

    assert Costs(runs=runs).said() == {
        "wall": 2.0,
        "least": 1.0,
        "cpu": 1.0,
        "peak_mb": 70.0,
    }


def test_a_process_that_fails_is_no_measurement() -> None:
    with pytest.raises(Failed, match="ended with 3: no luck"):
        measured([sys.executable, "-c", FAILING], {})
