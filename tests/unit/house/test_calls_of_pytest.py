import pytest

from house.checks import tests as call_of_pytest
from house.places import PYTHON

SPREAD = ["-n", "logical", "--dist", "loadfile"]


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ([], SPREAD),
        (["-x"], [*SPREAD, "-x"]),
        (["tests/unit"], ["tests/unit"]),
        (["--pdb"], ["--pdb"]),
        (["-n0"], ["-n0"]),
        (
            ["--quick"],
            ["--hypothesis-profile=quick", "-m", "not slow", *SPREAD],
        ),
    ],
)
def test_all_tests_are_spread_and_a_few_stay_together(
    words: list[str], call: list[str]
) -> None:
    assert call_of_pytest(words) == [PYTHON, "-m", "pytest", *call]
