"""Chance that falls the same way for the same seed."""

import random
from collections.abc import Sequence


class Dice:
    """Draws made from `random()` alone, which no version of Python changes."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed).random  # noqa: S311 - no secret is drawn

    def one(self, items: Sequence[str]) -> str:
        """One of `items`."""
        return items[int(self.draw() * len(items))]

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.draw() * (high - low + 1))
