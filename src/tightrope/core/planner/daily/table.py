"""The rules that a benchmark tells at its start, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tightrope.core.planner.daily.bits import mask_of
from tightrope.core.planner.daily.words import (
    NotUnderstood,
    list_in,
    number_in,
    numbers_in,
    table_in,
)

DAYS_A_WEEK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What holds for all days of a game: lengths in slots, prices in hours.

    Attributes:
        slots: slots of a day.
        days: working days of the game.
        off: the free days among them.
        lunch: the slots of a day that cannot be booked.
        energy: what each slot of a day is worth.
        shortest: a block is no shorter.
        longest: a block is no longer.
        per_week: blocks of a week, at most.
        horizon: so many days ahead may be planned.
        open: the slots of a block day of which some have to stay free.
        least_open: how many of them.
        evening: what an hour of evening work costs.
        change: what changing a block costs within `firm_days`.
        pencil: the same farther away.
        firm_days: so many working days ahead a block is firm.
        move: what moving a meeting costs.
    """

    slots: int
    days: int
    off: frozenset[int]
    lunch: int
    energy: tuple[float, ...]
    shortest: int
    longest: int
    per_week: int
    horizon: int
    open: int
    least_open: int
    evening: float
    change: float
    pencil: float
    firm_days: int
    move: float

    @property
    def bookable(self) -> int:
        """The slots of an empty day that a block may take."""
        return mask_of(0, self.slots) & ~self.lunch

    def working(self, first: int, last: int) -> list[int]:
        """The working days from one up to, not including, another."""
        last = min(last, self.days)
        return [day for day in range(first, last) if day not in self.off]


def read_table(message: Mapping[str, Any]) -> Table:
    """The table of a message `start`.

    Raises:
        NotUnderstood: something is missing, or is not what it should be.
    """
    rules = table_in(message, "rules")
    slots, energy = number_in(message, "slots_per_day"), list_in(message, "energy")
    reach, lunch = numbers_in(rules, "reach", 3), numbers_in(message, "lunch", 2)
    if not 0 < slots == len(energy):
        raise NotUnderstood("energy", "it needs a number for each slot of a day")
    return Table(
        slots=slots,
        days=number_in(message, "days"),
        off=frozenset(int(day) for day in list_in(message, "off")),
        lunch=mask_of(lunch[0], lunch[1] - lunch[0]),
        energy=tuple(float(worth) for worth in energy),
        shortest=number_in(rules, "min_len"),
        longest=number_in(rules, "max_len"),
        per_week=number_in(rules, "per_week"),
        horizon=number_in(rules, "horizon_days"),
        open=mask_of(reach[0], reach[1] - reach[0]),
        least_open=reach[2],
        evening=float(rules.get("overtime_price", 1.5)),
        change=float(rules.get("change_cost_h", 0.5)),
        pencil=float(rules.get("pencil_cost_h", 0.05)),
        firm_days=int(rules.get("firm_days", 5)),
        move=float(rules.get("move_cost_h", 0.25)),
    )
