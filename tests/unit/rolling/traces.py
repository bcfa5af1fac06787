"""Traces of a few days, in as few words as can be."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tightrope.rolling.play import Message
from tightrope.rolling.trace import OVERRIDE, YIELD, Arrival, Trace, Work

DAY = 36


def at(day: int, hour: float) -> int:
    """A moment, the clock on the wall saying `hour`."""
    return day * DAY + round((hour - 9) * 4)


def insists(
    id_: int, start: int, hours: float, booked: int = -1, cancelled: int | None = None
) -> Arrival:
    """A meeting that lands where it wants."""
    return Arrival(id_, booked, start, round(hours * 4), OVERRIDE, x=cancelled)


def gives_way(id_: int, start: int, hours: float, booked: int = -1) -> Arrival:
    """A meeting that looks for a free place, on its own day."""
    day = start // DAY
    return Arrival(
        id_, booked, start, round(hours * 4), YIELD, day * DAY, (day + 1) * DAY
    )


def a_trace(
    events: Sequence[Arrival] = (),
    work: Sequence[tuple[int, float]] = (),
    days: int = 5,
    off: Sequence[int] = (),
) -> Trace:
    """A trace with these meetings, and work as moment and hours."""
    return Trace(
        name="few days",
        group="test",
        days=days,
        off=tuple(off),
        events=tuple(events),
        grind=tuple(Work(moment, round(hours * 4)) for moment, hours in work),
    )


@dataclass(slots=True)
class Says:
    """Answers what it was told to, question by question, the last answer for good."""

    answers: list[Message]
    seen: list[Message] = field(default_factory=list)

    def start(self, message: Message) -> None:
        """Remember the rules."""
        self.seen.append(message)

    def plan(self, view: Message) -> Message:
        """The next answer."""
        self.seen.append(view)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def always(*blocks: list[int], moves: Sequence[list[int]] = ()) -> Says:
    """A policy with one plan."""
    return Says([{"blocks": list(blocks), "moves": list(moves)}])
