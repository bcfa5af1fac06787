"""Plans day by day while a calendar arrives, as a benchmark asks it to."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from tightrope.core.planner.daily.belief import Belief, Numbers
from tightrope.core.planner.daily.choosing import Weighing, chosen
from tightrope.core.planner.daily.dials import USUAL, Dials
from tightrope.core.planner.daily.moving import moving
from tightrope.core.planner.daily.options import Days, Option, options_of
from tightrope.core.planner.daily.outlook import Outlook, outlook, steady
from tightrope.core.planner.daily.table import DAYS_A_WEEK, Table, read_table
from tightrope.core.planner.daily.view import View, read_view
from tightrope.core.planner.daily.words import NotUnderstood

BEYOND = 4
"""So many more days are looked at, where the work of the last ones would be done."""

OLDEST = 2
Message = dict[str, Any]


class DailyPolicy:
    """A policy that learns from what it is shown, and plans the days ahead."""

    def __init__(self, dials: Dials = USUAL) -> None:
        self.dials = dials
        self.table: Table | None = None
        self._forget()

    def start(self, message: Mapping[str, Any]) -> None:
        """Forget everything, and take the rules in.

        Raises:
            NotUnderstood: something is missing, or is not what it should be.
        """
        self.table = read_table(message)
        self._forget()

    def plan(self, message: Mapping[str, Any]) -> Message:
        """The whole future plan, and meetings to move.

        Raises:
            NotUnderstood: something is missing, or is not what it should be, or no
                message `start` came before.
        """
        if self.table is None:
            raise NotUnderstood("op", "a start has to come first")
        view = read_view(message, self.table)
        self._learn(view, self.table)
        days = self._days(view, self.table)
        if not days.days:
            return _answer(days, [])
        return _answer(days, chosen(self._weighing(days)))

    def _forget(self) -> None:
        self.belief = Belief()
        self._work: Counter[int] = Counter()
        self._booked: Counter[int] = Counter()
        self._kept: set[int] = set()
        self._learnt = 0
        """Days before this one have been learnt from."""

    def _learn(self, view: View, table: Table) -> None:
        for moment, slots in view.work:
            self._work[moment // table.slots] += slots
        for created, moment, _ in view.booked:
            self._booked[created // table.slots] += 1
            self.belief.see_lead(moment // table.slots - created // table.slots)
        self._kept.update(view.kept)
        for day in table.working(self._learnt, view.today):
            self.belief.see_day(self._work.pop(day, 0), self._booked.pop(day, 0))
        self._learnt = max(self._learnt, view.today)

    def _days(self, view: View, table: Table) -> Days:
        working = table.working(view.today, view.today + table.horizon + 1)
        days = tuple(working[: self.dials.ahead + BEYOND])
        left = 1 - view.slot / table.slots
        return Days(
            table=table,
            dials=self.dials,
            view=view,
            outlook=self._outlook(len(days), left),
            leads=self.belief.leads,
            days=days,
        )

    def _outlook(self, days: int, left: float) -> Outlook:
        if not days or not self.dials.loads:
            return steady(self.belief, days)
        return outlook(self.belief, days, left)

    def _weighing(self, days: Days) -> Weighing:
        table, view = days.table, days.view
        used = Counter(day // DAYS_A_WEEK for day in self._kept)
        last = max(self._kept, default=-1)
        return Weighing(
            days=days,
            options=[self._options(days, number) for number in range(len(days.days))],
            free=_free(days) - days.outlook.meetings,
            backlog=_backlog(view, table),
            used=used,
            dry=len(table.working(last + 1, view.today)),
            begun=_begun(view),
        )

    def _options(self, days: Days, number: int) -> list[Option]:
        if number >= self.dials.ahead and days.days[number] not in days.view.blocks:
            return [Option(place=None, points=0.0)]
        found = options_of(days, number)
        undecided = found[0].place is None
        if self.dials.moving and number <= self.dials.announced and undecided:
            found += moving(days, number)
        return found


def _free(days: Days) -> Numbers:
    """Slots of each day that no meeting takes and that are still ahead."""
    return np.array(
        [float((days.free(day) & days.ahead(day)).bit_count()) for day in days.days]
    )[None, :]


def _backlog(view: View, table: Table) -> tuple[float, float, float]:
    """Slots that wait from today, yesterday and earlier."""
    found = [0.0, 0.0, 0.0]
    for day, slots in view.backlog:
        found[min(len(table.working(day, view.today)), OLDEST)] += slots
    return found[0], found[1], found[2]


def _begun(view: View) -> int:
    """Slots that are left of the block that has begun today."""
    start, length = view.blocks.get(view.today, (view.slot, 0))
    return max(0, start + length - view.slot) if start < view.slot else 0


def _answer(days: Days, options: list[Option]) -> Message:
    """What is announced of a plan, and what stands beyond it."""
    blocks: dict[int, tuple[int, int]] = {
        day: place for day, place in days.view.blocks.items() if day not in days.days
    }
    moves = []
    for number, (day, option) in enumerate(zip(days.days, options, strict=False)):
        soon = number <= days.dials.announced or day in days.view.blocks
        if option.place and soon:
            blocks[day] = option.place
            if option.move:
                moves.append(list(option.move))
    return {
        "blocks": [[day, *place] for day, place in sorted(blocks.items())],
        "moves": moves,
    }
