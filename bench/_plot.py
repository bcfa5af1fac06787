"""A picture of seconds by number of events, both on scales of powers of ten."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from tightrope.charts import Drawing, Section, Size, Table, sheet
from tightrope.charts.marks import mark, text
from tightrope.charts.shapes import Point, spread

TITLE = "Ten times the events, ten times the time"
_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 190.0, 40.0, 46.0
_HEIGHT = 360.0
_LABEL_GAP = 32.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Measured points.

    Attributes:
        label: what was measured.
        look: one of the looks that the charts have: `quiet`, `intense` or `normal`.
        points: events and seconds, by events.
    """

    label: str
    look: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where events and seconds are, from one power of ten to another."""

    events: tuple[float, float]
    seconds: tuple[int, int]

    def x(self, events: float) -> float:
        low, high = map(log10, self.events)
        share = (log10(events) - low) / (high - low)
        return _LEFT + share * (Size.MEDIUM - _LEFT - _RIGHT)

    def y(self, seconds: float) -> float:
        low, high = self.seconds
        share = (log10(seconds) - low) / (high - low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def growth_picture(lines: Sequence[Line], says: str) -> Drawing:
    """The lines, each with its name at its end, over what would be in proportion.

    Args:
        lines: two points each at least, all above 0.
        says: the finding, in a sentence.
    """
    scale = _scaled(lines)
    chart = Drawing(
        kind="growth",
        width=Size.MEDIUM,
        height=_HEIGHT,
        letters=Size.MEDIUM.letters,
        title=TITLE,
        desc=says,
        body="".join((*_grid(scale, lines), *_drawn(scale, lines))),
        table=_table(lines),
    )
    section = Section(drawing=chart, title=TITLE, sub=says)
    return sheet([section], size=Size.MEDIUM)


def _scaled(lines: Sequence[Line]) -> _Scale:
    points = [point for line in lines for point in line.points]
    seconds = [second for _, second in points]
    events = [event for event, _ in points]
    return _Scale(
        events=(min(events), max(events)),
        seconds=(floor(log10(min(seconds))), ceil(log10(max(seconds)))),
    )


def _grid(scale: _Scale, lines: Sequence[Line]) -> Iterator[str]:
    right, floor_y = Size.MEDIUM - _RIGHT, _HEIGHT - _BOTTOM
    for power in range(scale.seconds[0], scale.seconds[1] + 1):
        y = scale.y(10.0**power)
        yield mark("line", "gl", x1=_LEFT, x2=right, y1=y, y2=y)
        yield text(f"{10.0**power:g} s", _LEFT - 8, y + 4, anchor="end")
    counts = sorted({events for line in lines for events, _ in line.points})
    for events in counts:
        x = scale.x(events)
        yield mark("line", "gl", x1=x, x2=x, y1=_TOP, y2=floor_y)
        yield text(f"{events:,.0f}", x, floor_y + 18, anchor="middle")
    yield text("events", (_LEFT + right) / 2, floor_y + 38, anchor="middle")


def _drawn(scale: _Scale, lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        places = [(scale.x(events), scale.y(found)) for events, found in line.points]
        yield _in_proportion(scale, line)
        for (x1, y1), (x2, y2) in pairwise(places):
            yield mark("line", f"spell {line.look}", x1=x1, x2=x2, y1=y1, y2=y2)
        for x, y in places:
            yield mark("circle", f"w-{line.look}", cx=x, cy=y, r=4.5)
    yield from _labels(scale, lines)


def _labels(scale: _Scale, lines: Sequence[Line]) -> Iterator[str]:
    """The name of each line: right of the chart, or over an end that lies within it."""
    whole = [line for line in lines if line.points[-1][0] == scale.events[1]]
    ends = [scale.y(line.points[-1][1]) for line in whole]
    places = spread(ends, _LABEL_GAP, _TOP + 6, _HEIGHT - _BOTTOM)
    for line, y in zip(whole, places, strict=True):
        yield _label(line, Size.MEDIUM - _RIGHT + 14, y)
    for line in lines:
        if line not in whole:
            events, seconds = line.points[-1]
            x, y = scale.x(events), scale.y(seconds) - 36
            inner = len(line.points) > 1
            yield _label(line, x - 8 if inner else x, y, "end" if inner else "")


def _label(line: Line, x: float, y: float, anchor: str = "") -> str:
    events, seconds = line.points[-1]
    said = f"{seconds:.2g} s for {events:,.0f}"
    name = text(line.label, x, y, "lab strong", anchor)
    return name + text(said, x, y + 15, anchor=anchor)


def _in_proportion(scale: _Scale, line: Line) -> str:
    """Where the line would be if its last point held for every number of events."""
    events, seconds = line.points[-1]
    low = max(line.points[0][0], events * 10 ** scale.seconds[0] / seconds)
    return mark(
        "line",
        "nowl",
        x1=scale.x(low),
        y1=scale.y(seconds * low / events),
        x2=scale.x(events),
        y2=scale.y(seconds),
    )


def _table(lines: Sequence[Line]) -> Table:
    counts = sorted({events for line in lines for events, _ in line.points})
    rows = [
        (f"{events:,.0f}", *(dict(line.points).get(events) for line in lines))
        for events in counts
    ]
    head = ("events", *(f"{line.label}, seconds" for line in lines))
    return Table(head=head, rows=tuple(rows))
