"""First fit, as most calendar helpers do it."""

from dataclasses import dataclass, field
from typing import Any

from tightrope.core.planner.daily.bits import each_of, mask_of, places
from tightrope.rolling.clock import (
    ALL,
    DAYS_A_WEEK,
    HOUR,
    LUNCH_MASK,
    SLOTS,
    Block,
    week_of,
)
from tightrope.rolling.play import Message

Blocks = dict[int, tuple[int, int]]


@dataclass(slots=True)
class FirstFit:
    """Fills each week up to a number of hours, the longest and earliest first.

    What was hit is placed again in the same week; what stands is left alone.

    Attributes:
        hours: so many a week.
        weeks: for so many weeks ahead, this one included.
    """

    hours: int
    weeks: int
    known: "Known" = field(init=False)

    def start(self, message: Message) -> None:
        """Take the rules in."""
        self.known = Known(message)

    def plan(self, view: Message) -> Message:
        """What stands, and what is missing to the hours of each week."""
        self.known.see(view)
        blocks = {day: (start, length) for day, start, length in view["blocks"]}
        free = self.known.free(view)
        first = week_of(view["now"] // SLOTS)
        for week in range(first, first + self.weeks):
            while block := self._next(week, blocks, free, view["now"]):
                blocks[block[0]] = block[1:]
        return {"blocks": [[day, *one] for day, one in blocks.items()], "moves": []}

    def _next(
        self, week: int, blocks: Blocks, free: dict[int, int], now: int
    ) -> Block | None:
        """The next block of a week, the longest that fits, the earliest of equals."""
        days = range(week * DAYS_A_WEEK, (week + 1) * DAYS_A_WEEK)
        lengths = {
            day: length for day, length in self.known.done.items() if day in days
        }
        lengths |= {day: blocks[day][1] for day in days if day in blocks}
        if len(lengths) >= self.known.rules["per_week"]:
            return None
        left = self.hours * HOUR - sum(lengths.values())
        most = min(left, self.known.rules["max_len"])
        for length in range(most, self.known.rules["min_len"] - 1, -1):
            for day in days:
                if day in free and day not in lengths:
                    for start in self.known.starts(free[day], length):
                        if day * SLOTS + start >= now:
                            return day, start, length
        return None


class Known:
    """What a simple policy has to know."""

    def __init__(self, message: Message) -> None:
        self.rules: dict[str, Any] = message["rules"]
        self.off = set(message["off"])
        self.days: int = message["days"]
        self.done: dict[int, int] = {}

    def see(self, view: Message) -> None:
        """Remember the blocks that took place."""
        self.done |= {day: length for day, _, length in view["kept"]}

    def free(self, view: Message) -> dict[int, int]:
        """The slots of each working day that no meeting takes."""
        today = view["now"] // SLOTS
        last = min(self.days, today + self.rules["horizon_days"] + 1)
        free = {
            day: ALL & ~LUNCH_MASK for day in range(today, last) if day not in self.off
        }
        for day, start, length in view["busy"]:
            if day in free:
                free[day] &= ~mask_of(start, length)
        return free

    def starts(self, free: int, length: int) -> list[int]:
        """Where a block may begin, on a day that stays reachable."""
        first, last, least = self.rules["reach"]
        window = mask_of(first, last - first)
        return [
            start
            for start in each_of(places(free, length))
            if (free & ~mask_of(start, length) & window).bit_count() >= least
        ]
