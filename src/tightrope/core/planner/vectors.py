"""How focus time may spread over the pledges of a week: the totals that can come up."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from tightrope.core.planner.grid import Counts

Totals: TypeAlias = tuple[int, ...]
"""Grains for each part of a week; a week has one part for each pledge it touches."""

Course: TypeAlias = tuple[int, frozenset[tuple[int, int]]]
"""A day's part, and the blocks and grains that it may give."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Every total that a week may come to, numbered.

    Attributes:
        totals: the totals, the empty one first.
        moves: for a part and some grains which totals become which, as two columns.
        sums: the grains of each total, all parts together.
    """

    totals: tuple[Totals, ...]
    moves: dict[tuple[int, int], tuple[Counts, Counts]]
    sums: Counts

    def moved(self, at: int, part: int, grains: int) -> int | None:
        """The total which, with these grains more, is the one numbered `at`."""
        before, after = self.moves[part, grains]
        found = np.nonzero(after == at)[0]
        return int(before[found[0]]) if len(found) else None


@lru_cache(maxsize=64)
def vectors(courses: tuple[Course, ...], parts: int, most: int) -> Vectors:
    """The totals that some days can come to with at most so many blocks."""
    fewest: dict[Totals, int] = {(0,) * parts: 0}
    for part, servings in courses:
        reached = dict(fewest)
        for total, used in fewest.items():
            for blocks, grains in servings:
                if used + blocks <= most:
                    bigger = _add(total, part, grains)
                    reached[bigger] = min(reached.get(bigger, most), used + blocks)
        fewest = reached
    totals = tuple(sorted(fewest))
    sums = np.array([sum(total) for total in totals], dtype=np.int64)
    return Vectors(totals, _moves(totals, courses), sums)


def _moves(
    totals: Sequence[Totals], courses: Sequence[Course]
) -> dict[tuple[int, int], tuple[Counts, Counts]]:
    number = {total: index for index, total in enumerate(totals)}
    moves: dict[tuple[int, int], tuple[Counts, Counts]] = {}
    for part, servings in courses:
        for _, grains in servings:
            if (part, grains) in moves:
                continue
            pairs = [
                (index, after)
                for index, total in enumerate(totals)
                if (after := number.get(_add(total, part, grains))) is not None
            ]
            columns = np.array(pairs, dtype=np.int64).reshape(-1, 2)
            moves[part, grains] = columns[:, 0], columns[:, 1]
    return moves


def _add(total: Totals, part: int, grains: int) -> Totals:
    return (*total[:part], total[part] + grains, *total[part + 1 :])
