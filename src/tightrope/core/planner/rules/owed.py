"""What is owed is paid back first; what stays unpaid has a price."""

from collections.abc import Sequence
from dataclasses import dataclass

from tightrope.core.planner.clock import GRAIN
from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import Place
from tightrope.core.planner.rules.rule import Case, priced
from tightrope.core.timeline import spoken_hours


@dataclass(frozen=True, slots=True)
class OwedRule:
    """What is owed is paid back first; what stays unpaid has a price."""

    name: str = "owed"

    def points(self, chosen: Sequence[Place], frame: Frame) -> int:
        """Charge each owed minute that no place pays back."""
        return -unpaid_cost(frame, sum(repaid(chosen, frame)))

    def words(self, case: Case) -> str | None:
        """Say how much it pays back."""
        shares = repaid(case.chosen, case.frame)
        share = shares[case.chosen.index(case.place)]
        return f"Repays {spoken_hours(share / 60)} owed" if share else None


def repaid(chosen: Sequence[Place], frame: Frame) -> list[int]:
    """How many minutes each place pays back: the first ones in time pay first."""
    left, shares = frame.owed, []
    for place in chosen:
        share = min(left, place.grains * GRAIN)
        left -= share
        shares.append(share)
    return shares


def unpaid_cost(frame: Frame, paid: int) -> int:
    """What is left to pay, as a price in thousandths of a point."""
    return priced(frame.owed - paid, frame.problem.policy.owed_price)


def owed_grains(frame: Frame) -> int:
    """How many grains of focus it takes to pay all back."""
    return -(-frame.owed // GRAIN)
