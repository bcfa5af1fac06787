"""What each policy came to on each trace."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tightrope.rolling.bound import bound
from tightrope.rolling.hindsight import hindsight
from tightrope.rolling.play import Player, play
from tightrope.rolling.policies import POLICIES
from tightrope.rolling.policies.simple import Fixed, Nothing
from tightrope.rolling.rules import Rules
from tightrope.rolling.tally import Tally
from tightrope.rolling.trace import Trace

GUIDES = ("greedy-8h", "greedy-12h", "usual", "no-moves", "early", "no-load")
"""Whose plans the search in hindsight begins with."""

HINDSIGHT, BOUND = "hindsight", "bound"
Players = Mapping[str, Callable[[], Player]]


@dataclass(slots=True)
class Outcome:
    """What came of all policies on one trace.

    Attributes:
        trace: which.
        evening_anyway: slots of evening work without any block.
        tallies: what was counted, by policy.
        bound: net hours that nobody can exceed; nothing when it was not asked for.
    """

    trace: Trace
    evening_anyway: int
    tallies: dict[str, Tally] = field(default_factory=dict)
    bound: float | None = None

    def net(self, policy: str, rules: Rules) -> float:
        """The net hours of a policy."""
        return self.tallies[policy].net(rules, self.evening_anyway)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much is tried.

    Attributes:
        evaluations: plans that are played in hindsight; none for no hindsight.
        bounded: whether the bound is asked for.
    """

    evaluations: int = 400
    bounded: bool = True


def outcomes(
    traces: Sequence[Trace],
    players: Players,
    rules: Rules,
    effort: Effort,
    tell: Callable[[str], None],
) -> list[Outcome]:
    """Play every policy on every trace; `tell` hears which one is being played."""
    found = []
    for number, trace in enumerate(traces, 1):
        tell(f"{number} of {len(traces)}: {trace.name}")
        found.append(_outcome(trace, players, rules, effort))
    return found


def _outcome(trace: Trace, players: Players, rules: Rules, effort: Effort) -> Outcome:
    outcome = Outcome(trace, play(trace, Nothing(), rules).evening)
    for name, player in players.items():
        outcome.tallies[name] = play(trace, player(), rules)
    guides: list[Player] = [POLICIES[name]() for name in GUIDES]
    if effort.bounded:
        best = bound(trace, rules, outcome.evening_anyway)
        outcome.bound = best["net"]
        guides.append(Fixed(tuple((day, at, n) for day, at, n in best["blocks"])))
    if effort.evaluations:
        outcome.tallies[HINDSIGHT] = hindsight(
            trace, rules, outcome.evening_anyway, guides, effort.evaluations
        )
    return outcome
