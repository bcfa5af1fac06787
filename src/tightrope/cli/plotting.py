"""The options of `--plot`; the charts themselves are loaded when one is drawn."""

import argparse
from pathlib import Path

from tightrope.core.errors import InputError

THEMES = ("light", "dark", "auto")
"""The values of `charts.Theme`, without loading it."""
FORMATS = {".svg", ".png"}


class NoPicture(InputError):
    """The name of a picture does not say what kind it is."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path} ends neither in .svg nor in .png; name it so")


def plotting(parser: argparse.ArgumentParser) -> None:
    """Add --plot and --theme."""
    parser.add_argument(
        "--plot",
        metavar="FILE.svg|png",
        type=picture_path,
        help="draw it, as SVG or PNG by the ending of the name",
    )
    parser.add_argument(
        "--theme",
        choices=THEMES,
        default="auto",
        help="the colours of the picture (default: auto, which follows the system)",
    )


def picture_path(name: str) -> Path:
    """The path of a picture.

    Raises:
        NoPicture: it ends in something else than .svg or .png.
    """
    path = Path(name)
    if path.suffix.lower() not in FORMATS:
        raise NoPicture(name)
    return path
