"""A key of looks and words, for what is not labelled at its place."""

from tightrope.charts.drawing import Key
from tightrope.charts.letters import room_for
from tightrope.charts.marks import mark, text
from tightrope.charts.shapes import Box, stripes

LINE = 24.0
"""From one line of a key to the next."""

_LETTERS = 13.0
_GAP = 22.0
_EDGES = {"c-grind": "e-grind", "c-incident": "e-incident", "c-away": "e-away"}


def legend(key: Key, room: float) -> tuple[str, float]:
    """The key in as many lines as it needs.

    Args:
        key: the class of each look with its word.
        room: how wide a line may be.

    Returns:
        The marks, from the left top corner on, and their height.
    """
    marks, x, y = [], 0.0, 0.0
    for cls, words in key:
        wide = 22.0 if cls.startswith("c-") else 12.0
        need = wide + 7 + room_for(words, _LETTERS)
        if x and x + need > room:
            x, y = 0.0, y + LINE
        marks.append(_swatch(cls, Box(x, y + 3, wide, 14 if wide > _LETTERS else 12)))
        marks.append(text(words, x + wide + 7, y + 14, "sub lab"))
        x += need + _GAP
    return "".join(marks), (y + LINE if key else 0.0)


def _swatch(cls: str, box: Box) -> str:
    plain = mark(
        "rect", cls, x=box.x, y=box.y, width=box.width, height=box.height, rx=3
    )
    if cls in _EDGES:
        return plain + mark(
            "rect", _EDGES[cls], x=box.x, y=box.y, width=3, height=box.height, rx=1.5
        )
    if cls == "c-over":
        return plain + mark("path", "c-stripe", d=stripes(box.inset(1), every=8))
    return plain
