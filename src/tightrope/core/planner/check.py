"""Whether a plan keeps the hard rules: asked of the plan alone."""

from tightrope.core.planner.answer import Plan
from tightrope.core.planner.problem import Problem
from tightrope.core.planner.rearranged import rearranged
from tightrope.core.planner.rules.counts import CountRule
from tightrope.core.planner.rules.hard import Checked, HardRule
from tightrope.core.planner.rules.lengths import LengthRule
from tightrope.core.planner.rules.lock import LockRule
from tightrope.core.planner.rules.meetings import MeetingRule
from tightrope.core.planner.rules.overlap import OverlapRule
from tightrope.core.planner.rules.reachable import ReachableRule
from tightrope.core.planner.rules.window import WindowRule
from tightrope.core.planner.rules.working import WorkingRule

HARD: tuple[HardRule, ...] = (
    WindowRule(),
    WorkingRule(),
    OverlapRule(),
    LengthRule(),
    CountRule(),
    ReachableRule(),
    LockRule(),
    MeetingRule(),
)


def broken_by(plan: Plan, problem: Problem, previous: Plan | None = None) -> list[str]:
    """Name each hard rule that a plan breaks, and how; empty for a good plan.

    Any plan can be asked, wherever it came from: nothing of the planner is used.

    Args:
        plan: the plan.
        problem: what it answers.
        previous: the plan before it, if its blocks stood too.

    Returns:
        One sentence for each breach, with the rule's name in front.
    """
    arranged = rearranged(problem, plan.shifted)
    checked = Checked(plan=plan, problem=arranged, previous=previous)
    return [f"{rule.name}: {what}" for rule in HARD for what in rule.broken_by(checked)]
