"""The terminal: its width, its colours, and the styles that carry meaning."""

import io
import re
import sys
from typing import IO, cast

from rich.console import Console
from rich.theme import Theme

STYLES = Theme(
    {
        "head": "bold",
        "quiet": "dim",
        "sky": "#5f87ff",
        "earth": "#c0803a",
        "alarm": "#d7504a",
        "calm": "#8a929c",
    }
)
"""Sky is vision, earth is grind, alarm is the line of now: the tokens of the design."""


_STYLE = r"\x1b\[[0-9;]*m"
_TAIL = re.compile(rf"(?:[ \t]|{_STYLE})+$", re.MULTILINE)


class Trimmed(io.TextIOBase):
    """What is written goes to stdout, without the blanks that wrapping leaves."""

    def write(self, text: str) -> int:
        """Write whole lines."""
        sys.stdout.write(_TAIL.sub(_styles_alone, text))
        return len(text)

    def flush(self) -> None:
        """Send on what waits."""
        sys.stdout.flush()

    def isatty(self) -> bool:
        """Whether a person reads it as it comes."""
        return sys.stdout.isatty()

    def fileno(self) -> int:
        """The handle by which the width of the terminal is found."""
        return sys.stdout.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override] # as every stream of text has it
        """How characters become bytes."""
        return sys.stdout.encoding


def _styles_alone(tail: re.Match[str]) -> str:
    """The end of a line without its blanks; a style that ends there still does."""
    return "".join(re.findall(_STYLE, tail[0]))


def terminal() -> Console:
    """A console on stdout; without colour when it is piped or NO_COLOR is set."""
    return Console(
        file=cast("IO[str]", Trimmed()),
        theme=STYLES,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
