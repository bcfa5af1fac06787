"""The keys of a policy as people and programs write them, and what each one asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from tightrope.core.planner.policy import Energy, Policy, Reachable, Target, Writing
from tightrope.core.planner.reading import Value

PHASES = ("intense", "normal", "quiet")
DAY = 24.0
MOST_PRICE = 1000.0
FLOOR_SHARE = 0.5
"""How much of a target is its floor, where nobody says."""

Reader = Callable[[Value, ZoneInfo], object]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a policy.

    Attributes:
        name: as it is written.
        field: of `Policy`.
        asks: the question that its value answers.
        read: turns what is written into the field's value.
    """

    name: str
    field: str
    asks: str
    read: Reader


def hours(least: float, most: float) -> Reader:
    """Read hours as a length."""
    return lambda value, _: value.hours(least, most)


def whole(most: int) -> Reader:
    """Read a whole number."""
    return lambda value, _: value.whole(0, most)


def price(value: Value, _: ZoneInfo) -> float:
    """Read what a minute costs, in minutes of undisturbed work."""
    return value.number(0.0, MOST_PRICE)


def purposes(value: Value, _: ZoneInfo) -> tuple[str, ...]:
    """Read what the next blocks are for."""
    return tuple(item.text() for item in value.items())


def writing(value: Value, _: ZoneInfo) -> Writing:
    """Read when blocks are written."""
    return value.one_of(Writing)


def reachable(value: Value, _: ZoneInfo) -> Reachable | None:
    """Read the open hour of a day; `false` is none."""
    if value.value is False:
        return None
    usual = Reachable()
    return Reachable(
        start=value["from"].or_else(Value.clock, usual.start),
        end=value["to"].or_else(Value.clock, usual.end),
        least=value["minutes"].or_else(_minutes, usual.least),
    )


def energy(value: Value, _: ZoneInfo) -> tuple[Energy, ...]:
    """Read what a minute is worth by time of day."""
    return tuple(
        Energy(
            start=item["from"].clock(),
            end=item["to"].clock(),
            worth=item["worth"].number(0.0, 10.0),
        )
        for item in value.items()
    )


def targets(value: Value, zone: ZoneInfo) -> tuple[Target, ...]:
    """Read pledges for stretches of days.

    Raises:
        BadProblem: one ends before it begins, or two overlap.
    """
    found = [(item, _target(item, zone)) for item in value.items()]
    found.sort(key=lambda pair: pair[1].first)
    for (_, before), (item, after) in pairwise(found):
        if after.first < before.last:
            raise item["from"].wrong("lies in another target; they must not overlap")
    return tuple(target for _, target in found)


def _target(item: Value, zone: ZoneInfo) -> Target:
    first, last = item["from"].day(zone), item["to"].day(zone, up=True)
    if last <= first:
        raise item["to"].wrong("must come after the first day")
    asked = item["hours"].number(0.0, 10_000.0)
    floor = item["floor_hours"].or_else(Value.number, asked * FLOOR_SHARE)
    if floor > asked:
        raise item["floor_hours"].wrong("must not be above the target's hours")
    phase = item["phase"].or_else(Value.text, "normal")
    if phase not in PHASES:
        raise item["phase"].wrong(f"must be one of {', '.join(PHASES)}")
    return Target(first=first, last=last, hours=asked, floor=floor, phase=phase)


def _minutes(value: Value) -> timedelta:
    return timedelta(minutes=value.number(0.0, DAY * 60))


KEYS = (
    Key(
        "shortest_hours",
        "shortest",
        "Below how many hours is a block not worth its set-up cost?",
        hours(0.25, DAY),
    ),
    Key(
        "longest_hours",
        "longest",
        "Above how many hours does a block tire more than it brings?",
        hours(0.25, DAY),
    ),
    Key("per_week", "per_week", "How many blocks in a week, at most?", whole(35)),
    Key("per_day", "per_day", "How many blocks in a day, at most?", whole(6)),
    Key(
        "target_hours",
        "targets",
        "How many hours of focus do you hope for from one day to another?",
        targets,
    ),
    Key(
        "reachable",
        "reachable",
        "Between which times must others be able to reach you, and for how long?",
        reachable,
    ),
    Key(
        "energy",
        "energy",
        "What is a minute of focus worth at each time of day, the best being 1?",
        energy,
    ),
    Key(
        "change_cost_hours",
        "change_cost",
        "How much focus would you give so that a block of these days stays put?",
        hours(0.0, MOST_PRICE),
    ),
    Key(
        "pencil_cost_hours",
        "pencil_cost",
        "And so that one farther away stays put?",
        hours(0.0, MOST_PRICE),
    ),
    Key(
        "firm_days",
        "firm_days",
        "How many working days ahead do others count on a block?",
        whole(366),
    ),
    Key(
        "lock_days",
        "lock_days",
        "From how many working days before may a block no longer be moved for you?",
        whole(366),
    ),
    Key(
        "evening_price",
        "evening_price",
        "How many minutes of focus is a minute of work in the evening worth to avoid?",
        price,
    ),
    Key(
        "daily_work_hours",
        "daily_work",
        "How much work besides meetings does a working day ask for?",
        hours(0.0, DAY),
    ),
    Key(
        "adjacency_cost_hours",
        "adjacency_cost",
        "How much focus would you give to avoid two block days in a row when it is "
        "intense?",
        hours(0.0, MOST_PRICE),
    ),
    Key(
        "drought_days",
        "drought_days",
        "After how many working days without a block has it been too long?",
        whole(366),
    ),
    Key(
        "drought_cost_hours",
        "drought_cost",
        "How much focus would you give to end such a drought a day earlier?",
        hours(0.0, MOST_PRICE),
    ),
    Key(
        "owed_price",
        "owed_price",
        "How many minutes is it worth to pay back one that is owed?",
        price,
    ),
    Key(
        "floor_price",
        "floor_price",
        "How many minutes is it worth to save one of the floor of a pledge?",
        price,
    ),
    Key(
        "target_price",
        "target_price",
        "How many minutes is it worth to gain one between floor and target?",
        price,
    ),
    Key("purposes", "purposes", "What are the next blocks for, in order?", purposes),
    Key(
        "write",
        "write",
        "Are blocks written to your calendar once you accept them (ask), or as soon as "
        "they are planned (automatic)?",
        writing,
    ),
)


def policy_of(value: Value, zone: ZoneInfo) -> Policy:
    """The policy that some keys say; unknown keys are ignored.

    Args:
        value: the keys; a missing one takes its default, and so does a null.
        zone: for days that are told as moments.

    Raises:
        BadProblem: a value is wrong.
    """
    if value.missing:
        return Policy()
    said = {
        key.field: key.read(found, zone)
        for key in KEYS
        if not (found := value[key.name]).missing
    }
    return checked(said, value)


def checked(said: Mapping[str, Any], value: Value) -> Policy:
    """The policy of some fields.

    Raises:
        BadProblem: the longest block is shorter than the shortest one.
    """
    policy = replace(Policy(), **said)
    if policy.longest < policy.shortest:
        key = "longest_hours" if "longest" in said else "shortest_hours"
        raise value[key].wrong("the longest block must not be below the shortest")
    return policy
