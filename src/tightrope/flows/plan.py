"""Plan the focus blocks of the weeks ahead: weigh, tell the cycle, place, explain."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from math import hypot
from zoneinfo import ZoneInfo

from tightrope.core.balance import (
    Cycle,
    Outlook,
    Phase,
    Side,
    VerdictOf,
    days_off,
    takes_time,
    verdicts,
)
from tightrope.core.planner import (
    Block,
    Busy,
    Load,
    Plan,
    Policy,
    Problem,
    WeekAhead,
    plan,
    pledges,
)
from tightrope.core.timeline import (
    Event,
    Span,
    WorkingHours,
    day_of,
    gaps,
    midnight,
    monday,
    total,
    whole_week,
)
from tightrope.flows.cycle import CycleTold, cycle_of_events, cycle_window
from tightrope.flows.weigh import Weighed, weigh_events

WEEK = timedelta(days=7)
WEEKS = 6
LOOK_BACK = 12
"""So many weeks of balance stand beside a plan."""
DAILY_SPREAD = 1 / 3
"""One standard deviation of daily work, as a share of it."""
TAIL = 1.2816
"""One in ten of a normal distribution lies beyond so many standard deviations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for.

    Attributes:
        now: nothing is placed before it.
        zone: the person's.
        weeks: how many weeks, this one included.
        working: their hours, days off apart, which the calendar tells.
        policy: what they ask of every plan; without targets of its own the cycle
            sets them.
        standing: blocks that stand already.
        declined: where the person wants no block; nothing is placed there anew.
        owed: focus time that the ledger has as owed.
    """

    now: datetime
    zone: ZoneInfo
    weeks: int = WEEKS
    working: WorkingHours = field(default_factory=WorkingHours)
    policy: Policy = field(default_factory=Policy)
    standing: tuple[Block, ...] = ()
    declined: tuple[Span, ...] = ()
    owed: timedelta = timedelta()

    @property
    def window(self) -> Span:
        """Where blocks may be: from now to the end of the last week."""
        first = monday(day_of(self.now, self.zone))
        return Span(self.now, midnight(first + self.weeks * WEEK, self.zone))

    @property
    def whole(self) -> Span:
        """All of the weeks, what is over of this one too."""
        return Span(midnight(self.mondays[0], self.zone), self.window.end)

    @property
    def mondays(self) -> tuple[date, ...]:
        """The first day of each of the weeks."""
        first = monday(day_of(self.now, self.zone))
        return tuple(first + number * WEEK for number in range(self.weeks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan, and what it was made from.

    Attributes:
        wanted: what was asked for, the days off filled in.
        problem: what the planner was given.
        plan: the answer.
        told: what kind of time it is, and what comes.
        weighed: where the hours of the last weeks went.
        events: what stands on the calendar.
    """

    wanted: Wanted
    problem: Problem
    plan: Plan
    told: CycleTold
    weighed: Weighed
    events: tuple[Event, ...]


def balance_window(now: datetime, zone: ZoneInfo) -> Span:
    """The weeks whose balance is told: this one, and those before it."""
    this = whole_week(day_of(now, zone), zone)
    first = midnight(monday(day_of(now, zone)) - (LOOK_BACK - 1) * WEEK, zone)
    return Span(first, this.end)


def plan_window(now: datetime, zone: ZoneInfo, weeks: int) -> Span:
    """The time that must be read to plan so many weeks."""
    told = cycle_window(now, zone)
    last = midnight(monday(day_of(now, zone)) + (weeks + 1) * WEEK, zone)
    return Span(told.start, max(told.end, last.astimezone(UTC)))


def plan_blocks(events: Sequence[Event], wanted: Wanted) -> Planned:
    """Place the blocks.

    Args:
        events: what stands on the calendar inside `plan_window`.
        wanted: what is asked for.
    """
    now, zone = wanted.now, wanted.zone
    verdict = verdicts()
    ahead = plan_window(now, zone, wanted.weeks)
    off = days_off(events, ahead, zone, verdict=verdict)
    working = replace(wanted.working, off=wanted.working.off.union(off))
    wanted = replace(wanted, working=working)
    told = cycle_of_events(events, now, zone, verdict=verdict)
    problem = problem_of(events, wanted, told.cycle, verdict=verdict)
    weeks = balance_window(now, zone)
    return Planned(
        wanted=wanted,
        problem=problem,
        plan=plan(problem),
        told=told,
        weighed=weigh_events(events, weeks, zone, working=working, verdict=verdict),
        events=tuple(events),
    )


