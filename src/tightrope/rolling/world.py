"""What is so at a moment of a trace: meetings, blocks and work, and nothing later."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tightrope.core.planner.daily.bits import mask_of, places, runs_of
from tightrope.rolling.clock import ALL, DAYS_A_WEEK, LUNCH_MASK, SLOTS, Block
from tightrope.rolling.rules import Rules
from tightrope.rolling.trace import YIELD, Arrival, Trace
from tightrope.rolling.work import Queue, due_days


@dataclass(slots=True)
class World:
    """A calendar in the middle of its life.

    Attributes:
        trace: all that will happen; only what has happened is looked at.
        rules: the rules of the game.
        at: where each known meeting stands.
        blocks: the blocks of days to come and of today, by day: first slot and length.
    """

    trace: Trace
    rules: Rules
    off: frozenset[int] = field(init=False)
    queue: Queue = field(init=False)
    at: dict[int, tuple[int, Arrival]] = field(default_factory=dict)
    blocks: dict[int, tuple[int, int]] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)
    _counts: list[bytearray] = field(init=False)
    _taken: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.off = frozenset(self.trace.off)
        due = due_days(self.trace.days, self.off, self.rules.due_days)
        self.queue = Queue(due)
        self._counts = [bytearray(SLOTS) for _ in range(self.trace.days)]
        self._taken = [0] * self.trace.days

    def taken(self, day: int) -> int:
        """The slots of a day that meetings take."""
        return self._taken[day]

    def block_mask(self, day: int) -> int:
        """The slots of a day that a block takes."""
        block = self.blocks.get(day)
        return mask_of(*block) if block else 0

    def open(self, day: int) -> int:
        """The slots of a day that nothing takes, lunch apart."""
        return ALL & ~LUNCH_MASK & ~self._taken[day] & ~self.block_mask(day)

    def land(self, event: Arrival) -> tuple[int, bool]:
        """Put a new meeting where it goes.

        Returns:
            Where that is, and whether it gave way to what stood there.
        """
        start = self._place_of(event)
        self.put(event, start)
        return start, start != event.s

    def put(self, event: Arrival, start: int) -> None:
        """Let a meeting stand at `start`."""
        self.at[event.id] = (start, event)
        self._count(start, event.n, 1)

    def remove(self, id_: int) -> tuple[int, Arrival]:
        """Take a meeting away, and say where it stood."""
        start, event = self.at.pop(id_)
        self._count(start, event.n, -1)
        return start, event

    def trim(self, start: int, length: int) -> tuple[Block, Block | None] | None:
        """Cut the block under a landing meeting to its longest part that counts.

        Returns:
            The block before and after, nothing when it broke; nothing at all when no
            block was hit.
        """
        day, slot = divmod(start, SLOTS)
        mask = self.block_mask(day)
        left = mask & ~mask_of(slot, length)
        if left == mask:
            return None
        before = (day, *self.blocks.pop(day))
        runs = runs_of(left)
        best = max(runs, key=lambda run: (run[1], -run[0]), default=(0, 0))
        if best[1] < self.rules.min_len:
            return before, None
        self.blocks[day] = best
        return before, (day, *best)

    def fits(self, block: Block, now: int) -> bool:
        """Say whether a new block keeps every rule that looks at its own day."""
        day, start, length = block
        if not self.rules.min_len <= length <= self.rules.max_len:
            return False
        if day in self.off or not 0 <= day < self.trace.days:
            return False
        if not now // SLOTS <= day <= now // SLOTS + self.rules.horizon_days:
            return False
        if start < 0 or start + length > SLOTS or day * SLOTS + start < now:
            return False
        free, mask = ALL & ~LUNCH_MASK & ~self._taken[day], mask_of(start, length)
        return mask & ~free == 0 and self._reachable(free & ~mask)

    def movable(self, now: int) -> Iterator[tuple[int, int, Arrival]]:
        """The meetings that may still be moved: id, place, meeting."""
        last = (now // SLOTS + self.rules.horizon_days + 1) * SLOTS
        for id_, (start, event) in self.at.items():
            if event.flex and id_ not in self.moved and now < start < last:
                yield id_, start, event

    def moves_well(self, id_: int, to: int, now: int) -> bool:
        """Say whether a meeting may be moved to `to`: once, in its week, if free."""
        if id_ not in self.at or id_ in self.moved or to <= now:
            return False
        start, event = self.at[id_]
        day, slot = divmod(to, SLOTS)
        week = SLOTS * DAYS_A_WEEK
        if not event.flex or start <= now or to // week != start // week:
            return False
        if day in self.off or to == start or day >= self.trace.days:
            return False
        return bool(places(self.open(day), event.n) >> slot & 1)

    def _reachable(self, free: int) -> bool:
        first, last, least = self.rules.reach
        return (free & mask_of(first, last - first)).bit_count() >= least

    def _place_of(self, event: Arrival) -> int:
        if event.mode != YIELD or self._is_open(event.s, event.n):
            return event.s
        first = max(event.lo, event.c + 1)
        best = None
        for day in range(first // SLOTS, min(event.hi // SLOTS + 1, self.trace.days)):
            if day in self.off:
                continue
            starts = places(self.open(day), event.n)
            while starts:
                slot = (starts & -starts).bit_length() - 1
                starts &= starts - 1
                start = day * SLOTS + slot
                if first <= start and start + event.n <= event.hi:
                    far = (abs(start - event.s), start)
                    best = min(best, far) if best else far
        return best[1] if best else event.s

    def _is_open(self, start: int, length: int) -> bool:
        day, slot = divmod(start, SLOTS)
        return mask_of(slot, length) & ~self.open(day) == 0

    def _count(self, start: int, length: int, by: int) -> None:
        day, slot = divmod(start, SLOTS)
        counts, mask = self._counts[day], self._taken[day]
        for at in range(slot, min(slot + length, SLOTS)):
            counts[at] += by
            mask = mask | 1 << at if counts[at] else mask & ~(1 << at)
        self._taken[day] = mask
