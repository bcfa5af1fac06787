"""What CI asks of the tree, one call of a tool each."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from house.places import PYTHON, ROOT, Call, program, say


def static_checks() -> Iterator[tuple[str, Call]]:
    """Each check that needs no test to run, by name."""
    yield "lint", [PYTHON, "-m", "ruff", "check", "."]
    yield "format", [PYTHON, "-m", "ruff", "format", "--check", "."]
    if found := templates():
        yield "templates", [program("djangofmt"), "--check", *found]
        yield "template lint", [program("djangofmt"), "check", *found]
    else:
        say("templates: there are none yet, so djangofmt has nothing to check")
    yield "imports", [program("lint-imports"), "--no-logo"]
    yield "types", [PYTHON, "-m", "mypy"]
    yield "changes", [PYTHON, "-m", "towncrier", "build", "--draft", "--version", "0"]
    yield "docs", sphinx("-q")


def tests(words: Sequence[str]) -> list[str | Path]:
    """The call of pytest for these words; everything runs on all processors."""
    rest = [word for word in words if word != "--quick"]
    quick = ["--hypothesis-profile=quick", "-m", "not slow"]
    # By file: the examples of a document build on one another.
    spread = ["-n", "logical", "--dist", "loadfile"]
    return [
        *(PYTHON, "-m", "pytest"),
        *(quick if len(rest) < len(words) else ()),
        *(() if few(rest) else spread),
        *rest,
    ]


def few(words: Sequence[str]) -> bool:
    """Whether these words ask for a few tests, or to stop in one, in one process."""
    return any(
        not word.startswith("-") or word.startswith(("-n", "-s", "-k", "--pdb"))
        for word in words
    )


def fixes() -> Iterator[Call]:
    """What puts right what a tool can."""
    yield [PYTHON, "-m", "ruff", "check", "--fix", "."]
    yield [PYTHON, "-m", "ruff", "format", "."]
    if found := templates():
        yield [program("djangofmt"), *found]


def sphinx(*options: str) -> Call:
    """The call that builds the documentation, a warning being an error."""
    way = ["-W", "--keep-going", *options, "-b", "html"]
    return [PYTHON, "-m", "sphinx", *way, "docs", "docs/_build/html"]


def templates() -> list[Path]:
    """Every page template of the project."""
    return sorted((ROOT / "src").rglob("*.html"))


def passes(name: str, call: Call) -> bool:
    """Run one check in the checkout, and say how it went."""
    say(f"{name} ...")
    begun = time.monotonic()
    good = subprocess.call(call, cwd=ROOT) == 0
    say(f"{name}: {'good' if good else 'FAILED'} ({time.monotonic() - begun:.1f} s)")
    return good