def problem_of(
    events: Sequence[Event],
    wanted: Wanted,
    cycle: Cycle,
    *,
    verdict: VerdictOf | None = None,
) -> Problem:
    """The planning problem that a calendar and its cycle pose."""
    verdict = verdict or verdicts()
    window = wanted.window
    working = tuple(_open(wanted))
    ahead = {week.week: week for week in cycle.ahead}
    policy = wanted.policy
    if not policy.targets:
        own = list(own_blocks(events, wanted, wanted.window, verdict))
        weeks = list(_weeks(wanted, cycle, ahead, own))
        targets = pledges(
            weeks, targets=policy.weekly_targets, floors=policy.weekly_floors
        )
        policy = replace(policy, targets=targets)
    return Problem(
        now=wanted.now,
        zone=wanted.zone,
        window=window,
        working=working,
        busy=tuple(busy_in(events, window)),
        blocks=wanted.standing,
        owed=wanted.owed,
        policy=policy,
        loads=tuple(_loads(wanted, ahead)),
    )


def _open(wanted: Wanted) -> Iterator[Span]:
    """The working time of the window, without what the person declined.

    Where a block stands all the same they have changed their mind.
    """
    stands = [block.span for block in wanted.standing]
    shut = [part for span in wanted.declined for part in gaps(span, stands)]
    for span in wanted.working.spans(wanted.window, wanted.zone):
        yield from gaps(span, shut)


def busy_in(events: Iterable[Event], window: Span) -> Iterator[Busy]:
    """What takes time: busy, timed, not cancelled, and no block of ours.

    An all-day entry says where somebody is; leave and holidays are days off, and the
    others leave the day open.
    """
    for event in events:
        taken = event.busy and not (event.cancelled or event.all_day or event.ours)
        if taken and (span := event.span.clipped(window)):
            yield Busy(id=event.uid, span=span, title=event.title)


def phase_ahead(cycle: Cycle, week: Outlook | None, *, current: bool) -> Phase:
    """The phase to plan a week for; normal where nobody can say."""
    today = cycle.today
    if current and today and today.enough_history and not today.unclear:
        return today.phase
    return week.phase if week and week.phase else Phase.NORMAL


def own_blocks(
    events: Iterable[Event], wanted: Wanted, window: Span, verdict: VerdictOf
) -> Iterator[Span]:
    """Long-term work that the person has put on the calendar: it counts like ours.

    A block of ours is none of these, for the planner knows it.
    """
    for event in events:
        ahead = takes_time(event) and event.span.overlaps(window)
        long = event.span.length >= wanted.policy.shortest and not event.ours
        if ahead and long and verdict(event).counted_side is Side.VISION:
            yield event.span


def _weeks(
    wanted: Wanted, cycle: Cycle, ahead: dict[date, Outlook], own: Sequence[Span]
) -> Iterator[WeekAhead]:
    for number, first in enumerate(wanted.mondays):
        left = whole_week(first, wanted.zone).clipped(wanted.window)
        held = [part for span in own if left and (part := span.clipped(left))]
        yield WeekAhead(
            monday=first,
            phase=phase_ahead(cycle, ahead.get(first), current=not number).value,
            share=_share_left(wanted, first),
            held=total(held) / timedelta(hours=1),
        )


def _share_left(wanted: Wanted, first: date) -> float:
    """How much of a full working week is left, by the clock."""
    week = whole_week(first, wanted.zone)
    usual = replace(wanted.working, off=frozenset()).spans(week, wanted.zone)
    full = total(usual)
    left = week.clipped(wanted.window)
    if not full or not left:
        return 0.0
    return total(wanted.working.spans(left, wanted.zone)) / full


def _loads(wanted: Wanted, ahead: dict[date, Outlook]) -> Iterator[Load]:
    """Work that is expected and not on the calendar: late meetings, and daily work."""
    for first in wanted.mondays:
        span = whole_week(first, wanted.zone).clipped(wanted.window)
        if span is None:
            continue
        days = {
            day_of(part.start, wanted.zone)
            for part in wanted.working.spans(span, wanted.zone)
        }
        daily = wanted.policy.daily_work / timedelta(hours=1) * len(days)
        late, spread = _late(ahead.get(first))
        unsure = hypot(spread, daily * DAILY_SPREAD)
        yield Load(span=span, hours=daily + late, spread=unsure)


def _late(week: Outlook | None) -> tuple[float, float]:
    """The hours that are likely booked later, and their spread."""
    if week is None or week.range is None:
        return 0.0, 0.0
    told = week.range
    late = max(0.0, told.p50 - (told.booked or 0.0))
    return late, (told.p90 - told.p10) / (2 * TAIL)
