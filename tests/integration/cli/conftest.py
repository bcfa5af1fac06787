"""The sample year as a file, and calls of the command line in this process."""

import io
import sys
from pathlib import Path

import pytest

from tests.integration.cli.calling import Ended, Run
from tightrope import sample
from tightrope.cli.main import main


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
