"""The best plan for a problem."""

from tightrope.core.planner.answer import Plan
from tightrope.core.planner.problem import Problem


def plan(problem: Problem, previous: Plan | None = None) -> Plan:
    """The plan with the most points, proven so; the same problem gives the same plan.

    Args:
        problem: the time there is, what takes it, and what is wanted.
        previous: the plan before; its blocks stand, beside `problem.blocks`.
    """
    from tightrope.core.planner.assembly import (  # noqa: PLC0415 - numpy is slow
        best_plan,
    )

    return best_plan(problem, previous)
