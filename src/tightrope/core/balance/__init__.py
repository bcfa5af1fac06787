"""Grind or vision: classify, load, cycles, forecast."""

from tightrope.core.balance.classifier import classify
from tightrope.core.balance.fields import BadRules
from tightrope.core.balance.item import SURE, Item, Kind, UnknownKind, Verdict
from tightrope.core.balance.phase import Phase, Told, phases, told_days
from tightrope.core.balance.rules import Rules
from tightrope.core.balance.ruleset import default_rules, parse_rules
from tightrope.core.balance.series import BadSeries, Day, in_order, read_series
from tightrope.core.balance.sides import (
    GRIND_FACETS,
    VISION_FACETS,
    Absence,
    Facet,
    Side,
)
from tightrope.core.balance.spell import Rest, Spell, rest, spells

__all__ = [
    "GRIND_FACETS",
    "SURE",
    "VISION_FACETS",
    "Absence",
    "BadRules",
    "BadSeries",
    "Day",
    "Facet",
    "Item",
    "Kind",
    "Phase",
    "Rest",
    "Rules",
    "Side",
    "Spell",
    "Told",
    "UnknownKind",
    "Verdict",
    "classify",
    "default_rules",
    "in_order",
    "parse_rules",
    "phases",
    "read_series",
    "rest",
    "spells",
    "told_days",
]
