"""Plans day by day while a calendar arrives: learns, forecasts, weighs, announces."""

from tightrope.core.planner.daily.dials import USUAL, VARIANTS, Dials
from tightrope.core.planner.daily.policy import DailyPolicy
from tightrope.core.planner.daily.words import NotUnderstood

__all__ = ["USUAL", "VARIANTS", "DailyPolicy", "Dials", "NotUnderstood"]
