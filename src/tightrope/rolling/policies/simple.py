"""The simplest policies: no block at all, the same mornings, a plan that is fixed."""

from dataclasses import dataclass, field

from tightrope.rolling.clock import DAYS_A_WEEK, SLOTS, Block
from tightrope.rolling.play import Message
from tightrope.rolling.policies.greedy import Known

TUESDAY, THURSDAY = 1, 3


class Nothing:
    """Plans no block."""

    def start(self, message: Message) -> None:
        """Know nothing."""

    def plan(self, view: Message) -> Message:
        """No block, as ever."""
        del view
        return {"blocks": [], "moves": []}


class Static:
    """Tuesday and Thursday from nine on, as long as it fits, put there in advance."""

    def start(self, message: Message) -> None:
        """Take the rules in."""
        self.known = Known(message)

    def plan(self, view: Message) -> Message:
        """What stands, and each morning what has come into the horizon."""
        blocks = [list(block) for block in view["blocks"]]
        stand, today = {block[0] for block in blocks}, view["now"] // SLOTS
        if view["reason"] == "morning":
            for day, free in self.known.free(view).items():
                if day % DAYS_A_WEEK in {TUESDAY, THURSDAY} and day > today:
                    fitting = [
                        length
                        for length in range(
                            self.known.rules["min_len"],
                            self.known.rules["max_len"] + 1,
                        )
                        if 0 in self.known.starts(free, length)
                    ]
                    if fitting and day not in stand:
                        blocks.append([day, 0, fitting[-1]])
        return {"blocks": blocks, "moves": []}


@dataclass(slots=True)
class Fixed:
    """Plays what was decided before: each block from the first moment it may stand.

    Attributes:
        blocks: the blocks, one a day.
        moves: where meetings go.
    """

    blocks: tuple[Block, ...]
    moves: tuple[tuple[int, int], ...] = ()
    horizon: int = field(init=False, default=0)

    def start(self, message: Message) -> None:
        """Take the rules in."""
        self.horizon = message["rules"]["horizon_days"]

    def plan(self, view: Message) -> Message:
        """The blocks that lie in the horizon, and the meetings that can be moved."""
        today = view["now"] // SLOTS
        there = {id_ for id_, _, _ in view["flex"]}
        return {
            "blocks": [
                list(block)
                for block in self.blocks
                if today <= block[0] <= today + self.horizon
            ],
            "moves": [[id_, to] for id_, to in self.moves if id_ in there],
        }
