"""The soft rules, in the order in which a score tells them."""

from collections.abc import Sequence

from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import Place
from tightrope.core.planner.rules.adjacency import AdjacencyRule
from tightrope.core.planner.rules.drought import DroughtRule
from tightrope.core.planner.rules.energy import EnergyRule
from tightrope.core.planner.rules.evening import EveningRule
from tightrope.core.planner.rules.owed import OwedRule
from tightrope.core.planner.rules.pledge import PledgeRule
from tightrope.core.planner.rules.rule import Rule
from tightrope.core.planner.rules.stability import StabilityRule
from tightrope.core.planner.rules.survival import SurvivalRule

SOFT: tuple[Rule, ...] = (
    EnergyRule(),
    SurvivalRule(),
    EveningRule(),
    StabilityRule(),
    PledgeRule(),
    OwedRule(),
    AdjacencyRule(),
    DroughtRule(),
)


def by_rule(chosen: Sequence[Place], frame: Frame) -> dict[str, int]:
    """What each rule gives to a plan, in thousandths of a point."""
    return {rule.name: rule.points(chosen, frame) for rule in SOFT}
