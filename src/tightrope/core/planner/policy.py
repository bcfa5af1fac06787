"""What a person asks of every plan; each number answers a question they understand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum


class Writing(StrEnum):
    """When blocks are written to a connected calendar."""

    ASK = "ask"
    AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A pledge: so many hours of focus from one day up to, not including, another.

    Attributes:
        first: the first day.
        last: the day after the last one.
        hours: what is hoped for.
        floor: what must not be lost to urgent work, at most `hours`.
        phase: what kind of time it is: intense, normal or quiet.
    """

    first: date
    last: date
    hours: float
    floor: float
    phase: str = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Energy:
    """What a minute of focus is worth between two times of day; 1 is the best.

    Midnight as `end` is the end of the day, here and wherever a time of day ends
    something.
    """

    start: time
    end: time
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """On a day with a block, so much time stays free of blocks and meetings."""

    start: time = time(10)
    end: time = time(17)
    least: timedelta = timedelta(hours=1)


ENERGY = (
    Energy(start=time(0), end=time(12), worth=1.0),
    Energy(start=time(12), end=time(15), worth=0.9),
    Energy(start=time(15), end=time(0), worth=0.8),
)

TARGET_HOURS = {"intense": 6.0, "normal": 8.0, "quiet": 11.0}
"""What a week pledges by its phase, when the person has not said."""

FLOOR_HOURS = {"intense": 3.0, "normal": 4.0, "quiet": 6.0}
"""What urgent work cannot eat in a week of each phase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the person asks of every plan.

    Attributes:
        shortest: a block below this is not worth its set-up cost.
        longest: a block above this tires more than it brings.
        per_week: blocks in one ISO week, at most.
        per_day: blocks in one day, at most.
        targets: pledges for stretches of days that do not overlap; without any, each
            week of the window pledges what a normal one does.
        weekly_targets: hours hoped for in a full week, by phase.
        weekly_floors: hours of a full week that must not be lost, by phase.
        reachable: the open hour of a day with a block; nothing for none.
        energy: what a minute is worth by time of day; 1 where nothing is said.
        change_cost: what changing or withdrawing an announced block costs inside
            `firm_days`.
        pencil_cost: the same farther away.
        firm_days: so many working days ahead a block is firm.
        lock_days: so many working days ahead a block may no longer be moved by us.
        evening_price: what a minute of work pushed into the evening costs.
        daily_work: work besides meetings that each working day asks for.
        adjacency_cost: what two block days in a row cost in intense time.
        drought_days: so many working days without a block are a drought.
        drought_cost: what each working day of a drought costs beyond them.
        owed_price: what each owed minute costs that is not repaid in the window.
        floor_price: what each minute missing below the floor of a pledge costs.
        target_price: what each minute missing between floor and target costs.
        purposes: what the next blocks are for, in order.
        write: whether blocks are written to a connected calendar only once they are
            accepted, or as soon as they are planned.
    """

    shortest: timedelta = timedelta(hours=3)
    longest: timedelta = timedelta(hours=4)
    per_week: int = 3
    per_day: int = 1
    targets: tuple[Target, ...] = ()
    weekly_targets: Mapping[str, float] = field(
        default_factory=lambda: dict(TARGET_HOURS)
    )
    weekly_floors: Mapping[str, float] = field(
        default_factory=lambda: dict(FLOOR_HOURS)
    )
    reachable: Reachable | None = Reachable()
    energy: tuple[Energy, ...] = ENERGY
    change_cost: timedelta = timedelta(minutes=30)
    pencil_cost: timedelta = timedelta(minutes=3)
    firm_days: int = 5
    lock_days: int = 1
    evening_price: float = 1.5
    daily_work: timedelta = timedelta(hours=2)
    adjacency_cost: timedelta = timedelta(minutes=20)
    drought_days: int = 10
    drought_cost: timedelta = timedelta(minutes=15)
    owed_price: float = 2.0
    floor_price: float = 1.0
    target_price: float = 0.5
    purposes: tuple[str, ...] = ()
    write: Writing = Writing.ASK
