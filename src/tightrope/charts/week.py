"""A week as a grid of days and hours: meetings, focus blocks, and the time it is."""

from collections.abc import Sequence
from datetime import timedelta

from tightrope.charts.agenda import Kind, Piece, Week
from tightrope.charts.cards import ground, words
from tightrope.charts.drawing import Drawing, Key, Size, Table
from tightrope.charts.lanes import lanes
from tightrope.charts.letters import Face, room_for
from tightrope.charts.marks import mark, text
from tightrope.charts.shapes import Box
from tightrope.charts.words import WEEKDAYS, clock, count, length, listed, week_days

QUARTER = 16.0
"""The height of 15 minutes."""

_HEAD = 48.0
_ROUND = 14.0
_NAMES = {
    Kind.FOCUS: ("c-focus", "focus block"),
    Kind.PENCILLED: ("c-pencilled", "pencilled in"),
    Kind.PROPOSED: ("c-proposed", "proposed"),
    Kind.OVERRIDDEN: ("c-over", "overridden"),
    Kind.GRIND: ("c-grind", "daily grind"),
    Kind.INCIDENT: ("c-incident", "incident"),
    Kind.AWAY: ("c-away", "away"),
}


def week_grid(
    week: Week,
    *,
    size: Size = Size.LARGE,
    quarter: float = QUARTER,
    titles: bool = True,
) -> Drawing:
    """The week with every event where it is.

    Args:
        week: what to draw.
        size: how wide it is.
        quarter: the height of 15 minutes; below 12 the shortest meetings lose their
            words.
        titles: whether the titles of events and blocks are drawn; without them the
            grid shows times only, for eyes that are not the person's.
    """
    grid = _Grid(week, size, quarter)
    seen = {piece.item.kind for piece in grid.pieces}
    return Drawing(
        kind="week",
        width=size,
        height=grid.bottom + 1,
        title=f"Week {week.monday.isocalendar().week}, {week_days(week.monday)}",
        desc=finding(week),
        body=(
            grid.ground()
            + grid.heads()
            + "".join(ground(piece, box) for piece, box in grid.cards())
            + grid.now()
            + "".join(words(*one, titles=titles) for one in grid.cards())
        ),
        table=_table(grid.pieces, titles=titles),
        key=key_of(seen),
    )


def key_of(kinds: set[Kind]) -> Key:
    """The looks of these kinds with their words, always in the same order."""
    return tuple(name for kind, name in _NAMES.items() if kind in kinds)


def finding(week: Week) -> str:
    """How many blocks the week has, when, and how much is taken by the grind."""
    pieces = week.pieces()
    blocks = [piece for piece in pieces if piece.item.kind.block]
    told = _together(blocks)
    when = listed([f"{WEEKDAYS[piece.day]} {piece.times}" for piece in blocks])
    grind = _together([p for p in pieces if p.item.kind in {Kind.GRIND, Kind.INCIDENT}])
    many = count(len(blocks), "focus block")
    return (
        f"{many}, {length(told)} together: {when}. " if blocks else "No focus block. "
    ) + (f"{length(grind)} of meetings and other daily work." if grind else "")


