"""A punch card: how time for the long view fares, by weekday and hour."""

from collections.abc import Sequence
from dataclasses import dataclass

from tightrope.charts.drawing import Drawing, Size, Table
from tightrope.charts.errors import NoHours, NothingToDraw
from tightrope.charts.marks import mark, text
from tightrope.charts.words import WEEKDAYS

TITLE = "When time for the long view is kept"
OFTEN, SELDOM = 0.75, 0.45
"""From this share on it is kept as a rule; below the other it is not."""

_LEFT, _TOP, _ROW = 44.0, 26.0, 40.0
_LEAST, _MORE = 5.0, 12.0
_DOT = 2.0
_WORKING = 5
_MORNING, _EVENING = 9, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """One hour of the week.

    Attributes:
        weekday: 0 for a Monday to 6 for a Sunday.
        hour: of the clock, 0 to 23.
        held: hours that stood there for vision.
        kept: what of them was kept, at most as much.

    Raises:
        NoHours: there is less than nothing, or more kept than held.
    """

    weekday: int
    hour: int
    held: float
    kept: float

    def __post_init__(self) -> None:
        if not 0 <= self.kept <= self.held + 1e-6:
            raise NoHours(self.kept)

    @property
    def share(self) -> float:
        """What part of it was kept, 0 to 1."""
        return self.kept / self.held if self.held else 0.0

    @property
    def look(self) -> str:
        """The class of its circle: the drawing of it, and not only its colour."""
        if self.share >= OFTEN:
            return "pc-hi"
        return "pc-mid" if self.share >= SELDOM else "pc-lo"


def punch_card(holes: Sequence[Hole], *, size: Size = Size.LARGE) -> Drawing:
    """A circle for each hour: as large as it was held, filled as it was kept.

    Args:
        holes: the hours that held any time for vision.
        size: how wide it is.

    Raises:
        NothingToDraw: no hour held any.
    """
    held = [hole for hole in holes if hole.held > 0]
    if not held:
        raise NothingToDraw("punch card")
    hours = range(
        min(_MORNING, *(hole.hour for hole in held)),
        max(_EVENING, *(hole.hour + 1 for hole in held)),
    )
    days = max(_WORKING, *(hole.weekday + 1 for hole in held))
    step = (size - _LEFT) / len(hours)
    return Drawing(
        kind="punch",
        width=size,
        height=_TOP + _ROW * days + 4,
        letters=size.letters,
        title=TITLE,
        desc=_finding(held),
        body=_heads(hours, step, size)
        + "".join(_row(held, day, hours, step, size) for day in range(days)),
        table=Table(
            head=("Weekday", "Hour", "Held", "Kept"),
            rows=tuple(
                (WEEKDAYS[hole.weekday], hole.hour, hole.held, hole.kept)
                for hole in sorted(held, key=lambda one: (one.weekday, one.hour))
            ),
        ),
        key=(
            ("pc-hi", "kept as a rule"),
            ("pc-mid", "kept about every second time"),
            ("pc-lo", "mostly taken by urgent work"),
        ),
    )


def _heads(hours: range, step: float, size: Size) -> str:
    every = 2 if size is Size.SMALL else 1
    return "".join(
        text(f"{hour:02d}", _LEFT + (place + 0.5) * step, 12, anchor="middle")
        for place, hour in enumerate(hours)
        if place % every == 0
    )


def _row(held: Sequence[Hole], day: int, hours: range, step: float, size: Size) -> str:
    by_hour = {hole.hour: hole for hole in held if hole.weekday == day}
    most = max(hole.held for hole in held)
    y = _TOP + (day + 0.5) * _ROW
    line = mark("line", "gl", x1=_LEFT, x2=size, y1=y, y2=y)
    circles = ""
    for place, hour in enumerate(hours):
        x = _LEFT + (place + 0.5) * step
        hole = by_hour.get(hour)
        if hole is None:
            circles += mark("circle", "pc-no", cx=x, cy=y, r=_DOT)
        else:
            wide = min(_LEAST + _MORE * (hole.held / most) ** 0.5, step / 2 - 1)
            circles += mark("circle", hole.look, cx=x, cy=y, r=wide)
    return line + text(WEEKDAYS[day][:3], 0, y + 4, "lab") + circles


def _finding(held: Sequence[Hole]) -> str:
    kept = sum(hole.kept for hole in held) / sum(hole.held for hole in held)
    best = max(held, key=lambda one: (one.share, one.held))
    worst = min(held, key=lambda one: (one.share, -one.held))
    return (
        f"{round(100 * kept)} % of the time that was held for the long view is kept: "
        f"best on {WEEKDAYS[best.weekday]} at {best.hour}, worst on "
        f"{WEEKDAYS[worst.weekday]} at {worst.hour}."
    )
