"""Grind or vision: classify, load, cycles, forecast."""

from tightrope.core.balance.absence import DaysOff, days_off
from tightrope.core.balance.ahead import Outlook, Range, expected, forecast, outlook
from tightrope.core.balance.booked import (
    LEADS,
    Bookings,
    ComingWeek,
    PastWeek,
    bookings,
)
from tightrope.core.balance.classifier import classify
from tightrope.core.balance.cycle import Cycle, Today, cycle_of
from tightrope.core.balance.evidence import (
    HISTORY_DAYS,
    Driver,
    Evidence,
    evidence,
)
from tightrope.core.balance.examples import Example, FacetRow, by_facet
from tightrope.core.balance.fields import BadRules
from tightrope.core.balance.free_time import Margins, Usable, usable, usable_by_week
from tightrope.core.balance.in_use import since_kept
from tightrope.core.balance.item import SURE, Item, Kind, UnknownKind, Verdict
from tightrope.core.balance.load import daily_load
from tightrope.core.balance.phase import Phase, Phases, Told, phases, told_phases
from tightrope.core.balance.quiet import NextQuiet, next_quiet
from tightrope.core.balance.rules import Rules
from tightrope.core.balance.ruleset import default_rules, parse_rules
from tightrope.core.balance.series import BadSeries, Day, in_order, read_series
from tightrope.core.balance.share import Share, shares, takes_time
from tightrope.core.balance.sides import (
    GRIND_FACETS,
    VISION_FACETS,
    Absence,
    Facet,
    Side,
)
from tightrope.core.balance.sorting import VerdictOf, verdicts
from tightrope.core.balance.spell import Rest, Spell, rest, spells
from tightrope.core.balance.telling import (
    evidence_words,
    forecast_words,
    quiet_words,
    says,
    temporary,
)
from tightrope.core.balance.weighing import Balance, Hours, Week, weigh

__all__ = [
    "GRIND_FACETS",
    "HISTORY_DAYS",
    "LEADS",
    "SURE",
    "VISION_FACETS",
    "Absence",
    "BadRules",
    "BadSeries",
    "Balance",
    "Bookings",
    "ComingWeek",
    "Cycle",
    "Day",
    "DaysOff",
    "Driver",
    "Evidence",
    "Example",
    "Facet",
    "FacetRow",
    "Hours",
    "Item",
    "Kind",
    "Margins",
    "NextQuiet",
    "Outlook",
    "PastWeek",
    "Phase",
    "Phases",
    "Range",
    "Rest",
    "Rules",
    "Share",
    "Side",
    "Spell",
    "Today",
    "Told",
    "UnknownKind",
    "Usable",
    "Verdict",
    "VerdictOf",
    "Week",
    "bookings",
    "by_facet",
    "classify",
    "cycle_of",
    "daily_load",
    "days_off",
    "default_rules",
    "evidence",
    "evidence_words",
    "expected",
    "forecast",
    "forecast_words",
    "in_order",
    "next_quiet",
    "outlook",
    "parse_rules",
    "phases",
    "quiet_words",
    "read_series",
    "rest",
    "says",
    "shares",
    "since_kept",
    "spells",
    "takes_time",
    "temporary",
    "told_phases",
    "usable",
    "usable_by_week",
    "verdicts",
    "weigh",
]