class _Grid:
    """Where days and hours are in the drawing."""

    def __init__(self, week: Week, size: Size, quarter: float) -> None:
        self.week = week
        self.size = size
        self.quarter = quarter
        held = week.pieces()
        self.days = week.days_shown(held)
        self.first, self.last = week.hours_shown(held)
        self.pieces = [piece for piece in held if self._shows(piece)]
        self.left = 40.0 if size is Size.SMALL else 56.0
        self.column = (size - 1 - self.left) / self.days
        self.bottom = self.y(self.last * 60)

    def _shows(self, piece: Piece) -> bool:
        inside = piece.end > self.first * 60 and piece.start < self.last * 60
        return inside and piece.day < self.days

    def x(self, day: float) -> float:
        return self.left + day * self.column

    def y(self, minutes: float) -> float:
        return _HEAD + (minutes / 60 - self.first) * 4 * self.quarter

    def ground(self) -> str:
        """The frame, today's column, a line each hour and each day."""
        frame = {
            "x": 0.5,
            "y": 0.5,
            "width": self.size - 1,
            "height": self.bottom,
            "rx": _ROUND,
        }
        hours = range(self.first, self.last)
        letters = "little" if self.size is Size.SMALL else "usual"
        return (
            mark("rect", "frame", **frame)
            + self._today()
            + "".join(
                mark("line", "gl", x1=self.left, x2=self.size - 1, y1=y, y2=y)
                for y in (self.y(hour * 60) for hour in hours[1:])
            )
            + "".join(
                text(clock(hour * 60), self.left - 8, y + 4, letters, "end")
                for hour in hours[1:]
                if (y := self.y(hour * 60))
            )
            + mark("line", "gl", x1=0.5, x2=self.size - 0.5, y1=_HEAD, y2=_HEAD)
            + "".join(
                mark("line", "gl", x1=x, x2=x, y1=0.5, y2=self.bottom)
                for x in (self.x(day) for day in range(self.days))
            )
            + mark("rect", "edge", **frame)
        )

    def _today(self) -> str:
        day = self.week.today
        if day is None or day >= self.days:
            return ""
        x, right, end = self.x(day), self.x(day + 1), self.bottom + 0.5
        if day + 1 == self.days:
            corner = f"V{end - _ROUND}a{_ROUND},{_ROUND} 0 0 1 -{_ROUND},{_ROUND}"
        else:
            corner = f"V{end}"
        shape = f"M{x:.1f},{_HEAD}H{right:.1f}{corner}H{x:.1f}Z"
        under = mark("rect", "under", x=x, y=_HEAD - 3, width=self.column, height=3)
        return mark("path", "today", d=shape) + under

    def heads(self) -> str:
        """Above each day its name, and how much is set aside on it."""
        return "".join(self._head(day) for day in range(self.days))

    def _head(self, day: int) -> str:
        date = self.week.monday + timedelta(days=day)
        pad = 6 if self.size is Size.SMALL else 12
        x, number, name = self.x(day) + pad, str(date.day), WEEKDAYS[day]
        after = room_for(number, 20, Face.SERIF) + 5
        room = self.column - pad - 3
        cls = "sub strong" if day == self.week.today else "sub lab"
        told = _longest([name[:3], name[0]], room - after, 13, Face.BOLD)
        letters, small = (10, "tiny") if self.size is Size.SMALL else (12, "usual")
        sums = _sums([piece for piece in self.pieces if piece.day == day])
        return (
            text(number, x, 23, "day")
            + text(told, x + after, 23, cls)
            + text(_longest(sums, room, letters), x, 40, f"{small} sum")
        )

    def cards(self) -> list[tuple[Piece, Box]]:
        """Each event with its place in its lane."""
        cards = []
        for day in range(self.days):
            pieces = [piece for piece in self.pieces if piece.day == day]
            places = lanes([(piece.start, piece.end) for piece in pieces])
            cards += [
                (piece, self._box(piece, *place))
                for piece, place in zip(pieces, places, strict=True)
            ]
        return cards

    def _box(self, piece: Piece, lane: int, shared: int) -> Box:
        room = self.column / shared
        top, end = self.y(max(piece.start, self.first * 60)), self.y(piece.end)
        end = min(end, self.bottom)
        return Box(
            x=self.x(piece.day) + lane * room + 3,
            y=top + 1,
            width=max(2, room - 7),
            height=max(2, end - top - 3),
        )

    def now(self) -> str:
        """A line through today at the time it is."""
        minutes, day = self.week.minutes_now, self.week.today
        if minutes is None or day is None or day >= self.days:
            return ""
        if not self.first * 60 <= minutes <= self.last * 60:
            return ""
        y, x = self.y(minutes), self.x(day)
        line = mark("line", "now", x1=x, x2=x + self.column, y1=y, y2=y)
        return line + mark("circle", "now-dot", cx=x + 4, cy=y, r=5)


def _longest(
    ways: Sequence[str], room: float, letters: float, face: Face = Face.SANS
) -> str:
    """The first of several ways to say a thing that fits, or nothing."""
    return next((way for way in ways if room_for(way, letters, face) <= room), "")


def _sums(pieces: Sequence[Piece]) -> list[str]:
    vision, proposed = (
        _together([piece for piece in pieces if piece.item.kind in kinds])
        for kinds in ({Kind.FOCUS, Kind.PENCILLED}, {Kind.PROPOSED})
    )
    owed = sum((piece.item.owed for piece in pieces if piece.begins), timedelta())
    if vision:
        told = length(vision + proposed)
        return [f"{told} vision", told]
    if proposed:
        return [f"{length(proposed)} proposed", length(proposed)]
    return [f"owed {length(owed)}"] if owed else []


def _together(pieces: Sequence[Piece]) -> timedelta:
    return sum((piece.length for piece in pieces), timedelta())


def _table(pieces: Sequence[Piece], *, titles: bool) -> Table:
    return Table(
        head=("Day", "From", "To", "What", "Title"),
        rows=tuple(
            (
                WEEKDAYS[piece.day],
                clock(piece.start),
                clock(piece.end),
                _NAMES[piece.item.kind][1],
                piece.item.title if titles else None,
            )
            for piece in pieces
        ),
    )
