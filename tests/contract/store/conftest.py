"""Every store, each empty and belonging to one owner."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tightrope.flows.ports import Store
from tightrope.store import open_store
from tightrope.store.memory import MemoryStore


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its tables made, to be copied."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    open_store(folder).close()
    return folder


@pytest.fixture(params=["in memory", "in a database"])
def store(
    request: pytest.FixtureRequest, empty: Path, tmp_path: Path
) -> Iterator[Store]:
    """One of the stores; the contract does not know which."""
    if request.param == "in memory":
        yield MemoryStore()
        return
    folder = shutil.copytree(empty, tmp_path / "data")
    with open_store(folder) as opened:
        yield opened
