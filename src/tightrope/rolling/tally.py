"""What came of a policy on one trace."""

from dataclasses import dataclass, field

from tightrope.rolling.clock import DAYS_A_WEEK, ENERGY, HOUR, Block
from tightrope.rolling.rules import Rules


@dataclass(slots=True)
class Tally:
    """Everything that is counted while a policy plays.

    Attributes:
        kept: the blocks that took place.
        promised: the blocks that stood on the evening before their day.
        late: changes of announced blocks within the firm days.
        early: changes farther away.
        moves: meetings that were moved.
        broken: blocks that a meeting broke.
        trimmed: blocks that a meeting shortened.
        deflected: meetings that gave way.
        dropped: answers that broke a rule.
        evening: slots of work that were done in the evening.
        seconds: how long each call took; left out where nothing is measured.
    """

    kept: list[Block] = field(default_factory=list)
    promised: list[Block] = field(default_factory=list)
    late: int = 0
    early: int = 0
    moves: int = 0
    broken: int = 0
    trimmed: int = 0
    deflected: int = 0
    dropped: int = 0
    evening: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def kept_hours(self) -> float:
        """Hours of blocks that took place."""
        return sum(length for _, _, length in self.kept) / HOUR

    @property
    def worth(self) -> float:
        """The same, weighed by the time of day."""
        return (
            sum(sum(ENERGY[start : start + length]) for _, start, length in self.kept)
            / HOUR
        )

    @property
    def promised_hours(self) -> float:
        """Hours that stood on the evening before."""
        return sum(length for _, _, length in self.promised) / HOUR

    @property
    def kept_of_promised_hours(self) -> float:
        """Hours of them that took place where they stood."""
        by_day = {day: (start, length) for day, start, length in self.kept}
        held = 0
        for day, start, length in self.promised:
            first, many = by_day.get(day, (0, 0))
            held += max(0, min(start + length, first + many) - max(start, first))
        return held / HOUR

    def net(self, rules: Rules, evening_anyway: int) -> float:
        """Net hours: what is worth something less what it cost others and oneself."""
        caused = (self.evening - evening_anyway) / HOUR
        return (
            self.worth
            - rules.overtime_price * caused
            - rules.change_cost_h * self.late
            - rules.pencil_cost_h * self.early
            - rules.move_cost_h * self.moves
        )

    def drought(self, days: int, off: frozenset[int]) -> int:
        """The most working days in a row without a block that took place."""
        kept = {day for day, _, _ in self.kept}
        longest = run = 0
        for day in range(days):
            if day not in off:
                run = 0 if day in kept else run + 1
                longest = max(longest, run)
        return longest


def weeks_of(days: int) -> float:
    """How many weeks so many working days are."""
    return days / DAYS_A_WEEK
