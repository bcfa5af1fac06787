"""What a benchmark shows of a moment, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tightrope.core.planner.daily.bits import mask_of
from tightrope.core.planner.daily.table import Table
from tightrope.core.planner.daily.words import NotUnderstood, number_in, rows_in

Place = tuple[int, int]
"""The first slot of a day, and how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is known at a moment.

    Attributes:
        now: the moment, counted in slots from the first day on.
        today: its day.
        slot: its slot of the day.
        taken: the slots that meetings take, by day.
        blocks: the standing plan, by day.
        backlog: work that waits: the day it came, and slots.
        flexible: meetings that may be moved: id, moment, slots.
        booked: meetings that became known: when, for when, slots.
        work: work that came: when, slots.
        kept: days whose block took place.
    """

    now: int
    today: int
    slot: int
    taken: dict[int, int]
    blocks: dict[int, Place]
    backlog: tuple[tuple[int, int], ...]
    flexible: tuple[tuple[int, int, int], ...]
    booked: tuple[tuple[int, int, int], ...]
    work: tuple[tuple[int, int], ...]
    kept: tuple[int, ...]


def read_view(message: Mapping[str, Any], table: Table) -> View:
    """The view of a message `plan`.

    Raises:
        NotUnderstood: something is missing, or is not what it should be.
    """
    now = number_in(message, "now")
    taken: dict[int, int] = {}
    for day, start, length in rows_in(message, "busy", 3):
        if start < 0 or length < 0:
            raise NotUnderstood("busy", "a start or a length is below nothing")
        taken[day] = taken.get(day, 0) | mask_of(start, min(length, table.slots))
    return View(
        now=now,
        today=now // table.slots,
        slot=now % table.slots,
        taken=taken,
        blocks={
            day: (start, length) for day, start, length in rows_in(message, "blocks", 3)
        },
        backlog=tuple((day, slots) for day, slots in rows_in(message, "backlog", 2)),
        flexible=tuple(
            (id_, moment, slots) for id_, moment, slots in rows_in(message, "flex", 3)
        ),
        booked=tuple(
            (created, moment, slots)
            for created, moment, slots, _, _ in rows_in(message, "news", 5)
        ),
        work=tuple((moment, slots) for moment, slots in rows_in(message, "grind", 2)),
        kept=tuple(day for day, _, _ in rows_in(message, "kept", 3)),
    )
