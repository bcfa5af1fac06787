"""Rows of labels under a chart, of which none touches another or the edge."""

from collections.abc import Iterable
from dataclasses import dataclass

from tightrope.charts.letters import room_for
from tightrope.charts.marks import text

_GAP = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of labels.

    Attributes:
        y: where the letters stand.
        low: nothing is left of it.
        high: nothing is right of it.
        letters: their height.
        cls: the class of the words.
    """

    y: float
    low: float
    high: float
    letters: float
    cls: str = ""

    def labels(self, wanted: Iterable[tuple[float, str]]) -> str:
        """Each label around its place, as far as there is room.

        Args:
            wanted: the middle of each label with its words; the first ones in this
                order win where two would touch.
        """
        taken: list[tuple[float, float]] = []
        marks = []
        for middle, words in wanted:
            half = room_for(words, self.letters) / 2
            at = min(max(middle, self.low + half), self.high - half)
            free = all(
                at + half + _GAP <= start or end + _GAP <= at - half
                for start, end in taken
            )
            if free and at - half >= self.low:
                taken.append((at - half, at + half))
                marks.append(text(words, at, self.y, self.cls, "middle"))
        return "".join(marks)
