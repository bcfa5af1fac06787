"""Grind or vision: classify, load, cycles, forecast.

Each name is loaded when it is first asked for: half of them need numpy, which is slow
to load, and a call that only sorts titles needs none of those.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tightrope.core.balance.absence import DaysOff, days_off
    from tightrope.core.balance.aftermath import Aftermath, left_behind
    from tightrope.core.balance.ahead import Outlook, Range, expected, forecast, outlook
    from tightrope.core.balance.blending import Blend, Own, taught
    from tightrope.core.balance.booked import (
        LEADS,
        Bookings,
        ComingWeek,
        PastWeek,
        bookings,
    )
    from tightrope.core.balance.classifier import Judge, classify, default_judge
    from tightrope.core.balance.corrections import (
        Corrected,
        Entry,
        NoSuchFacet,
        Undone,
        standing,
    )
    from tightrope.core.balance.cycle import Cycle, Today, cycle_of
    from tightrope.core.balance.examples import Example, FacetRow, by_facet
    from tightrope.core.balance.fares import HourOfWeek, fares_by_hour
    from tightrope.core.balance.fields import BadRules
    from tightrope.core.balance.floor import Floor, floor_of
    from tightrope.core.balance.floor_telling import floor_words
    from tightrope.core.balance.free_time import Margins, Usable, usable, usable_by_week
    from tightrope.core.balance.grounds import (
        HISTORY_DAYS,
        Driver,
        Evidence,
        evidence,
    )
    from tightrope.core.balance.in_use import since_kept
    from tightrope.core.balance.item import SURE, Item, Kind, UnknownKind, Verdict
    from tightrope.core.balance.load import daily_load
    from tightrope.core.balance.memory import Memory, Recalled, remembered
    from tightrope.core.balance.moving import Winning, worth_moving
    from tightrope.core.balance.notice import Notice, notices, told_of
    from tightrope.core.balance.phase import Phase, Phases, Told, phases, told_phases
    from tightrope.core.balance.quiet import NextQuiet, next_quiet
    from tightrope.core.balance.rules import Rules
    from tightrope.core.balance.ruleset import default_rules, parse_rules
    from tightrope.core.balance.scale import (
        Answer,
        NoSuchAnswer,
        Scale,
        question,
        scales,
    )
    from tightrope.core.balance.series import BadSeries, Day, in_order, read_series
    from tightrope.core.balance.session import Session, sessions
    from tightrope.core.balance.share import Share, shares, takes_time
    from tightrope.core.balance.sides import (
        GRIND_FACETS,
        VISION_FACETS,
        Absence,
        Facet,
        Side,
    )
    from tightrope.core.balance.snapshots import Snapshot, seen, snapshot
    from tightrope.core.balance.sorting import VerdictOf, verdicts
    from tightrope.core.balance.spell import Rest, Spell, rest, spells
    from tightrope.core.balance.telling import (
        evidence_words,
        forecast_words,
        quiet_words,
        says,
        temporary,
    )
    from tightrope.core.balance.urgent import UrgentDay, urgent_days
    from tightrope.core.balance.weighing import Balance, Hours, Week, weigh
    from tightrope.core.balance.worked import Worked
__all__ = [
    "GRIND_FACETS",
    "HISTORY_DAYS",
    "LEADS",
    "SURE",
    "VISION_FACETS",
    "Absence",
    "Aftermath",
    "Answer",
    "BadRules",
    "BadSeries",
    "Balance",
    "Blend",
    "Bookings",
    "ComingWeek",
    "Corrected",
    "Cycle",
    "Day",
    "DaysOff",
    "Driver",
    "Entry",
    "Evidence",
    "Example",
    "Facet",
    "FacetRow",
    "Floor",
    "HourOfWeek",
    "Hours",
    "Item",
    "Judge",
    "Kind",
    "Margins",
    "Memory",
    "NextQuiet",
    "NoSuchAnswer",
    "NoSuchFacet",
    "Notice",
    "Outlook",
    "Own",
    "PastWeek",
    "Phase",
    "Phases",
    "Range",
    "Recalled",
    "Rest",
    "Rules",
    "Scale",
    "Session",
    "Share",
    "Side",
    "Snapshot",
    "Spell",
    "Today",
    "Told",
    "Undone",
    "UnknownKind",
    "UrgentDay",
    "Usable",
    "Verdict",
    "VerdictOf",
    "Week",
    "Winning",
    "Worked",
    "bookings",
    "by_facet",
    "classify",
    "cycle_of",
    "daily_load",
    "days_off",
    "default_judge",
    "default_rules",
    "evidence",
    "evidence_words",
    "expected",
    "fares_by_hour",
    "floor_of",
    "floor_words",
    "forecast",
    "forecast_words",
    "in_order",
    "left_behind",
    "next_quiet",
    "notices",
    "outlook",
    "parse_rules",
    "phases",
    "question",
    "quiet_words",
    "read_series",
    "remembered",
    "rest",
    "says",
    "scales",
    "seen",
    "sessions",
    "shares",
    "since_kept",
    "snapshot",
    "spells",
    "standing",
    "takes_time",
    "taught",
    "temporary",
    "told_of",
    "told_phases",
    "urgent_days",
    "usable",
    "usable_by_week",
    "verdicts",
    "weigh",
    "worth_moving",
]

_HOMES = {
    "absence": ("DaysOff", "days_off"),
    "aftermath": ("Aftermath", "left_behind"),
    "ahead": ("Outlook", "Range", "expected", "forecast", "outlook"),
    "blending": ("Blend", "Own", "taught"),
    "booked": ("LEADS", "Bookings", "ComingWeek", "PastWeek", "bookings"),
    "classifier": ("Judge", "classify", "default_judge"),
    "corrections": ("Corrected", "Entry", "NoSuchFacet", "Undone", "standing"),
    "cycle": ("Cycle", "Today", "cycle_of"),
    "examples": ("Example", "FacetRow", "by_facet"),
    "fares": ("HourOfWeek", "fares_by_hour"),
    "fields": ("BadRules",),
    "floor": ("Floor", "floor_of"),
    "floor_telling": ("floor_words",),
    "free_time": ("Margins", "Usable", "usable", "usable_by_week"),
    "grounds": ("HISTORY_DAYS", "Driver", "Evidence", "evidence"),
    "in_use": ("since_kept",),
    "item": ("SURE", "Item", "Kind", "UnknownKind", "Verdict"),
    "load": ("daily_load",),
    "memory": ("Memory", "Recalled", "remembered"),
    "moving": ("Winning", "worth_moving"),
    "notice": ("Notice", "notices", "told_of"),
    "phase": ("Phase", "Phases", "Told", "phases", "told_phases"),
    "quiet": ("NextQuiet", "next_quiet"),
    "rules": ("Rules",),
    "ruleset": ("default_rules", "parse_rules"),
    "scale": ("Answer", "NoSuchAnswer", "Scale", "question", "scales"),
    "series": ("BadSeries", "Day", "in_order", "read_series"),
    "session": ("Session", "sessions"),
    "share": ("Share", "shares", "takes_time"),
    "sides": ("GRIND_FACETS", "VISION_FACETS", "Absence", "Facet", "Side"),
    "snapshots": ("Snapshot", "seen", "snapshot"),
    "sorting": ("VerdictOf", "verdicts"),
    "spell": ("Rest", "Spell", "rest", "spells"),
    "telling": ("evidence_words", "forecast_words", "quiet_words", "says", "temporary"),
    "urgent": ("UrgentDay", "urgent_days"),
    "weighing": ("Balance", "Hours", "Week", "weigh"),
    "worked": ("Worked",),
}

if not TYPE_CHECKING:  # so that a name which is not there stays a mistake to mypy
    _home = {name: module for module, names in _HOMES.items() for name in names}

    def __getattr__(name: str) -> object:
        """What the package exports under `name` (PEP 562), kept for the next time.

        Raises:
            AttributeError: it exports no such name.
        """
        if name not in _home:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_home[name]}"), name)
        globals()[name] = found
        return found
