"""When the next quiet week comes: from the calendar, and beyond it from the spells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tightrope.core.balance.ahead import Outlook
from tightrope.core.balance.chain import TURNS
from tightrope.core.balance.phase import Phase
from tightrope.core.balance.spell import Spell, rest
from tightrope.core.timeline import monday

ANNOUNCED = 0.6
"""From this chance on a week is named as quiet."""

_WEEK = timedelta(days=7)
_MIDDLE = 2
_MOST_WEEKS = 104
_ASKED = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextQuiet:
    """The Monday of the next quiet week.

    Attributes:
        p10: one time in ten it has come by then.
        p50: as likely by then as later.
        p90: nine times in ten it has come by then.
        week: the first coming week that is quiet with a chance of at least
            `ANNOUNCED`; nothing when the calendar shows none.
        chance: how likely that week is quiet.
    """

    p10: date
    p50: date
    p90: date
    week: date | None = None
    chance: float | None = None


def next_quiet(shown: Sequence[Spell], ahead: Sequence[Outlook]) -> NextQuiet | None:
    """The next quiet week, or nothing without a spell to start from.

    A week that shows on the calendar has a chance of its own; beyond, the rhythm of
    the person's own spells goes on, on the condition that none was quiet before.
    """
    if not shown:
        return None
    seen = {one.week: one.quiet for one in ahead if one.quiet is not None}
    weeks, waiting = [], 1.0
    for week, chance in _rhythm(shown):
        waiting *= 1 - seen.get(week, chance)
        weeks.append((week, 1 - waiting))
    p10, p50, p90 = (
        next((week for week, come in weeks if come >= asked), weeks[-1][0])
        for asked in _ASKED
    )
    named = next((week for week in sorted(seen) if seen[week] >= ANNOUNCED), None)
    likely = seen[named] if named else None
    return NextQuiet(p10=p10, p50=p50, p90=p90, week=named, chance=likely)


def _rhythm(shown: Sequence[Spell]) -> Iterator[tuple[date, float]]:
    """Each coming Monday, and the chance that its week is the first quiet one."""
    ends = np.array([rest(phase, shown).daily for phase in Phase])
    step = np.diag(1 - ends) + ends[:, None] * np.array(TURNS)
    places = list(Phase)
    quiet = places.index(Phase.QUIET)
    now = np.zeros(len(places))
    now[places.index(shown[-1].phase)] = 1.0
    last = shown[-1].end
    first = monday(last + _WEEK)
    now = now @ np.linalg.matrix_power(step, (first - last).days + _MIDDLE)
    weekly = np.linalg.matrix_power(step, 7)
    for week in range(_MOST_WEEKS):
        yield first + week * _WEEK, float(now[quiet])
        now[quiet] = 0.0
        now = now / now.sum() @ weekly
