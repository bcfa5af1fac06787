"""The terminal: its width, its colours, and the styles that carry meaning."""

import sys

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


def terminal() -> Console:
    """A console on stdout; without colour when it is piped or NO_COLOR is set."""
    return Console(
        file=sys.stdout,
        theme=STYLES,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
