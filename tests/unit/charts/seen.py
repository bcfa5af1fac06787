"""What a drawing shows, read back from its SVG: words and shapes with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tightrope.charts import Drawing
from tightrope.charts.letters import Face, width
from tightrope.charts.theme import FORMS

SVG = "{http://www.w3.org/2000/svg}"
MOVE = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)( scale\(([\d.]+)\))?")
STEP = re.compile(r"([MLCHVZachq])([^MLCHVZachq]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A rectangle on the drawing, and what is in it."""

    left: float
    top: float
    right: float
    bottom: float
    what: str
    letters: float = 0

    def meets(self, other: "Rect", *, slack: float = 0.25) -> bool:
        """Say whether the two share more than a hair's breadth."""
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
        )

    def inside(self, wide: float, high: float) -> bool:
        """Say whether it lies on a canvas of this size."""
        return (
            self.left >= -0.1
            and self.top >= -0.1
            and self.right <= wide + 0.1
            and self.bottom <= high + 0.1
        )


def parsed(drawing: Drawing) -> ET.Element:
    """The tree of the drawing's SVG."""
    return ET.fromstring(drawing.svg("c"))  # noqa: S314 - written by us a moment ago


def words(drawing: Drawing) -> list[Rect]:
    """Each text of the drawing, as far as our own fonts reach."""
    return [
        _text_box(element, x, y, drawing.letters)
        for element, x, y, _ in _walk(parsed(drawing))
        if element.tag == f"{SVG}text"
    ]


def shapes(drawing: Drawing) -> list[Rect]:
    """Each shape of the drawing."""
    return [
        _shape_box(element, x, y, scale)
        for element, x, y, scale in _walk(parsed(drawing))
        if element.tag.removeprefix(SVG) in {"rect", "line", "circle", "path"}
    ]


def _walk(
    element: ET.Element, x: float = 0, y: float = 0, scale: float = 1
) -> Iterator[tuple[ET.Element, float, float, float]]:
    if found := MOVE.match(element.get("transform", "")):
        x, y = x + float(found[1]), y + float(found[2])
        scale *= float(found[4] or 1)
    yield element, x, y, scale
    for child in element:
        yield from _walk(child, x, y, scale)


def _form(element: ET.Element, letters: float) -> tuple[float, Face]:
    """The height and the font that the style sheet gives the words."""
    classes = element.get("class", "").split()
    height, face = letters, Face.SANS
    for mark, form in FORMS.items():
        if mark != "text" and set(mark.strip(".").split(".")) <= set(classes):
            if size := re.search(r"font-size:(\d+)px", form):
                height = float(size[1])
            if "font-weight:600" in form:
                face = Face.BOLD
            if "SERIF" in form:
                face = Face.SERIF
    return height, face


def _text_box(element: ET.Element, x: float, y: float, letters: float) -> Rect:
    said = element.text or ""
    height, face = _form(element, letters)
    wide = width(said, height, face)
    share = {"end": 1.0, "middle": 0.5}.get(element.get("text-anchor", ""), 0.0)
    left = x + float(element.get("x", 0)) - share * wide
    base = y + float(element.get("y", 0))
    return Rect(
        left=left,
        right=left + wide,
        top=base - 0.73 * height,
        bottom=base + 0.2 * height,
        what=said,
        letters=height,
    )


def _shape_box(element: ET.Element, x: float, y: float, scale: float) -> Rect:
    points = [(x + a * scale, y + b * scale) for a, b in _corners(element)]
    return Rect(
        left=min(a for a, _ in points),
        right=max(a for a, _ in points),
        top=min(b for _, b in points),
        bottom=max(b for _, b in points),
        what=element.get("class", ""),
    )


def _corners(element: ET.Element) -> list[tuple[float, float]]:
    at = {
        key: float(value)
        for key, value in element.items()
        if key not in {"class", "d", "transform"}
    }
    match element.tag.removeprefix(SVG):
        case "rect":
            right, low = at["x"] + at["width"], at["y"] + at["height"]
            return [(at["x"], at["y"]), (right, low)]
        case "line":
            return [(at["x1"], at["y1"]), (at["x2"], at["y2"])]
        case "circle":
            r = at["r"]
            return [(at["cx"] - r, at["cy"] - r), (at["cx"] + r, at["cy"] + r)]
        case _:
            return list(path_points(element.get("d", "")))


def path_points(path: str) -> Iterator[tuple[float, float]]:
    """Each corner and each handle of a path in absolute places."""
    x = y = 0.0
    for letter, rest in STEP.findall(path):
        numbers = [float(one) for one in re.findall(r"-?\d*\.?\d+", rest)]
        match letter:
            case "H":
                points = [(numbers[-1], y)]
            case "V":
                points = [(x, numbers[-1])]
            case "h":
                points = [(x + numbers[-1], y)]
            case "a":
                points = [(x + numbers[-2], y + numbers[-1])]
            case "c" | "q":
                # One curve or several in a row, each from where the last one ended.
                points = []
                wide = 6 if letter == "c" else 4
                for at in range(0, len(numbers), wide):
                    curve = numbers[at : at + wide]
                    start = points[-1] if points else (x, y)
                    points += [
                        (start[0] + a, start[1] + b)
                        for a, b in zip(curve[::2], curve[1::2], strict=True)
                    ]
            case "M" | "L" | "C":
                points = list(zip(numbers[::2], numbers[1::2], strict=True))
            case _:
                points = []
        yield from points
        x, y = points[-1] if points else (x, y)
