"""The next weeks, small: what is taken, and where the blocks are."""

from collections.abc import Sequence
from datetime import timedelta

from tightrope.charts.agenda import Piece, Week
from tightrope.charts.cards import ground
from tightrope.charts.drawing import Drawing, Size, Table
from tightrope.charts.lanes import lanes
from tightrope.charts.letters import fitted, room_for
from tightrope.charts.marks import mark, moved, text
from tightrope.charts.shapes import Box
from tightrope.charts.words import (
    WEEKDAYS,
    clock,
    count,
    length,
    listed,
    short_day,
)

TITLE = "The next weeks"

_GAP = 20.0
_HEAD, _FOOT = 44.0, 24.0
_HOUR = 13.0
_GUTTER = 22.0
_ACROSS = {Size.SMALL: 2, Size.MEDIUM: 3, Size.LARGE: 5}


def weeks_ahead(weeks: Sequence[Week], *, size: Size = Size.LARGE) -> Drawing:
    """A small grid for each week, all with the same hours, without titles.

    Args:
        weeks: in order.
        size: how wide it is, all of them together.
    """
    pieces = [week.pieces() for week in weeks]
    spans = [week.hours_shown(p) for week, p in zip(weeks, pieces, strict=True)]
    hours = (min(first for first, _ in spans), max(last for _, last in spans))
    across = min(_ACROSS[size], max(3, len(weeks)))
    room = (size + _GAP) / across
    high = _HEAD + (hours[1] - hours[0]) * _HOUR + _FOOT
    body = "".join(
        moved(
            _Small(week, held, hours, room - _GAP).drawn(),
            place % across * room,
            place // across * (high + _GAP),
        )
        for place, (week, held) in enumerate(zip(weeks, pieces, strict=True))
    )
    down = -(-len(weeks) // across)
    return Drawing(
        kind="ahead",
        width=size,
        height=down * (high + _GAP) - _GAP,
        title=TITLE,
        desc=_finding(weeks, pieces),
        body=body,
        table=_table(weeks, pieces),
    )


class _Small:
    """One small grid."""

    def __init__(
        self, week: Week, pieces: list[Piece], hours: tuple[int, int], wide: float
    ) -> None:
        self.week = week
        self.pieces = pieces
        self.hours = hours
        self.wide = wide
        self.days = week.days_shown(pieces)
        self.column = (wide - _GUTTER - 1) / self.days
        self.bottom = _HEAD + (hours[1] - hours[0]) * _HOUR

    def x(self, day: float) -> float:
        return _GUTTER + day * self.column

    def y(self, minutes: float) -> float:
        inside = max(self.hours[0] * 60, min(minutes, self.hours[1] * 60))
        return _HEAD + (inside / 60 - self.hours[0]) * _HOUR

    def drawn(self) -> str:
        return self._words() + self._ground() + self._cards()

    def _words(self) -> str:
        name = f"Week {self.week.monday.isocalendar().week}"
        after = room_for(name, 13) + 8
        dates = f"from {short_day(self.week.monday)}"
        return (
            text(name, _GUTTER, 13, "sub strong")
            + text(
                fitted(dates, self.wide - _GUTTER - after, 12),
                _GUTTER + after,
                13,
                "usual",
            )
            + "".join(
                text(
                    WEEKDAYS[day][0],
                    self.x(day + 0.5),
                    _HEAD - 6,
                    "little",
                    "middle",
                )
                for day in range(self.days)
            )
            + self._sum()
        )

    def _sum(self) -> str:
        held = [piece for piece in self.pieces if piece.item.kind.block]
        cls, words = "usual", "no block"
        if held:
            time = sum((piece.length for piece in held), timedelta())
            blocks = sum(piece.begins for piece in held)
            cls, words = "usual sum", f"{count(blocks, 'block')}, {length(time)}"
        return text(
            fitted(words, self.wide - _GUTTER, 12), _GUTTER, self.bottom + 18, cls
        )

    def _ground(self) -> str:
        frame = {
            "x": _GUTTER + 0.5,
            "y": _HEAD + 0.5,
            "width": self.wide - _GUTTER - 1,
            "height": self.bottom - _HEAD - 1,
            "rx": 6,
        }
        hours = range(self.hours[0] + 1, self.hours[1])
        return (
            mark("rect", "frame", **frame)
            + "".join(
                mark("line", "gl", x1=_GUTTER, x2=self.wide, y1=y, y2=y)
                + text(str(hour), _GUTTER - 5, y + 4, "tiny", "end")
                for hour in hours
                if hour % 3 == 0 and (y := self.y(hour * 60))
            )
            + "".join(
                mark("line", "gl", x1=x, x2=x, y1=_HEAD, y2=self.bottom)
                for x in (self.x(day) for day in range(1, self.days))
            )
            + mark("rect", "edge", **frame)
        )

    def _cards(self) -> str:
        marks = []
        for day in range(self.days):
            held = [
                piece
                for piece in self.pieces
                if piece.day == day
                and piece.end > self.hours[0] * 60
                and piece.start < self.hours[1] * 60
            ]
            places = lanes([(piece.start, piece.end) for piece in held])
            for piece, (lane, shared) in zip(held, places, strict=True):
                room = (self.column - 3) / shared
                top, end = self.y(piece.start), self.y(piece.end)
                box = Box(
                    self.x(day) + 2 + lane * room,
                    top + 0.5,
                    max(1.0, room - 1),
                    max(1.0, end - top - 1),
                )
                marks.append(ground(piece, box, edge=2))
        return "".join(marks)


def _finding(weeks: Sequence[Week], pieces: Sequence[Sequence[Piece]]) -> str:
    told = []
    for week, held in zip(weeks, pieces, strict=True):
        blocks = [piece for piece in held if piece.item.kind.block]
        when = listed([f"{WEEKDAYS[one.day]} {one.times}" for one in blocks])
        number = week.monday.isocalendar().week
        told.append(f"Week {number}: {when or 'no block'}.")
    return " ".join(told)


def _table(weeks: Sequence[Week], pieces: Sequence[Sequence[Piece]]) -> Table:
    return Table(
        head=("Day", "From", "To", "Hours"),
        rows=tuple(
            (
                (week.monday + timedelta(days=piece.day)).isoformat(),
                clock(piece.start),
                clock(piece.end),
                piece.length / timedelta(hours=1),
            )
            for week, held in zip(weeks, pieces, strict=True)
            for piece in held
            if piece.item.kind.block
        ),
    )
