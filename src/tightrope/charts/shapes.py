"""Geometry: curves that never overshoot, labels that never overlap, stripes."""

from collections.abc import Sequence
from typing import NamedTuple

from tightrope.charts.marks import num

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle by its left top corner."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, by: float) -> "Box":
        """The rectangle inside it, `by` from each side."""
        return Box(
            self.x + by,
            self.y + by,
            max(0.0, self.width - 2 * by),
            max(0.0, self.height - 2 * by),
        )


def smooth(points: Sequence[Point]) -> str:
    """A path through the points whose tangent is level at each of them.

    Between two points it is monotone, so it never shows more or less than the data.
    """
    (x, y), *rest = points
    steps = [f"M{num(x)},{num(y)}"]
    for x1, y1 in rest:
        middle = num((x + x1) / 2)
        steps.append(f"C{middle},{num(y)} {middle},{num(y1)} {num(x1)},{num(y1)}")
        x, y = x1, y1
    return "".join(steps)


def band(top: Sequence[Point], bottom: Sequence[Point]) -> str:
    """A closed path between two smooth lines, both from left to right."""
    back = smooth(list(reversed(bottom)))
    return f"{smooth(top)}L{back.removeprefix('M')}Z"


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places pushed apart until neighbours are `gap` from each other.

    Args:
        places: where each label would like to be.
        gap: the least distance; made smaller where there is no room for it.
        low: no place lies before it.
        high: no place lies after it.

    Returns:
        As many places, in the order of `places`.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    if len(order) > 1:
        gap = min(gap, (high - low) / (len(order) - 1))
    result = list(places)
    at = low
    for index in order:
        result[index] = at = max(result[index], at)
        at += gap
    at = high
    for index in reversed(order):
        result[index] = at = min(result[index], at)
        at -= gap
    return result


def stripes(box: Box, *, every: float) -> str:
    """A path of slanting stripes that fill every other strip of a rectangle.

    Args:
        box: the rectangle.
        every: from one stripe to the next, along an axis; half of it is filled.
    """
    x, y, width, height = box
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    path = ""
    for step in range(int((width + height) / every) + 1):
        near = x + y + (step + 0.5) * every
        piece = _beyond(corners, near)
        piece = [(-a, -b) for a, b in piece]
        piece = [(-a, -b) for a, b in _beyond(piece, -(near + every / 2))]
        if piece:
            path += "M" + "L".join(f"{num(a)},{num(b)}" for a, b in piece) + "Z"
    return path


def _beyond(shape: Sequence[Point], limit: float) -> list[Point]:
    """The part of a convex shape where x + y is at least `limit`."""
    kept: list[Point] = []
    for (x0, y0), (x1, y1) in zip(shape, [*shape[1:], *shape[:1]], strict=True):
        before, after = x0 + y0 - limit, x1 + y1 - limit
        if before >= 0:
            kept.append((x0, y0))
        if (before < 0) != (after < 0):
            share = before / (before - after)
            kept.append((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share))
    return kept
