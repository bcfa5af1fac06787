"""The cycle of one person: what it is today, what it was, what comes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tightrope.core.balance.aftermath import Aftermath, left_behind
from tightrope.core.balance.ahead import Outlook, Range, outlook
from tightrope.core.balance.booked import Bookings
from tightrope.core.balance.grounds import HISTORY_DAYS, Evidence, evidence
from tightrope.core.balance.notice import Notice, notices
from tightrope.core.balance.phase import Phase, Told, told_phases
from tightrope.core.balance.quiet import NextQuiet, next_quiet
from tightrope.core.balance.series import Day
from tightrope.core.balance.spell import Rest, Spell, rest, spells

NEW_NORMAL_DAYS = 56
"""An intense spell of eight weeks may be the new normal: then the person is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What can be said of the last day of a series.

    Attributes:
        phase: what it is called.
        confidence: how likely that is, 0 to 1.
        unclear: that is not as likely as not.
        spell: the spell it is in, which goes on.
        rest: how long it may still last.
        evidence: what it rests on.
    """

    phase: Phase
    confidence: float
    unclear: bool
    spell: Spell
    rest: Rest
    evidence: Evidence

    @property
    def since(self) -> date:
        """The first day of the spell."""
        return self.spell.start

    @property
    def weeks(self) -> int:
        """Which week of the spell it is, the first being 1."""
        return self.spell.week

    @property
    def enough_history(self) -> bool:
        """Whether the phase may be believed at all; else Tightrope is learning."""
        return self.evidence.enough

    @property
    def maybe_new_normal(self) -> bool:
        """Whether to ask if this intense spell is what is usual from now on."""
        long = self.spell.days >= NEW_NORMAL_DAYS
        return self.enough_history and self.phase is Phase.INTENSE and long


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """All that is known of a person's cycle.

    Attributes:
        today: the last day of the series; nothing without any.
        days: each day, as it could be told on its evening.
        spells: the runs of one phase as they are shown.
        ahead: the coming weeks.
        next_quiet: nothing while there is too little history.
        notices: the changes that were sure enough to tell the person of unasked.
        left: what each spell left behind, in the order of `spells`.
    """

    today: Today | None
    days: tuple[Told, ...]
    spells: tuple[Spell, ...]
    ahead: tuple[Outlook, ...]
    next_quiet: NextQuiet | None
    notices: tuple[Notice, ...] = ()
    left: tuple[Aftermath, ...] = ()

    @property
    def forecast(self) -> tuple[Range, ...]:
        """The coming weeks of which something useful can be said."""
        return tuple(week.range for week in self.ahead if week.range)


def cycle_of(
    series: Sequence[Day],
    booked: Bookings | None = None,
    facets: Mapping[str, Sequence[Day]] | None = None,
    *,
    renewed: Collection[date] = (),
) -> Cycle:
    """Tell a person's cycle from their load so far and the calendar ahead.

    Args:
        series: the load of each day, oldest first, the last one being today.
        booked: what stands and stood on the calendar.
        facets: by name the part of the load that each facet is.
        renewed: days on which the person said that this is their new normal.

    Raises:
        BadSeries: a day comes twice or too early.
    """
    told = told_phases(series, renewed=renewed)
    days = told.days
    shown = spells(told)
    ahead = outlook(series, booked)
    rests_on = evidence(series, facets, renewed=renewed) if days else None
    today = _today(days[-1], shown, rests_on) if rests_on else None
    ready = today is not None and today.enough_history
    return Cycle(
        today=today,
        days=days,
        spells=tuple(shown),
        ahead=tuple(ahead),
        next_quiet=next_quiet(shown, ahead) if ready else None,
        notices=tuple(_after_learning(series, days)),
        left=tuple(left_behind(shown, series, facets)),
    )


def _after_learning(series: Sequence[Day], told: Sequence[Told]) -> Iterator[Notice]:
    """The notices since enough days were known to speak of a phase at all."""
    known = [day.day for day in series if day.available]
    if len(known) >= HISTORY_DAYS:
        first = known[HISTORY_DAYS - 1]
        yield from (notice for notice in notices(told) if notice.day >= first)


def _today(told: Told, shown: Sequence[Spell], rests_on: Evidence) -> Today:
    return Today(
        phase=told.phase,
        confidence=told.confidence,
        unclear=told.unclear,
        spell=shown[-1],
        rest=rest(told.phase, shown),
        evidence=rests_on,
    )
