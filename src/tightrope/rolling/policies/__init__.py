"""The policies that the benchmark knows, by name."""

from collections.abc import Callable
from functools import partial

from tightrope.core.planner.daily import VARIANTS, DailyPolicy
from tightrope.rolling.play import Player
from tightrope.rolling.policies.greedy import FirstFit
from tightrope.rolling.policies.simple import Nothing, Static

OURS = "usual"
PEER, TUNED = "greedy-8h", "greedy-12h"
"""What helpers of that kind document, and the best of its kind on tuning seeds."""

SIMPLE: dict[str, Callable[[], Player]] = {
    "none": Nothing,
    "static": Static,
    PEER: partial(FirstFit, 8, 2),
    "greedy-10h": partial(FirstFit, 10, 1),
    TUNED: partial(FirstFit, 12, 2),
}
POLICIES: dict[str, Callable[[], Player]] = SIMPLE | {
    name: partial(DailyPolicy, dials) for name, dials in VARIANTS.items()
}
"""Each of them, and how to get a fresh one."""
