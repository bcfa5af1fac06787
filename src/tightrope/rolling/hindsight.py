"""The best plan that was found by somebody who knows everything, really played.

It is a search and no proof: the true best lies between it and the bound.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from tightrope.core.planner.daily.bits import each_of, mask_of, places
from tightrope.rolling.clock import ALL, ENERGY, LUNCH_MASK, SLOTS, Block
from tightrope.rolling.play import Message, Player, play
from tightrope.rolling.policies.simple import Fixed
from tightrope.rolling.rules import Rules
from tightrope.rolling.tally import Tally
from tightrope.rolling.trace import OVERRIDE, Trace

EVALUATIONS = 400
Moves = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Watched:
    """A policy whose moved meetings are written down."""

    player: Player
    moves: dict[int, int] = field(default_factory=dict)

    def start(self, message: Message) -> None:
        """Hand the rules on."""
        self.player.start(message)

    def plan(self, view: Message) -> Message:
        """Hand the question on, and remember what is moved."""
        answer = self.player.plan(view)
        self.moves |= dict(answer["moves"])
        return answer


def hindsight(
    trace: Trace,
    rules: Rules,
    evening_anyway: int,
    players: Sequence[Player],
    evaluations: int = EVALUATIONS,
) -> Tally:
    """What comes of the best fixed plan that is found.

    The search begins with the best of what the players' plans came to, known before.
    """
    search = _Search(trace, rules, evening_anyway)
    for player in players:
        watched = Watched(player)
        tally = play(trace, watched, rules)
        search.offer({block[0]: block for block in tally.kept}, watched.moves)
    search.improve(evaluations)
    return search.tally


@dataclass(slots=True)
class _Search:
    trace: Trace
    rules: Rules
    evening_anyway: int
    blocks: dict[int, Block] = field(default_factory=dict)
    moves: dict[int, int] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    net: float = 0.0

    def offer(self, blocks: dict[int, Block], moves: dict[int, int]) -> bool:
        """Take a plan if it is better than the best so far."""
        fixed = Fixed(tuple(sorted(blocks.values())), tuple(moves.items()))
        tally = play(self.trace, fixed, self.rules)
        net = tally.net(self.rules, self.evening_anyway)
        better = net > self.net
        if better:
            self.blocks, self.moves = dict(blocks), dict(moves)
            self.tally, self.net = tally, net
        return better

    def improve(self, evaluations: int) -> None:
        """Try one day after another: another block, a shorter one, none."""
        dice = Random(1)  # noqa: S311 - no secret is drawn
        ways = {day: list(self._ways(day)) for day in range(self.trace.days)}
        days = [day for day in ways if day not in self.trace.off]
        for _ in range(evaluations):
            day = dice.choice(days)
            block = dice.choice([None, *ways[day]])
            if block == self.blocks.get(day):
                continue
            tried = {key: one for key, one in self.blocks.items() if key != day}
            if block:
                tried[day] = block
            self.offer(tried, self.moves)

    def _ways(self, day: int) -> Iterator[Block]:
        """The best places of a day that nothing insists on, one for each length."""
        free = ALL & ~LUNCH_MASK
        for event in self.trace.events:
            if event.s // SLOTS == day and event.mode == OVERRIDE and event.x is None:
                free &= ~mask_of(event.s % SLOTS, event.n)
        for length in range(self.rules.min_len, self.rules.max_len + 1):
            starts = each_of(places(free, length))
            if starts:
                best = max(starts, key=lambda at: (sum(ENERGY[at : at + length]), -at))
                yield day, best, length
