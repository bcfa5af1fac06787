"""Plays a policy through a trace, showing it only what has become known."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from typing import Any, Protocol

from tightrope.core.planner.daily.bits import runs_of
from tightrope.rolling.clock import SLOTS, Block, week_of
from tightrope.rolling.rules import Rules, start_message
from tightrope.rolling.tally import Tally
from tightrope.rolling.trace import Arrival, Trace, Work
from tightrope.rolling.world import World

Message = dict[str, Any]
"""One JSON object, as `docs/reference/bench-policy.md` has it."""


class Player(Protocol):
    """What answers for a policy."""

    def start(self, message: Message) -> None:
        """Forget everything, and take the rules in."""

    def plan(self, view: Message) -> Message:
        """The whole future plan, and meetings to move."""


Clock = Callable[[], float]


def play(
    trace: Trace, player: Player, rules: Rules, clock: Clock = perf_counter
) -> Tally:
    """What comes of a policy on a trace."""
    return _Game(trace, player, rules, clock).played()


@dataclass(slots=True)
class _Game:
    trace: Trace
    player: Player
    rules: Rules
    clock: Clock
    world: World = field(init=False)
    tally: Tally = field(default_factory=Tally)
    news: list[list[int]] = field(default_factory=list)
    grind: list[list[int]] = field(default_factory=list)
    kept: list[Block] = field(default_factory=list)
    spent: int = 0
    """Up to that moment work has been done."""

    def __post_init__(self) -> None:
        self.world = World(self.trace, self.rules)

    def played(self) -> Tally:
        self.player.start(
            start_message(self.rules, self.trace.days, list(self.trace.off))
        )
        happenings = self._happenings()
        moment, happen = next(happenings, (None, None))
        while moment is not None and moment < 0 and happen:
            happen()
            moment, happen = next(happenings, (None, None))
        for day in range(self.trace.days):
            if day in self.world.off:
                continue
            self._ask("morning", day * SLOTS)
            while moment is not None and moment < (day + 1) * SLOTS and happen:
                self._work_until(moment)
                reason = happen()
                if reason:
                    self._ask(reason, moment)
                moment, happen = next(happenings, (None, None))
            self._end(day)
        return self.tally

    def _happenings(self) -> Iterator[tuple[int, Callable[[], str | None]]]:
        """Everything that happens, in order of time."""
        found: list[tuple[int, int, int, Callable[[], str | None]]] = []
        for event in self.trace.events:
            found.append((event.c, 0, event.id, partial(self._land, event)))
            if event.x is not None:
                found.append((event.x, 1, event.id, partial(self._drop, event)))
        for number, work in enumerate(self.trace.grind):
            found.append((work.c, 2, number, partial(self._add, work)))
        for moment, _, _, happen in sorted(found, key=lambda one: one[:3]):
            yield moment, happen

    def _land(self, event: Arrival) -> str | None:
        start, gave_way = self.world.land(event)
        hit = self.world.trim(start, event.n)
        self.tally.deflected += gave_way and event.c >= 0
        if event.c >= 0:
            self.news.append([event.c, start, event.n, int(gave_way), int(bool(hit))])
        if hit is None:
            return None
        self.tally.broken += hit[1] is None
        self.tally.trimmed += hit[1] is not None
        return "hit"

    def _drop(self, event: Arrival) -> str | None:
        if event.id not in self.world.at:
            return None
        start, _ = self.world.at[event.id]
        if start <= (event.x or 0):
            return None
        self.world.remove(event.id)
        return "cancel" if event.x and event.x >= 0 else None

    def _add(self, work: Work) -> None:
        self.world.queue.add(work.c, work.n)
        self.grind.append([work.c, work.n])

    def _work_until(self, moment: int) -> None:
        """Spend the open slots of today up to a moment on work."""
        day = moment // SLOTS
        first, last = max(self.spent, day * SLOTS), moment
        if last > first:
            passed = ((1 << (last - first)) - 1) << (first - day * SLOTS)
            self.world.queue.spend((self.world.open(day) & passed).bit_count())
            self.spent = last

    def _end(self, day: int) -> None:
        self._work_until((day + 1) * SLOTS - 1)
        last = self.world.open(day) >> (SLOTS - 1) & 1
        self.world.queue.spend(last)
        self.spent = (day + 1) * SLOTS
        self.world.queue.end(day)
        self.tally.evening = self.world.queue.evening
        if block := self.world.blocks.pop(day, None):
            self.kept.append((day, *block))
            self.tally.kept.append((day, *block))
        tomorrow = next(
            (
                one
                for one in range(day + 1, self.trace.days)
                if one not in self.world.off
            ),
            None,
        )
        if tomorrow is not None and tomorrow in self.world.blocks:
            self.tally.promised.append((tomorrow, *self.world.blocks[tomorrow]))

    def _ask(self, reason: str, now: int) -> None:
        view = self._view(reason, now)
        self.news, self.grind, self.kept = [], [], []
        begun = self.clock()
        answer = self.player.plan(view)
        self.tally.seconds.append(self.clock() - begun)
        self._adopt(answer, now)

    def _view(self, reason: str, now: int) -> Message:
        today = now // SLOTS
        last = min(self.trace.days, today + self.rules.horizon_days + 1)
        return {
            "op": "plan",
            "reason": reason,
            "now": now,
            "busy": [
                [day, start, length]
                for day in range(today, last)
                for start, length in runs_of(self.world.taken(day))
            ],
            "blocks": [
                [day, *block] for day, block in sorted(self.world.blocks.items())
            ],
            "backlog": self.world.queue.backlog(),
            "flex": [
                [id_, start, event.n] for id_, start, event in self.world.movable(now)
            ],
            "news": self.news,
            "grind": self.grind,
            "kept": [list(block) for block in self.kept],
        }

    def _adopt(self, answer: Message, now: int) -> None:
        """Take an answer over, but for what breaks a rule."""
        standing = dict(self.world.blocks)
        asked = {
            int(day): (int(start), int(length))
            for day, start, length in answer.get("blocks", [])
        }
        kept = {
            day: block
            for day, block in standing.items()
            if asked.get(day) == block or day * SLOTS + block[0] < now
        }
        self.world.blocks = dict(kept)
        self._move(answer.get("moves", []), now)
        for day, block in asked.items():
            if day not in kept:
                self._announce((day, *block), now)
        self._charge(standing, now)

    def _move(self, moves: list[list[int]], now: int) -> None:
        for id_, to in moves:
            if self.world.moves_well(id_, to, now):
                _, event = self.world.remove(id_)
                self.world.put(event, to)
                self.world.moved.add(id_)
                self.tally.moves += 1
            else:
                self.tally.dropped += 1

    def _announce(self, block: Block, now: int) -> None:
        week = week_of(block[0])
        used = sum(week_of(day) == week for day in self.world.blocks)
        used += sum(week_of(day) == week for day, _, _ in self.tally.kept)
        if used < self.rules.per_week and self.world.fits(block, now):
            self.world.blocks[block[0]] = block[1:]
        else:
            self.tally.dropped += 1

    def _charge(self, standing: dict[int, tuple[int, int]], now: int) -> None:
        """Count what became of the announced blocks."""
        today = now // SLOTS
        for day, block in standing.items():
            if self.world.blocks.get(day) != block:
                ahead = sum(one not in self.world.off for one in range(today, day))
                if ahead <= self.rules.firm_days:
                    self.tally.late += 1
                else:
                    self.tally.early += 1
