"""The pictures of the README, drawn by the program itself."""

from collections.abc import Iterator
from pathlib import Path

from house.places import PYTHON, ROOT, Call

FOLDER = ROOT / "docs" / "pictures"
THEMES = ("light", "dark")


def drawings(folder: Path = FOLDER) -> Iterator[tuple[Path, Call]]:
    """Each picture, and the call of the program that draws it into `folder`."""
    for theme in THEMES:
        path = folder / f"plan-{theme}.png"
        drawn: Call = ["demo", "--plot", path, "--theme", theme, "--json"]
        yield path, [PYTHON, "-P", "-m", "tightrope", *drawn]
