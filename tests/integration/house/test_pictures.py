import subprocess
from pathlib import Path

import pytest

from house.pictures import FOLDER, drawings

pytestmark = pytest.mark.slow


def test_the_pictures_are_what_the_program_draws_today(tmp_path: Path) -> None:
    for _, call in drawings(tmp_path):
        subprocess.run(call, check=True, capture_output=True)

    drawn = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    kept = {path.name: path.read_bytes() for path in FOLDER.glob("plan-*.png")}
    odd = {name for name in drawn | kept if drawn.get(name) != kept.get(name)}
    assert odd == set(), "python3 dev.py pictures draws them anew"
