"""Spells: runs of one phase, and how long the present one may still last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, log

from tightrope.core.balance.phase import Phase, Phases

LEAST_WORKING_DAYS = 3
"""A spell with fewer working days is shown as normal time."""
SOON_DAYS = 28

_SATURDAY = 5

_PRIOR_SPELLS, _PRIOR_DAYS = 3.0, 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A run of days of one phase.

    Attributes:
        phase: which.
        start: its first day.
        end: its last day, or the last known one while it goes on.
        open: it has not ended yet.
    """

    phase: Phase
    start: date
    end: date
    open: bool = False

    @property
    def days(self) -> int:
        """How many days of the calendar it has lasted."""
        return (self.end - self.start).days + 1

    @property
    def weeks(self) -> int:
        """How many weeks it has lasted, to the nearest, at least one."""
        return max(1, round(self.days / 7))

    @property
    def week(self) -> int:
        """Which of its weeks its last day is in, the first being 1."""
        return (self.days - 1) // 7 + 1

    @property
    def working_days(self) -> int:
        """How many Mondays to Fridays it holds."""
        whole, rest = divmod(self.days, 7)
        first = self.start.weekday()
        return whole * 5 + sum((first + day) % 7 < 5 for day in range(rest))  # noqa: PLR2004 - Saturday is 5


def spells(told: Phases) -> list[Spell]:
    """The runs of one phase as they are shown, oldest first.

    They are told in hindsight, since a change is noticed some days after it came; only
    the last day is what it was called on its evening. None begins on a weekend that
    it outlasts, and each lasts until the day before the next one. Fewer than
    `LEAST_WORKING_DAYS` working days are no spell but normal time, unless it goes on.
    """
    labels = _settled(told)
    firsts = [
        place
        for place, label in enumerate(labels)
        if not place or labels[place - 1] is not label
    ]
    changed = [told.days[place].day for place in firsts]
    over = [one.day + timedelta(days=1) for one in told.days[-1:]]
    starts = changed[:1] + [
        _on_a_working_day(start, before)
        for start, before in pairwise([*changed[1:], *over])
    ]
    ends = [start - timedelta(days=1) for start in [*starts[1:], *over]]
    runs = [
        Spell(phase=labels[place], start=start, end=end, open=place == firsts[-1])
        for place, start, end in zip(firsts, starts, ends, strict=True)
    ]
    return _joined(
        spell
        if spell.open or spell.working_days >= LEAST_WORKING_DAYS
        else replace(spell, phase=Phase.NORMAL)
        for spell in runs
    )


def _on_a_working_day(start: date, before: date) -> date:
    """The Monday after a weekend, which tells little, when it still is `before`."""
    monday = start + timedelta(days=-start.weekday() % 7)
    weekend = start.weekday() >= _SATURDAY
    return monday if weekend and monday < before else start


def _settled(told: Phases) -> list[Phase]:
    """The phases in hindsight, the last ones as they were told where these differ."""
    labels = list(told.hindsight)
    if labels:
        last = told.days[-1].phase
        place = len(labels) - 1
        while (
            place >= 0 and labels[place] is not last and told.days[place].phase is last
        ):
            labels[place] = last
            place -= 1
    return labels


def _joined(runs: Iterable[Spell]) -> list[Spell]:
    """The same days with neighbours of one phase made one."""
    joined: list[Spell] = []
    for spell in runs:
        if joined and joined[-1].phase is spell.phase:
            joined[-1] = replace(joined[-1], end=spell.end, open=spell.open)
        else:
            joined.append(spell)
    return joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """How long a spell may still last, by the person's own spells and a prior.

    The prior is worth three spells of 30 days each: of 180 intense spells of technical
    founders the median was 31 days. Spells end at a like rate whatever their age.

    Attributes:
        own: the person's ended spells of this phase that count, oldest first.
        daily: the chance to end on a day.
    """

    own: tuple[Spell, ...]
    daily: float

    def over_within(self, days: float) -> float:
        """The chance that it is over within so many days, 0 to 1."""
        return float(1 - (1 - self.daily) ** days)

    def days_until(self, chance: float) -> int:
        """After how many days it is over with this chance, 0 to below 1."""
        return ceil(log(1 - chance) / log(1 - self.daily))


def rest(phase: Phase, shown: Sequence[Spell]) -> Rest:
    """What the ended spells say of how long one of this phase may still last.

    The very first spell does not count: nobody knows when it began.

    Source:
        A Gamma prior on a constant hazard (3 spells in 90 days), and its mean after
        the person's own ended spells.
    """
    own = tuple(one for one in shown[1:] if one.phase is phase and not one.open)
    lived = _PRIOR_DAYS + sum(one.days for one in own)
    return Rest(own=own, daily=(_PRIOR_SPELLS + len(own)) / lived)
