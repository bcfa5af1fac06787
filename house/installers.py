"""How packages get into the environment: by uv where it can be had, else by pip."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Protocol

from house.indexes import pip_settings, uv_variables
from house.places import LOCKS, PYTHON, TOOLS, VENV, Call, say

LOCKED = ("--require-hashes", "--only-binary", ":all:")
"""For uv and pip: nothing but what the lock file names, and nothing built here."""

QUIET_PIP = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_INPUT": "1",
    "PIP_REQUIRE_VIRTUALENV": "0",
    "PIP_USER": "0",
}


class CannotSetUp(Exception):
    """The environment could not be made; the message says what to do."""


class ToolFailed(Exception):
    """A tool that we called ended badly.

    Attributes:
        said: what it wrote, to be shown when nothing else helps.
    """

    def __init__(self, call: Call, said: str) -> None:
        self.said = said.strip()
        super().__init__(f"{' '.join(map(str, call))} failed")


class Installer(Protocol):
    """One that makes environments and fills them from a lock file."""

    removes: bool
    """Whether it takes out what the lock file does not name."""

    def make_venv(self) -> None:
        """Make an empty environment."""

    def install(self, lock: Path) -> None:
        """Bring the environment to what `lock` names, every hash checked."""


class Uv:
    """uv, ten times faster than pip; pip steps in where it fails."""

    removes = True

    def __init__(self, uv: Path) -> None:
        self.uv = uv

    def make_venv(self) -> None:
        """Make an empty environment; it needs no module `venv`."""
        run(
            [self.uv, "venv", "--no-config", "--quiet", "--python", host(), VENV],
            uv_environment(),
        )

    def install(self, lock: Path) -> None:
        """Bring the environment to what `lock` names, every hash checked."""
        into: Call = ["--no-config", "--python", PYTHON, "--compile-bytecode"]
        call = [self.uv, "pip", "sync", *into, *LOCKED, lock]
        try:
            run(call, uv_environment())
        except ToolFailed as error:
            say(f"uv could not do it, so pip tries; uv said: {error.said}")
            Pip().install(lock)


class Pip:
    """pip, which every machine with Python should have."""

    removes = False

    def make_venv(self) -> None:
        """Make an empty environment; no pip goes in, so ensurepip is not needed."""
        try:
            run([host(), "-m", "venv", "--without-pip", VENV])
        except ToolFailed as error:
            message = (
                "Python's module venv is missing; on Debian and Ubuntu "
                "`apt install python3-venv` brings it"
            )
            raise CannotSetUp(message) from error

    def install(self, lock: Path) -> None:
        """Put what `lock` names into the environment, every hash checked."""
        pip: Call = [host(), "-m", "pip", "--python", PYTHON, "install", "--quiet"]
        call = [*pip, "--no-deps", *LOCKED, "-r", lock]
        try:
            run(call, {**os.environ, **QUIET_PIP})
        except ToolFailed as error:
            raise CannotSetUp(no_packages(error.said)) from error


def best_installer() -> Installer:
    """The better installer: uv where it can be had, else pip.

    Raises:
        CannotSetUp: there is no pip to begin with.
    """
    uv = fetch_uv()
    return Uv(uv) if uv else Pip()


def fetch_uv() -> Path | None:
    """Get uv through pip, into a folder of its own; nothing where it cannot be had.

    Raises:
        CannotSetUp: there is no pip to get it with.
    """
    home, done = TOOLS / "uv", TOOLS / "uv" / "requirements-tools.lock"
    wanted = LOCKS["tools"].read_bytes()
    if not (done.is_file() and done.read_bytes() == wanted):
        shutil.rmtree(home, ignore_errors=True)
        try:
            run(pip_into(home), {**os.environ, **QUIET_PIP})
        except ToolFailed as error:
            if "No module named pip" in error.said:
                raise CannotSetUp(NO_PIP) from error
            return None
        done.write_bytes(wanted)
    return next((path for path in home.glob("bin/uv*") if path.stem == "uv"), None)


NO_PIP = (
    "this Python has no pip; on Debian and Ubuntu `apt install python3-pip` brings "
    "it, elsewhere `python3 -m ensurepip`"
)


def pip_into(home: Path) -> Call:
    """The call of pip that puts our tools into `home`."""
    pip: Call = [host(), "-m", "pip", "install", "--quiet", "--retries", "1"]
    return [*pip, "--target", home, *LOCKED, "-r", LOCKS["tools"]]


def no_packages(said: str) -> str:
    """Say that packages could not be had, why, and what to do."""
    lines = said.splitlines()
    reasons = [line for line in lines if line.startswith("ERROR:")] or lines[-5:]
    advice = (
        "dev.py: the packages could not be fetched, for the reason above; check the "
        "network, or the index that pip is set to, and run this again"
    )
    return "\n".join([*reasons, advice])


def host() -> Path:
    """The Python to make environments with: never the one inside .venv."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        return Path(vars(sys)["_base_executable"])  # it has no public name
    return Path(sys.executable)


def uv_environment() -> dict[str, str]:
    """The environment that uv runs in: pip's indexes, no Python but ours."""
    ours = uv_variables(pip_settings(host()))
    if cache := own_cache():
        ours["UV_CACHE_DIR"] = cache
    fixed = {"UV_PYTHON_DOWNLOADS": "never", "UV_LINK_MODE": "copy"}
    theirs = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    return {**ours, **theirs, **fixed}


def own_cache() -> str | None:
    """A cache of our own, where the person's cannot be written to."""
    usual = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    try:
        Path(usual, "uv").mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=Path(usual, "uv")).close()
    except OSError:
        return str(TOOLS / "cache")
    return None


def run(call: Call, env: dict[str, str] | None = None) -> None:
    """Run a tool, keeping what it says for the case that it fails.

    Raises:
        ToolFailed: it ended badly.
    """
    done = subprocess.run(
        call,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise ToolFailed(call, done.stdout)
