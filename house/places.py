"""Where things are in a checkout, and how a person is spoken to."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
WINDOWS = os.name == "nt"
PROGRAMS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = PROGRAMS / ("python.exe" if WINDOWS else "python")
LOCKS = {
    "run": ROOT / "requirements.lock",
    "dev": ROOT / "requirements-dev.lock",
    "tools": ROOT / "requirements-tools.lock",
}


Call = Sequence[str | Path]
"""A program and its words."""


def program(name: str) -> Path:
    """Where a program of the environment stands."""
    return PROGRAMS / (f"{name}.exe" if WINDOWS else name)


def say(text: str) -> None:
    """Tell the person something, leaving stdout to the command itself."""
    sys.stderr.write(f"dev.py: {text}\n")
    sys.stderr.flush()
