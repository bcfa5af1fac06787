"""The true rhythm of the sample year: its spells, and the days that are missing."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tightrope.sample.when import FIRST, LAST


class Phase(StrEnum):
    """What kind of time it is."""

    QUIET = "quiet"
    NORMAL = "normal"
    INTENSE = "intense"


@dataclass(frozen=True, slots=True)
class Spell:
    """Some weeks of one phase.

    Attributes:
        first: its first day, a Monday.
        weeks: how many weeks it lasts.
        phase: what kind of time it is.
        theme: the list of extra titles that an intense spell brings, else empty.
    """

    first: date
    weeks: int
    phase: Phase
    theme: str = ""

    @property
    def end(self) -> date:
        """The day after its last one."""
        return self.first + timedelta(weeks=self.weeks)


SPELLS = (
    Spell(date(2025, 9, 1), 4, Phase.NORMAL),
    Spell(date(2025, 9, 29), 5, Phase.INTENSE, "release-3"),
    Spell(date(2025, 11, 3), 3, Phase.QUIET),
    Spell(date(2025, 11, 24), 3, Phase.NORMAL),
    Spell(date(2025, 12, 15), 4, Phase.QUIET),
    Spell(date(2026, 1, 12), 6, Phase.INTENSE, "due-diligence"),
    Spell(date(2026, 2, 23), 3, Phase.QUIET),
    Spell(date(2026, 3, 16), 3, Phase.NORMAL),
    Spell(date(2026, 4, 6), 4, Phase.INTENSE, "templates-2"),
    Spell(date(2026, 5, 4), 4, Phase.QUIET),
    Spell(date(2026, 6, 1), 3, Phase.INTENSE, "data-centre"),
    Spell(date(2026, 6, 22), 3, Phase.NORMAL),
    Spell(date(2026, 7, 13), 4, Phase.QUIET),
    Spell(date(2026, 8, 10), 5, Phase.INTENSE, "two-leave"),
    Spell(date(2026, 9, 14), 3, Phase.NORMAL),
    Spell(date(2026, 10, 5), 4, Phase.QUIET),
    Spell(date(2026, 11, 2), 5, Phase.INTENSE, "borealis"),
    Spell(date(2026, 12, 7), 1, Phase.NORMAL),
    Spell(date(2026, 12, 14), 3, Phase.QUIET),
)

HOLIDAYS = {
    date(2025, 10, 3): "Tag der Deutschen Einheit",
    date(2025, 12, 25): "1. Weihnachtstag",
    date(2025, 12, 26): "2. Weihnachtstag",
    date(2026, 1, 1): "Neujahr",
    date(2026, 3, 8): "Internationaler Frauentag",
    date(2026, 4, 3): "Karfreitag",
    date(2026, 4, 6): "Ostermontag",
    date(2026, 5, 1): "Tag der Arbeit",
    date(2026, 5, 14): "Christi Himmelfahrt",
    date(2026, 5, 25): "Pfingstmontag",
    date(2026, 10, 3): "Tag der Deutschen Einheit",
    date(2026, 12, 25): "1. Weihnachtstag",
    date(2026, 12, 26): "2. Weihnachtstag",
    date(2027, 1, 1): "Neujahr",
    date(2027, 3, 8): "Internationaler Frauentag",
    date(2027, 3, 26): "Karfreitag",
    date(2027, 3, 29): "Ostermontag",
    date(2027, 5, 1): "Tag der Arbeit",
    date(2027, 5, 6): "Christi Himmelfahrt",
    date(2027, 5, 17): "Pfingstmontag",
    date(2027, 10, 3): "Tag der Deutschen Einheit",
    date(2027, 12, 25): "1. Weihnachtstag",
    date(2027, 12, 26): "2. Weihnachtstag",
}
"""The public holidays of Berlin, from the sample's first day to the end of 2027."""

AWAY = (
    (date(2025, 11, 20), date(2025, 11, 21)),
    (date(2025, 12, 22), date(2026, 1, 2)),
    (date(2026, 2, 3), date(2026, 2, 3)),
    (date(2026, 3, 5), date(2026, 3, 6)),
    (date(2026, 3, 19), date(2026, 3, 20)),
    (date(2026, 5, 15), date(2026, 5, 15)),
    (date(2026, 7, 20), date(2026, 7, 31)),
    (date(2026, 9, 24), date(2026, 9, 24)),
    (date(2026, 10, 21), date(2026, 10, 21)),
    (date(2026, 12, 23), date(2027, 1, 1)),
)
"""First and last days on which she is not at work: leave, illness, a conference."""

SHUT = (
    (date(2025, 12, 24), date(2026, 1, 2)),
    (date(2026, 12, 24), date(2027, 1, 1)),
)
"""First and last days on which the whole company is closed."""


def spell_of(day: date) -> Spell:
    """The spell in which `day` lies.

    Raises:
        LookupError: the day lies outside of the sample year.
    """
    for spell in SPELLS:
        if spell.first <= day < spell.end:
            return spell
    raise LookupError(day)


def phase_of(day: date) -> Phase:
    """The true phase of `day`."""
    return spell_of(day).phase


def away(day: date) -> bool:
    """Say whether she is absent on `day`, weekends inside a longer leave included."""
    return any(first <= day <= last for first, last in AWAY)


def shut(day: date) -> bool:
    """Say whether nobody works on `day`: a holiday, or the company is closed."""
    return day in HOLIDAYS or any(first <= day <= last for first, last in SHUT)


def all_days() -> list[date]:
    """Each day of the sample year, in order."""
    return [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
