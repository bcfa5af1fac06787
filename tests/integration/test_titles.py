"""The benchmark of titles, and what it reaches on the shared ones."""

import json
from pathlib import Path

import pytest

from bench import titles

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TRAIN = SHARED / "data" / "titles" / "train.csv"


@pytest.fixture(autouse=True)
def _own_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(titles, "RESULTS", tmp_path / "results")


def test_the_benchmark_tells_shares_by_source_and_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "labelled.csv"
    table.write_text(
        "text,kind,side,facet,source\n"
        "Standup,calendar,grind,sprint,a\n"
        "Retro,calendar,grind,sprint,b\n"
        "Roadmap,calendar,grind,planning,b\n"
        "XXX,,grind,sprint,b\n",
        encoding="utf-8",
    )

    code = titles.main([str(table), "--json"])

    scores = json.loads(capsys.readouterr().out)
    assert code == 0
    assert scores["all"] == {
        "titles": 4,
        "facet": 0.5,
        "side": 0.75,
        "sure": 0.75,
        "sure facet": 0.6667,
        "sure side": 0.6667,
    }
    assert scores["rule sprint"] == {
        "titles": 2,
        "sources": 2,
        "right": 1.0,
        "at most": 0.8467,
        "says": 0.88,
    }
    assert json.loads((tmp_path / "results" / "titles.json").read_text()) == scores


def test_a_table_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = titles.main([str(tmp_path / "none.csv")])

    assert (code, capsys.readouterr().err) == (
        2,
        f"{tmp_path / 'none.csv'} is not there; name a CSV of labelled titles\n",
    )


@pytest.mark.shared
@pytest.mark.skipif(not TRAIN.is_file(), reason="the shared titles are not here")
def test_the_shared_titles_are_sorted_as_they_were_labelled(
    capsys: pytest.CaptureFixture[str],
) -> None:
    titles.main([str(TRAIN), "--json"])

    scores = json.loads(capsys.readouterr().out)
    rules = {name: found for name, found in scores.items() if name.startswith("rule")}
    assert scores["all"]["facet"] >= 0.95
    assert scores["all"]["side"] >= 0.98
    assert scores["timing"]["microseconds a title"] < 500
    assert [
        name for name, found in rules.items() if found["says"] > found["at most"]
    ] == []
