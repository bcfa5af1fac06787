"""Why something cannot be drawn."""

from collections.abc import Iterable
from math import isfinite

from tightrope.core.errors import InputError

MOST_HOURS = 10_000.0


class NothingToDraw(InputError):
    """A chart was asked for without a single week."""

    def __init__(self, chart: str) -> None:
        self.chart = chart
        super().__init__(f"there is no week to draw in the {chart} chart")


class NoHours(InputError):
    """A number cannot be the hours of a week."""

    def __init__(self, hours: float) -> None:
        self.hours = hours
        super().__init__(f"{hours} cannot be the hours of a week")


class NoRange(InputError):
    """The three numbers of a forecast do not go up."""

    def __init__(self, low: float, middle: float, high: float) -> None:
        self.low = low
        self.middle = middle
        self.high = high
        super().__init__(f"{low}, {middle} and {high} are not in order")


def refuse_wrong_hours(hours: Iterable[float | None]) -> None:
    """Let only numbers through that a week's hours may be.

    Raises:
        NoHours: one is below 0, not finite, or beyond all reason.
    """
    for number in hours:
        if number is not None and not (isfinite(number) and 0 <= number <= MOST_HOURS):
            raise NoHours(number)
