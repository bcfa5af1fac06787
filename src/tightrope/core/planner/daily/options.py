"""What can be done with each day: nothing, what stands, or the best new places."""

from dataclasses import dataclass

from tightrope.core.planner.daily.belief import Numbers
from tightrope.core.planner.daily.bits import each_of, mask_of, places
from tightrope.core.planner.daily.chances import UNKNOWN, chance
from tightrope.core.planner.daily.dials import Dials
from tightrope.core.planner.daily.outlook import Outlook
from tightrope.core.planner.daily.table import Table
from tightrope.core.planner.daily.view import Place, View

SLOTS_AN_HOUR = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that can be done with a day.

    Attributes:
        place: where the block is; nothing for no block.
        points: hours that it is worth by itself.
        move: a meeting that has to go, and where to.
    """

    place: Place | None
    points: float
    move: tuple[int, int] | None = None

    @property
    def length(self) -> int:
        """Slots of the block."""
        return self.place[1] if self.place else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The working days that are weighed, today being the first when it is one.

    Attributes:
        table: the rules.
        dials: how to plan.
        view: what is known.
        outlook: what may come.
        leads: shares of meetings by the days they are booked ahead.
        days: which days.
    """

    table: Table
    dials: Dials
    view: View
    outlook: Outlook
    leads: Numbers
    days: tuple[int, ...]

    def free(self, day: int) -> int:
        """The slots of a day that a block could take, were they still ahead."""
        return self.table.bookable & ~self.view.taken.get(day, 0)

    def ahead(self, day: int) -> int:
        """The slots of a day that are still ahead."""
        first = max(0, self.view.now - day * self.table.slots)
        return mask_of(0, self.table.slots) & ~mask_of(0, min(first, self.table.slots))

    def worth(self, place: Place, number: int) -> float:
        """Hours that a block is worth on the day of that number."""
        start, length = place
        whole = sum(self.table.energy[start : start + length]) / SLOTS_AN_HOUR
        if not self.dials.chances:
            return whole * UNKNOWN
        return whole * chance(
            place, number, self.outlook.bookings, self.leads, self.table.slots
        )

    def is_open(self, left: int) -> bool:
        """Say whether enough of a day stays free for others."""
        return (left & self.table.open).bit_count() >= self.table.least_open

    def price(self, number: int) -> float:
        """What changing the block of a day costs."""
        if not self.dials.stable:
            return 0.0
        firm = number <= self.table.firm_days
        return self.table.change if firm else self.table.pencil

    def lengths(self) -> range:
        """How long a block may be."""
        return range(self.table.shortest, self.table.longest + 1)


def options_of(days: Days, number: int) -> list[Option]:
    """What can be done with the day of that number; the first is to do nothing new."""
    day = days.days[number]
    stands = days.view.blocks.get(day)
    if stands and _fixed(days, number, stands):
        return [Option(place=stands, points=0.0)]
    price = days.price(number) if stands else 0.0
    found = [Option(place=None, points=-price)]
    if stands:
        found.append(Option(place=stands, points=days.worth(stands, number)))
    for length in days.lengths():
        place = best_place(days, number, days.free(day), length)
        if place and place != stands:
            points = days.worth(place, number) - price
            found.append(Option(place=place, points=points))
    return found


def best_place(days: Days, number: int, free: int, length: int) -> Place | None:
    """The place of a length that is worth most on a day, the earliest of equals."""
    ahead = days.ahead(days.days[number])
    best, most = None, 0.0
    for start in each_of(places(free & ahead, length)):
        if days.is_open(free & ~mask_of(start, length)):
            worth = days.worth((start, length), number)
            if best is None or worth > most:
                best, most = (start, length), worth
    return best


def _fixed(days: Days, number: int, place: Place) -> bool:
    """Say whether a standing block is not to be touched."""
    begun = days.days[number] * days.table.slots + place[0] < days.view.now
    return begun or number <= days.dials.locked
