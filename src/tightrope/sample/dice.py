"""Chance that falls the same way every time."""

import random
from collections.abc import Sequence
from math import exp, log, prod
from typing import TypeVar

T = TypeVar("T")

SEED = 6
"""What every die of the sample year starts from: the one of 119 tried with the clearest
spells."""


class Dice:
    """Draws that depend on `SEED` and a name, and on nothing else.

    All are made from `random()` alone, the one method whose numbers Python promises
    to keep from version to version.
    """

    def __init__(self, name: str) -> None:
        # no secret is drawn here
        self._draw = random.Random(f"{SEED} {name}").random  # noqa: S311

    def chance(self, share: float) -> bool:
        """Say yes in `share` of all cases."""
        return self._draw() < share

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._draw() * (high - low + 1))

    def one(self, items: Sequence[T]) -> T:
        """One of `items`, each as likely as the others."""
        return items[self.whole(0, len(items) - 1)]

    def weighed(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of `items`, each as likely as its weight says."""
        left = self._draw() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            left -= weight
            if left < 0:
                return item
        return items[-1]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """As many as `count` different items, in their order."""
        left = list(range(len(items)))
        while len(left) > count:
            left.pop(self.whole(0, len(left) - 1))
        return [items[place] for place in left]

    def poisson(self, mean: float) -> int:
        """How often something happens that happens `mean` times on average.

        Source:
            Knuth (1969), The Art of Computer Programming, volume 2, 3.4.1.
        """
        floor, product, count = exp(-mean), self._draw(), 0
        while product > floor:
            product *= self._draw()
            count += 1
        return count

    def swing(self) -> float:
        """A factor around 1: Gamma with shape 4 and scale 1/4."""
        return -log(prod(1 - self._draw() for _ in range(4))) / 4
