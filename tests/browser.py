"""A real browser, headless and without network, for looking at what we made."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """A browser that opens one page at a time.

    Attributes:
        program: where it stands.
        home: a new folder for what it keeps.
    """

    program: str
    home: Path

    def dom(self, page: Path) -> str:
        """The page as the browser understood it."""
        return self._open("--dump-dom", page.as_uri()).decode("utf-8")

    def screenshot(self, page: Path, *, width: int = 1000, height: int = 700) -> bytes:
        """What a person sees of the page, as PNG."""
        picture = self.home / "screenshot.png"
        size = f"--window-size={width},{height}"
        self._open(size, f"--screenshot={picture}", page.as_uri())
        return picture.read_bytes()

    def _open(self, *words: str) -> bytes:
        done = subprocess.run(
            [self.program, *FLAGS, f"--user-data-dir={self.home}", *words],
            capture_output=True,
            timeout=60,
            check=True,
        )
        return done.stdout


def find(home: Path) -> Browser:
    """The browser of this machine; where there is none, CI fails and others skip."""
    named = os.environ.get("CHROMIUM")
    program = named or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        tell = "no browser: install chromium, or name one in CHROMIUM"
        if "CI" in os.environ:
            pytest.fail(tell)
        pytest.skip(tell)
    return Browser(program=program, home=home)
