"""The benchmark of the store, run with few occurrences."""

import json
from pathlib import Path

import pytest

from bench import store


@pytest.fixture(autouse=True)
def _own_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "RESULTS", tmp_path / "results")


def test_a_month_and_what_is_renewed_are_timed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = store.main(["--quick", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert said == json.loads((tmp_path / "results" / "store.json").read_text())
    assert said["occurrences"] == 500
    assert 0 < said["events"] < 60
    assert all(said[name] > 0 for name in store.WORDS)


def test_each_line_has_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    store.show(
        dict.fromkeys(store.WORDS, 1.5) | {"occurrences": 2, "events": 1, "some": 3}
    )

    said = capsys.readouterr().out
    assert all(words in said for words in store.WORDS.values())
    assert said.count("1.50 ms") == len(store.WORDS)
