"""The probe of two tight weeks, on a few of them."""

import json
from pathlib import Path

import pytest

from bench import probe


@pytest.fixture(autouse=True)
def _own_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "RESULTS", tmp_path / "results")


def test_ours_places_all_that_fits_and_moves_nobody_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = probe.main(["--quick", "--json"])

    ours = json.loads(capsys.readouterr().out)["designs"]["ours"]
    assert code == 0
    assert ours["placed_of_possible"] == 1.0
    assert ours["others_moved"] == 0.0
    assert ours["kept_of_possible"] == 1.0
    assert ours["hours_possible"] == 10.0


def test_everything_just_fits_in_every_instance() -> None:
    for seed in range(10):
        weeks = probe.instance(seed)
        free = sum(day.bit_count() for day in weeks)

        assert probe.most(weeks) == 40
        assert sum(probe.work_of(weeks)) == free - 40


def test_the_table_has_a_line_for_each_design(
    capsys: pytest.CaptureFixture[str],
) -> None:
    probe.main(["--quick"])

    lines = capsys.readouterr().out.splitlines()
    assert [line[:26].strip() for line in lines[1:4]] == list(probe.DESIGNS)
