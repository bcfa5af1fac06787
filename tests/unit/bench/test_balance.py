"""What the balance is aimed at, and whether it is reached."""

import json
from pathlib import Path

import pytest

from bench import balance
from bench.balance import Aim, table


@pytest.mark.parametrize(
    ("aim", "holds"),
    [
        (Aim("recall", 0.55, least=0.55), True),
        (Aim("recall", 0.546, least=0.55), True),
        (Aim("recall", 0.54, least=0.55), False),
        (Aim("false a year", 10.2, most=10), False),
        (Aim("held", 0.93, least=0.75, most=0.9), False),
        (Aim("held", 0.86, least=0.75, most=0.9), True),
    ],
)
def test_an_aim_holds_as_far_as_two_digits_tell(aim: Aim, holds: bool) -> None:
    assert aim.holds is holds


def test_what_is_not_reached_is_marked_and_counted() -> None:
    lines = table(
        [Aim("recall", 0.37, least=0.55), Aim("held", 0.86, least=0.75, most=0.9)]
    ).splitlines()

    assert lines[0].split() == ["!", "recall", "0.370", "≥", "0.55"]
    assert lines[1].split() == ["held", "0.860", "≥", "0.75", "and", "≤", "0.9"]
    assert lines[3] == "1 of 2 reached; ! marks the others"


@pytest.mark.slow
def test_without_shared_data_what_is_made_here_is_measured_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(balance, "RESULTS", tmp_path / "results")

    code = balance.main(["--json", "--shared", str(tmp_path / "none")])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert json.loads((tmp_path / "results" / "balance.json").read_text()) == told
    assert {aim["what"].split(",")[0] for aim in told["aims"]} == {
        "phases",
        "notices",
        "titles",
        "seconds for 10",
    }
    assert all(aim["reached"] > 0 for aim in told["aims"])
