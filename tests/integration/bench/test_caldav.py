"""The benchmark of a first sync, with few events from a real server."""

import json
from pathlib import Path

import pytest

from bench import caldav
from tests.servers import REACHED

pytestmark = [REACHED, pytest.mark.slow]


def test_a_first_sync_stands_beside_that_of_others(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(caldav, "RESULTS", tmp_path)

    code = caldav.main(["--quick", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert said == json.loads((tmp_path / "caldav.json").read_text())
    assert list(said["rows"]) == list(caldav.LABELS)
    found = {
        name: [row["resources"] for row in by_size.values()]
        for name, by_size in said["rows"].items()
    }
    assert found == {name: [caldav.FEWEST] for name in caldav.LABELS}
    assert list(said["times_our_cpu"]) == [caldav.THEIRS, caldav.ALL]
