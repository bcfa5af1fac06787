"""Vision above the rope, grind below it, both to one scale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import NamedTuple

from tightrope.charts.drawing import Drawing, Size, Table
from tightrope.charts.errors import NothingToDraw, refuse_wrong_hours
from tightrope.charts.letters import fitted, room_for
from tightrope.charts.marks import mark, text
from tightrope.charts.shapes import Point, band, spread
from tightrope.charts.words import count, long_day, short_day

TITLE = "Vision above the rope, grind below"
SHADES = 5
"""How many facets of one side can be told apart."""

_LEFT, _TOP, _BOTTOM = 34.0, 16.0, 26.0
_HEIGHT = {Size.SMALL: 400.0, Size.MEDIUM: 380.0, Size.LARGE: 400.0}
_WIDEST_LABEL = 150.0
_SWATCH = 26.0
_FEW = 12
_EVERY = (1, 2, 3, 4, 6, 8, 10, 13, 26)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The hours of one facet.

    Attributes:
        label: its name for people.
        hours: one number for each week, 0 or more.

    Raises:
        NoHours: a number cannot be the hours of a week.
    """

    label: str
    hours: tuple[float, ...]

    def __post_init__(self) -> None:
        refuse_wrong_hours(self.hours)


class _Band(NamedTuple):
    """A facet as it is drawn, or several small ones together."""

    label: str
    hours: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where hours and weeks are in the drawing."""

    left: float
    right: float
    rope: float
    unit: float
    weeks: int

    def x(self, week: int) -> float:
        steps = max(1, self.weeks - 1)
        return self.left + week * (self.right - self.left) / steps

    def y(self, hours: float) -> float:
        """The height of hours above the rope; below it they are negative."""
        return self.rope - hours * self.unit


def balance_chart(
    weeks: Sequence[date],
    vision: Sequence[Facet],
    grind: Sequence[Facet],
    *,
    size: Size = Size.LARGE,
) -> Drawing:
    """The hours of each facet by week, stacked away from the rope.

    Args:
        weeks: the Monday of each week, oldest first.
        vision: facets from the rope upwards; beyond five the smallest become "other".
        grind: the same, from the rope downwards.
        size: how wide it is.

    Returns:
        The chart; its table has every facet, also those drawn as "other".

    Raises:
        NothingToDraw: there is no week.
    """
    if not weeks:
        raise NothingToDraw("balance")
    sides = (_folded(vision), _folded(grind))
    height = _HEIGHT[size]
    scale = _scaled(sides, len(weeks), size)
    body = (
        _grid(scale, size)
        + "".join(_bands(scale, sides))
        + _labels(scale, sides, size)
        + mark(
            "line",
            "ropel",
            x1=scale.left - 8,
            x2=scale.right,
            y1=scale.rope,
            y2=scale.rope,
        )
        + _dates(scale, weeks, size)
    )
    return Drawing(
        kind="balance",
        width=size,
        height=height,
        letters=size.letters,
        title=TITLE,
        desc=_finding(weeks, vision, grind),
        body=body,
        table=_table(weeks, vision, grind),
    )


def _sums(facets: Iterable[Facet | _Band], weeks: int) -> list[float]:
    return [sum(facet.hours[week] for facet in facets) for week in range(weeks)]


def _folded(facets: Sequence[Facet]) -> list[_Band]:
    """At most five bands in the same order, the smallest facets together at the end."""
    bands = [_Band(facet.label, facet.hours) for facet in facets]
    if len(bands) <= SHADES:
        return bands
    order = sorted(range(len(bands)), key=lambda place: -sum(bands[place].hours))
    large, small = sorted(order[: SHADES - 1]), order[SHADES - 1 :]
    rest = zip(*(bands[place].hours for place in small), strict=True)
    other = _Band("other", tuple(map(sum, rest)))
    return [*(bands[place] for place in large), other]


def _scaled(sides: Sequence[Sequence[_Band]], weeks: int, size: Size) -> _Scale:
    up, down = (max(_sums(side, weeks), default=0.0) for side in sides)
    up, down = 5.0 * (floor(up / 5) + 1), 10.0 * (floor(down / 10) + 1)
    unit = (_HEIGHT[size] - _TOP - _BOTTOM) / (up + down)
    longest = max(
        (room_for(facet.label, size.letters) for side in sides for facet in side),
        default=0.0,
    )
    return _Scale(
        left=max(_LEFT, room_for(f"{max(up, down):.0f}", size.letters) + 12),
        right=size - _SWATCH - min(_WIDEST_LABEL, max(60.0, longest)) - 2,
        rope=_TOP + up * unit,
        unit=unit,
        weeks=weeks,
    )


def _grid(scale: _Scale, size: Size) -> str:
    """A line with its number at round hours on both sides of the rope."""
    up, down = (scale.rope - _TOP, _HEIGHT[size] - _BOTTOM - scale.rope)
    step = next(
        hours
        for power in range(9)
        for hours in (10 * 10**power, 20 * 10**power, 50 * 10**power)
        if hours * scale.unit >= 2 * size.letters
    )
    ticks = range(
        -step * floor(down / scale.unit / step + 1e-9),
        step * floor(up / scale.unit / step + 1e-9) + 1,
        step,
    )
    return "".join(
        mark("line", "gl", x1=scale.left, x2=scale.right, y1=y, y2=y)
        + text(str(abs(tick)), scale.left - 6, y + 4, anchor="end")
        for tick in ticks
        if tick and (y := scale.y(tick))
    )


def _bands(scale: _Scale, sides: Sequence[Sequence[_Band]]) -> Iterable[str]:
    for side, sign, facets in zip(("sky", "earth"), (1, -1), sides, strict=True):
        inner = [0.0] * scale.weeks
        for shade, facet in enumerate(facets, 1):
            outer = [a + b for a, b in zip(inner, facet.hours, strict=True)]
            shape = band(_line(scale, outer, sign), _line(scale, inner, sign))
            yield mark("path", f"f-{side}-{shade} sep", d=shape)
            inner = outer


def _line(scale: _Scale, hours: Sequence[float], sign: int) -> list[Point]:
    points = [(scale.x(week), scale.y(sign * one)) for week, one in enumerate(hours)]
    # One week alone is drawn as a level stretch.
    return points if len(points) > 1 else [*points, (scale.right, points[0][1])]


def _labels(scale: _Scale, sides: Sequence[Sequence[_Band]], size: Size) -> str:
    """The name of each facet beside the end of its band, from top to bottom."""
    ends: list[tuple[str, float, str]] = []
    for side, sign, facets in zip(("sky", "earth"), (1, -1), sides, strict=True):
        inner, found = 0.0, []
        for shade, facet in enumerate(facets, 1):
            outer = inner + facet.hours[-1]
            middle = scale.y(sign * (inner + outer) / 2)
            found.append((facet.label, middle, f"f-{side}-{shade}"))
            inner = outer
        ends += found[::-sign]
    places = spread(
        [place for _, place, _ in ends],
        size.letters + 5,
        _TOP + 4,
        _HEIGHT[size] - _BOTTOM - 4,
    )
    room = size - scale.right - _SWATCH
    return "".join(
        mark("rect", cls, x=scale.right + 10, y=y - 5, width=10, height=10, rx=2)
        + text(fitted(label, room, size.letters), scale.right + _SWATCH, y + 4, "lab")
        for (label, _, cls), y in zip(ends, places, strict=True)
    )


def _dates(scale: _Scale, weeks: Sequence[date], size: Size) -> str:
    """The Monday of every few weeks, the last one first."""
    room = room_for("30 Mmm", size.letters) * 1.25
    apart = (scale.right - scale.left) / max(1, len(weeks) - 1)
    least = max(ceil(room / apart), 4 if len(weeks) > _FEW else 1)
    every = next((nice for nice in _EVERY if nice >= least), least)
    return "".join(
        text(
            short_day(weeks[week]),
            scale.right if week == len(weeks) - 1 else scale.x(week),
            _HEIGHT[size] - 6,
            anchor="end" if week == len(weeks) - 1 else "middle",
        )
        for week in range(len(weeks) - 1, -1, -every)
    )


def _finding(
    weeks: Sequence[date], vision: Sequence[Facet], grind: Sequence[Facet]
) -> str:
    up, down = _sums(vision, len(weeks)), _sums(grind, len(weeks))
    return (
        f"Over {count(len(weeks), 'week')} up to the week of {long_day(weeks[-1])} "
        f"vision goes from {min(up):.0f} to {max(up):.0f} hours a week, "
        f"grind from {min(down):.0f} to {max(down):.0f}."
    )


def _table(
    weeks: Sequence[date], vision: Sequence[Facet], grind: Sequence[Facet]
) -> Table:
    facets = [*vision, *grind]
    return Table(
        head=("Week of", "Vision", "Grind", *(facet.label for facet in facets)),
        rows=tuple(
            (monday.isoformat(), up, down, *(facet.hours[week] for facet in facets))
            for week, (monday, up, down) in enumerate(
                zip(
                    weeks,
                    _sums(vision, len(weeks)),
                    _sums(grind, len(weeks)),
                    strict=True,
                )
            )
        ),
    )
