"""What a week holds, as pieces of its days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Self
from zoneinfo import ZoneInfo

from tightrope.charts.words import clock, length
from tightrope.core.planner.answer import Placed
from tightrope.core.planner.block import State
from tightrope.core.timeline import Span, midnight

_DAY = 24 * 60
_WORKDAYS, _WEEK = 5, 7


class Kind(StrEnum):
    """What an item of the agenda is, which decides how it looks."""

    GRIND = "grind"
    INCIDENT = "incident"
    AWAY = "away"
    FOCUS = "focus"
    PENCILLED = "pencilled"
    PROPOSED = "proposed"
    OVERRIDDEN = "overridden"

    @property
    def block(self) -> bool:
        """Whether it is focus time that still counts."""
        return self in {Kind.FOCUS, Kind.PENCILLED, Kind.PROPOSED}


_LOOKS = {
    State.PROPOSED: Kind.PROPOSED,
    State.PENCILLED: Kind.PENCILLED,
    State.OVERRIDDEN: Kind.OVERRIDDEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something at a time.

    Attributes:
        kind: what it is.
        span: when.
        title: in the person's words.
        note: a few words under the time.
        owed: how much time it left owing.
    """

    kind: Kind
    span: Span
    title: str = ""
    note: str = ""
    owed: timedelta = timedelta()

    @classmethod
    def of(cls, placed: Placed) -> Self:
        """The item of a planned block: its purpose, and what speaks for its place."""
        block = placed.block
        kept = f"kept {round(placed.survival * 10)} times in 10"
        return cls(
            kind=_LOOKS.get(block.state, Kind.FOCUS),
            span=block.span,
            title=block.purpose or "Focus",
            note=f"repays {length(placed.repays)}" if placed.repays else kept,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The part of an item that lies on one day.

    Attributes:
        item: which.
        day: 0 for the Monday of the week.
        start: minutes from midnight by the clock on the wall.
        end: the same, after `start`; 1440 where it goes on the next day.
        length: in real time, whatever the clocks do in between.
        past: it is over.
        begins: the item begins on this day.
    """

    item: Item
    day: int
    start: float
    end: float
    length: timedelta
    past: bool
    begins: bool

    @property
    def times(self) -> str:
        """From when to when: `09:30–13:00`."""
        return f"{clock(self.start)}\N{EN DASH}{clock(self.end)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What one week holds.

    Attributes:
        monday: its first day.
        zone: the person's, for days and times.
        items: in any order; what lies outside of the week is left out.
        now: the time it is, where that should be shown.
        hours: the first and the last hour that are shown in any case.
    """

    monday: date
    zone: ZoneInfo
    items: tuple[Item, ...]
    now: datetime | None = None
    hours: tuple[int, int] = (8, 18)

    def pieces(self) -> list[Piece]:
        """Each item's part on each day, in order of time."""
        found = [
            piece
            for day in range(_WEEK)
            for item in self.items
            if (piece := self._piece(item, day))
        ]
        return sorted(
            found,
            key=lambda piece: (piece.day, piece.start, piece.end, piece.item.title),
        )

    def days_shown(self, pieces: Sequence[Piece]) -> int:
        """Five days, or more when something is on the weekend."""
        used = [piece.day for piece in pieces if piece.item.kind is not Kind.AWAY]
        return max(_WORKDAYS, *(day + 1 for day in used)) if used else _WORKDAYS

    def hours_shown(self, pieces: Sequence[Piece]) -> tuple[int, int]:
        """The usual hours, and more where something lies outside of them."""
        held = [piece for piece in pieces if piece.item.kind is not Kind.AWAY]
        first = min([self.hours[0], *(int(piece.start // 60) for piece in held)])
        last = max([self.hours[1], *(ceil(piece.end / 60) for piece in held)])
        return first, last

    @property
    def today(self) -> int | None:
        """Which day of the week it is now, from 0; nothing in other weeks."""
        if self.now is None:
            return None
        day = (self.now.astimezone(self.zone).date() - self.monday).days
        return day if 0 <= day < _WEEK else None

    @property
    def minutes_now(self) -> float | None:
        """Minutes since midnight by the clock on the wall, now."""
        return None if self.now is None else _minutes(self.now, self.zone)

    def _piece(self, item: Item, day: int) -> Piece | None:
        date = self.monday + timedelta(days=day)
        begin = midnight(date, self.zone)
        whole = Span(begin, midnight(date + timedelta(days=1), self.zone))
        part = item.span.clipped(whole)
        if part is None:
            return None
        start = _minutes(part.start, self.zone)
        end = _DAY if part.end == whole.end else _minutes(part.end, self.zone)
        if end <= start:
            # The clocks were turned back in between.
            end = min(_DAY, start + part.length / timedelta(minutes=1))
        return Piece(
            item=item,
            day=day,
            start=start,
            end=end,
            length=part.length,
            past=self.now is not None and part.end <= self.now,
            begins=part.start == item.span.start,
        )


def _minutes(moment: datetime, zone: ZoneInfo) -> float:
    wall = moment.astimezone(zone)
    return wall.hour * 60 + wall.minute + wall.second / 60
