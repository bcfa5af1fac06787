"""A calendar and its work as they arrive over time, written down once."""

import json
from dataclasses import asdict, dataclass

OVERRIDE, YIELD = "override", "yield"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A meeting, and when it becomes known.

    Attributes:
        id: its number.
        c: when it is booked; -1 before the first day.
        s: where it wants to be.
        n: how many slots it takes.
        mode: `override` lands where it wants; `yield` looks for a free place.
        lo: a yielding one may go from there on.
        hi: and ends by then.
        x: when it is cancelled; nothing when it is not.
        flex: whether its owner may move it.
    """

    id: int
    c: int
    s: int
    n: int
    mode: str = OVERRIDE
    lo: int = 0
    hi: int = 0
    x: int | None = None
    flex: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """Work besides meetings: when it comes, and how many slots it takes."""

    c: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Everything that will happen, known to the simulator alone.

    Attributes:
        name: what it is called in tables.
        group: what kind of calendar it is.
        days: how many working days it has.
        off: the free days among them.
        events: the meetings.
        grind: the other work.
    """

    name: str
    group: str
    days: int
    off: tuple[int, ...]
    events: tuple[Arrival, ...]
    grind: tuple[Work, ...]


def dumped(trace: Trace) -> str:
    """The trace as one line of JSON."""
    return json.dumps(asdict(trace), separators=(",", ":"))


def loaded(text: str) -> Trace:
    """The trace that `dumped` wrote."""
    raw = json.loads(text)
    return Trace(
        name=raw["name"],
        group=raw["group"],
        days=raw["days"],
        off=tuple(raw["off"]),
        events=tuple(Arrival(**one) for one in raw["events"]),
        grind=tuple(Work(**one) for one in raw["grind"]),
    )
