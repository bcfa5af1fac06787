"""Data folders, and processes of their own that use them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tightrope.store import open_store

Starting = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its tables made, to be copied."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    open_store(folder).close()
    return folder


@pytest.fixture
def data(empty: Path, tmp_path: Path) -> Path:
    """A data folder of this test alone."""
    return shutil.copytree(empty, tmp_path / "data")


@pytest.fixture
def start() -> Starting:
    """Starts a program in a process of its own, whose words can be read."""

    def started(program: str, *words: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", program, *map(str, words)],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )

    return started
