import gzip
from importlib.resources import files
from pathlib import Path

import pytest

from tightrope.sample import generate


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return generate.files()


@pytest.mark.parametrize(
    "name",
    [
        "sample-year.ics",
        "sample-hours.csv",
        "sample-truth.csv",
        "sample-facets.csv",
        "sample-ideas.json",
        "sample-incidents.json",
        "sample-blocks.json",
    ],
)
def test_each_file_is_made_again_byte_for_byte(
    name: str, made: dict[str, bytes]
) -> None:
    shipped = (files("tightrope.sample") / name).read_bytes()

    assert made[name] == shipped


def test_the_history_is_made_again_whatever_the_machine_packs_it_with(
    made: dict[str, bytes],
) -> None:
    shipped = (files("tightrope.sample") / "sample-changes.jsonl.gz").read_bytes()

    assert gzip.decompress(made["sample-changes.jsonl.gz"]) == gzip.decompress(shipped)


def test_all_files_are_written_and_nothing_is_left_beside_them(
    tmp_path: Path, made: dict[str, bytes]
) -> None:
    generate.main(str(tmp_path / "out"))

    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert written == made


def test_the_files_are_small_enough_to_ship(made: dict[str, bytes]) -> None:
    assert len(made["sample-year.ics"]) <= 600_000
    assert sum(map(len, made.values())) <= 800_000
