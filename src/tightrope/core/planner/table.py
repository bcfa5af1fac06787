"""All ways to use one week, by first and last block day and by total."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tightrope.core.planner.grid import Counts
from tightrope.core.planner.menu import Entry
from tightrope.core.planner.shape import NEVER, Shape

Menus = Sequence[tuple[Entry, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The best points of a week by first day, last day, blocks and total.

    Attributes:
        shape: what holds in the week whatever its days give.
        menus: what each of its days gives.
        all: points by first day, last day, number of blocks and total, evening work
            apart.
        best: points by first day, last day and total.
    """

    shape: Shape
    menus: Menus
    all: Counts
    best: Counts

    def way(self, first: int, last: int, total: int) -> list[Entry]:
        """The entries, in order of time, that make up one cell of `best`."""
        blocks = int(np.argmax(self.all[first, last, :, total]))
        entries: list[Entry] = []
        while last >= 0:
            entry, last, blocks, total = self._step(first, last, blocks, total)
            entries.append(entry)
        return entries[::-1]

    def _step(
        self, first: int, last: int, blocks: int, total: int
    ) -> tuple[Entry, int, int, int]:
        """The entry of the last day of a cell, and the cell before it."""
        points = int(self.all[first, last, blocks, total])
        part = self.shape.part_of[last]
        for entry in used(self.menus[last], forced=_forced(self.shape, last)):
            left = blocks - entry.blocks
            before = self.shape.vectors.moved(total, part, entry.grains)
            if left < 0 or before is None:
                continue
            if first == last:
                if not left and not before and entry.points == points:
                    return entry, -1, 0, 0
                continue
            earlier = (
                self.all[first, first:last, left, before]
                - self.shape.between[first:last, last]
            )
            found = np.nonzero(earlier + entry.points == points)[0]
            if len(found):
                return entry, first + int(found[0]), left, before
        raise AssertionError(points)


def tabled(shape: Shape, menus: Menus, evening: Counts | None = None) -> Table:
    """Weigh all ways to use a week; `evening` replaces the shape's own in a what-if."""
    size, most = shape.size, shape.week.most
    points = np.full(
        (size, size, most + 1, len(shape.vectors.totals)), NEVER, dtype=np.int64
    )
    for day in range(size):
        _fill(points, day, shape, menus[day])
    late = shape.evening if evening is None else evening
    best = points.max(axis=2) - shape.behind[:, None] - late
    best[~shape.starts] = NEVER
    best[:, ~shape.ends] = NEVER
    return Table(shape=shape, menus=menus, all=points, best=np.maximum(best, NEVER))


def _fill(points: Counts, day: int, shape: Shape, menu: tuple[Entry, ...]) -> None:
    """Write what is possible with `day` as the last block day."""
    most = points.shape[2] - 1
    earlier = np.full((day, *points.shape[2:]), NEVER, dtype=np.int64)
    if day:
        costs = shape.between[:day, day]
        earlier = (points[:day, :day] - costs[None, :, None, None]).max(axis=1)
        np.maximum(earlier, NEVER, out=earlier)
    for entry in used(menu, forced=_forced(shape, day)):
        if entry.blocks > most:
            continue
        before, after = shape.vectors.moves[shape.part_of[day], entry.grains]
        here = points[day, day, entry.blocks]
        start = after[before == 0]
        here[start] = np.maximum(here[start], entry.points)
        if day:
            longer = earlier[:, : most + 1 - entry.blocks][:, :, before] + entry.points
            target = points[:day, day, entry.blocks :]
            target[:, :, after] = np.maximum(target[:, :, after], longer)


def used(menu: tuple[Entry, ...], *, forced: bool) -> tuple[Entry, ...]:
    """The entries that make a day a block day."""
    return menu if forced else menu[1:]


def _forced(shape: Shape, day: int) -> bool:
    return bool(shape.forced[day])
