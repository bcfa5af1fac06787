"""Problems with so few plans that each can be tried; any number gives another one."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random

from tests.unit.planner.situations import BERLIN
from tightrope.core.planner import (
    Block,
    Busy,
    Energy,
    Happened,
    Happening,
    Policy,
    Problem,
    Reachable,
    State,
    Survival,
    Target,
)
from tightrope.core.timeline import Span

FRIDAY = date(2026, 11, 20)
DAYS = [FRIDAY + timedelta(days=more) for more in (0, 3, 4, 5)]
MINUTE = timedelta(minutes=1)
PRICES = (0.0, 0.5, 1.0, 1.5, 2.0)
RATES = (
    Survival(start=time(0), end=time(9, 20), rate=0.9),
    Survival(start=time(9, 20), end=time(23), rate=0.4),
)


def small_problem(number: int) -> Problem:
    """A Friday and two or three days of the next week, 75 minutes each."""
    dice = Random(number)
    policy = some_policy(dice)
    days = DAYS[: 5 - policy.per_day]
    before = [FRIDAY - timedelta(days=back) for back in (1, 2, 3)]
    now = moment(FRIDAY, dice.choice([-60, -60, 15]))
    meetings = some_meetings(dice, days)
    return Problem(
        now=now,
        zone=BERLIN,
        window=Span(moment(FRIDAY, -540), moment(days[-1], 900)),
        working=tuple(some_span(day, 0, 75) for day in [*before, *days]),
        busy=meetings,
        blocks=some_blocks(dice, [one.span for one in meetings], days, now),
        owed=some_minutes(dice),
        policy=policy,
        survival=RATES,
        history=some_history(dice, before),
    )


def moment(day: date, minute: int) -> datetime:
    """So many minutes after nine."""
    return datetime.combine(day, time(9), tzinfo=BERLIN) + minute * MINUTE


def some_span(day: date, start: int, length: int) -> Span:
    """A stretch of a day."""
    return Span.lasting(moment(day, start), length * MINUTE)


def some_minutes(dice: Random) -> timedelta:
    """Nothing up to an hour."""
    return 5 * dice.randint(0, 12) * MINUTE


def some_policy(dice: Random) -> Policy:
    """Any policy with blocks of 30 to 45 minutes."""
    open_time = Reachable(
        start=time(9), end=time(10), least=15 * MINUTE * dice.randint(0, 2)
    )
    return Policy(
        shortest=30 * MINUTE,
        longest=45 * MINUTE,
        per_week=dice.randint(0, 3),
        per_day=dice.randint(1, 2),
        targets=some_targets(dice),
        weekly_targets={"normal": 0.0},
        weekly_floors={"normal": 0.0},
        reachable=dice.choice([None, open_time]),
        energy=(
            Energy(start=time(9), end=time(9, 30), worth=dice.choice(PRICES)),
            Energy(start=time(9, 30), end=time(11), worth=0.8),
        ),
        change_cost=some_minutes(dice),
        pencil_cost=some_minutes(dice),
        firm_days=dice.randint(0, 3),
        lock_days=dice.randint(0, 1),
        evening_price=dice.choice(PRICES),
        daily_work=some_minutes(dice),
        adjacency_cost=some_minutes(dice),
        drought_days=dice.randint(0, 3),
        drought_cost=some_minutes(dice),
        owed_price=dice.choice(PRICES),
        floor_price=dice.choice(PRICES),
        target_price=dice.choice(PRICES),
    )


def some_targets(dice: Random) -> tuple[Target, ...]:
    """Pledges for some stretches between Friday and Wednesday, or none.

    What lies before today or behind the window would be shared out by days, which has
    tests of its own.
    """
    cuts = sorted(dice.sample([0, 3, 4, 5], dice.randint(0, 4)))
    found = []
    for first, last in pairwise(cuts):
        hours = dice.randint(0, 4) / 2
        found.append(
            Target(
                first=FRIDAY + timedelta(days=first),
                last=FRIDAY + timedelta(days=last),
                hours=hours,
                floor=hours * dice.choice([0.0, 0.5, 1.0]),
                phase=dice.choice(["intense", "normal"]),
            )
        )
    return tuple(one for one in found if dice.random() > 0.2)


def some_meetings(dice: Random, days: list[date]) -> tuple[Busy, ...]:
    """A few short meetings, not all on the quarter-hours."""
    return tuple(
        Busy(
            id=f"meeting-{number}",
            span=some_span(
                dice.choice(days), 5 * dice.randint(0, 15), dice.choice([5, 15, 20])
            ),
        )
        for number in range(dice.choice([0, 0, 1, 2, 3]))
    )


def some_blocks(
    dice: Random, meetings: list[Span], days: list[date], now: datetime
) -> tuple[Block, ...]:
    """Standing blocks that nothing has hit, one a day at most."""
    found = []
    for day in days:
        span = some_span(day, dice.choice([0, 10, 15, 30]), dice.choice([30, 40, 45]))
        hit = span.start < now or any(span.overlaps(other) for other in meetings)
        if dice.random() < 0.4 and not hit:
            state = dice.choice([State.PROPOSED, State.FIRM])
            found.append(Block(id=f"block-{day.day}", span=span, state=state))
    return tuple(found)


def some_history(dice: Random, before: list[date]) -> tuple[Happening, ...]:
    """A block that was kept, or none."""
    if dice.random() < 0.5:
        return ()
    span = some_span(dice.choice([*before, FRIDAY - timedelta(days=7)]), 0, 45)
    return (Happening(kind=Happened.KEPT, at=span.end, span=span),)
