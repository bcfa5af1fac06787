"""The other work: first in, first out, in whatever slots are free."""

from collections import deque

from tightrope.rolling.clock import SLOTS


class Queue:
    """Work that waits, and what of it came too late.

    Work that is not done by the end of its last day is done that evening.
    """

    def __init__(self, due: dict[int, int]) -> None:
        self.due = due
        """For each day the last one on which its work is in time."""
        self.waiting: deque[list[int]] = deque()
        """A day, and the slots that are left of the work that came on it."""
        self.evening = 0

    def add(self, moment: int, slots: int) -> None:
        """Take in work."""
        day = moment // SLOTS
        if self.waiting and self.waiting[-1][0] == day:
            self.waiting[-1][1] += slots
        else:
            self.waiting.append([day, slots])

    def spend(self, slots: int) -> None:
        """Work for so many slots, the oldest first."""
        while slots and self.waiting:
            oldest = self.waiting[0]
            done = min(slots, oldest[1])
            slots -= done
            oldest[1] -= done
            if not oldest[1]:
                self.waiting.popleft()

    def end(self, day: int) -> None:
        """Push what is due on `day` and not done into its evening."""
        while self.waiting and self.due[self.waiting[0][0]] <= day:
            self.evening += self.waiting.popleft()[1]

    def backlog(self) -> list[list[int]]:
        """What waits: the day on which it came, and the slots left."""
        return [list(one) for one in self.waiting]


def due_days(days: int, off: frozenset[int], within: int) -> dict[int, int]:
    """For each working day the last one on which its work is in time."""
    working = [day for day in range(days) if day not in off]
    last = len(working) - 1
    return {
        day: working[min(last, number + within - 1)]
        for number, day in enumerate(working)
    }
