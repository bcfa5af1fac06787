"""What a spell left behind: its drivers, what it cost the vision, what was shipped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from tightrope.core.balance.grounds import Driver
from tightrope.core.balance.series import Day
from tightrope.core.balance.spell import Spell

LEAST_HOURS = 0.5
"""A facet that moved by fewer hours a week drove nothing."""
MOST_DRIVERS = 3

_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What a spell left behind.

    Attributes:
        spell: which.
        hours: its load, in hours a week; nothing where no day of it is known.
        usual: the load of all other known days, in hours a week.
        drivers: the facets that moved most against these days, the farthest first.
        overridden: hours of focus blocks that were given up in it.
        shipped: what was finished in it, oldest first.
    """

    spell: Spell
    hours: float | None
    usual: float | None
    drivers: tuple[Driver, ...] = ()
    overridden: float = 0.0
    shipped: tuple[str, ...] = ()


def left_behind(
    shown: Sequence[Spell],
    series: Sequence[Day],
    facets: Mapping[str, Sequence[Day]] | None = None,
    *,
    overridden: Iterable[tuple[date, float]] = (),
    shipped: Iterable[tuple[date, str]] = (),
) -> list[Aftermath]:
    """What each spell left behind, in their order.

    Args:
        shown: the spells of the series.
        series: the load by day.
        facets: by name the part of it that each facet is; a day left out has none.
        overridden: the days on which focus blocks were given up, and their hours.
        shipped: the days on which something was finished, such as a release.
    """
    known = [day for day in series if day.available]
    parts = {
        name: {day.day: day.hours for day in days}
        for name, days in (facets or {}).items()
    }
    lost, done = list(overridden), sorted(shipped)
    return [
        Aftermath(
            spell=spell,
            hours=_weekly(known, spell, inside=True),
            usual=_weekly(known, spell, inside=False),
            drivers=_drivers(known, parts, spell),
            overridden=sum(hours for day, hours in lost if _in(spell, day)),
            shipped=tuple(what for day, what in done if _in(spell, day)),
        )
        for spell in shown
    ]


def _in(spell: Spell, day: date) -> bool:
    return spell.start <= day <= spell.end


def _weekly(known: Sequence[Day], spell: Spell, *, inside: bool) -> float | None:
    """Hours a week of the days in the spell, or of all others; nothing of none."""
    hours = [day.hours for day in known if _in(spell, day.day) is inside]
    return _WEEK * fmean(hours) if hours else None


def _drivers(
    known: Sequence[Day], parts: Mapping[str, Mapping[date, float]], spell: Spell
) -> tuple[Driver, ...]:
    """The facets that were most unlike themselves in the spell."""
    there = [day.day for day in known if _in(spell, day.day)]
    elsewhere = [day.day for day in known if not _in(spell, day.day)]
    if not there or not elsewhere:
        return ()
    moved = [
        Driver(
            facet=name,
            hours=_WEEK
            * (
                fmean(hours.get(day, 0.0) for day in there)
                - fmean(hours.get(day, 0.0) for day in elsewhere)
            ),
        )
        for name, hours in sorted(parts.items())
    ]
    felt = [driver for driver in moved if abs(driver.hours) >= LEAST_HOURS]
    return tuple(sorted(felt, key=lambda one: -abs(one.hours))[:MOST_DRIVERS])
