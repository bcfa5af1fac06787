"""The sample year as a file, and calls of the command line in this process."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.integration.cli.calling import Ended, Run
from tightrope import sample
from tightrope.cli.main import main

NOBODY = 65534


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 columns without colour, in Berlin."""
    for name in ("FORCE_COLOR", "NO_COLOR", "TIGHTROPE_DEBUG", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TZ", "Europe/Berlin")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `tightrope` with these words, and these bytes on standard input."""

    def call(*words: object, stdin: bytes = b"") -> Ended:
        with monkeypatch.context() as during:
            during.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            capsys.readouterr()
            code = main([str(word) for word in words])
        shown = capsys.readouterr()
        return Ended(code=code, out=shown.out, err=shown.err)

    return call


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The calendar of the sample year, in a file that no test changes."""
    path = tmp_path_factory.mktemp("sample") / "work.ics"
    path.write_bytes(sample.calendar())
    return path


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into, unlike pytest's own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def nobody() -> AbstractContextManager[None]:
    """Inside it we are somebody without special rights, as root may be."""
    return _nobody()


@contextmanager
def _nobody() -> Iterator[None]:
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)
