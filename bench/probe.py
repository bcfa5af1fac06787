"""Two tight weeks and an incident: what each design of a planner makes of them.

In every instance ten hours of blocks and all other work just fit, which trying every
plan proves. Then 90 minutes land on the first block. Beside ours stand designs that
calendar helpers document: everything is a task, placed as early as possible in the
order of due dates, and all anew after a change; and the focus first, the longest place
first, only what was hit placed again.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._dice import Dice  # noqa: E402 - after the path is set
from tightrope.core.planner import (  # noqa: E402 - the same
    Busy,
    Load,
    Plan,
    Policy,
    Problem,
    State,
    Target,
    plan,
)
from tightrope.core.planner.daily.bits import (  # noqa: E402 - the same
    each_of,
    mask_of,
    places,
    runs_of,
)
from tightrope.core.timeline import Span, WorkingHours, midnight  # noqa: E402 - the same

RESULTS = ROOT / "bench" / "results"
ZONE = ZoneInfo("Europe/Berlin")
FIRST = date(2026, 11, 16)
HOURS = WorkingHours(lunch=None)
SLOTS, DAYS, PER_WEEK = 36, 10, 3
SHORTEST, LONGEST, AN_HOUR = 12, 16, 4
OPEN = mask_of(4, 28)
"""The slots from 10:00 to 17:00, of which an hour stays free on a block day."""

INCIDENT = 6
LENGTHS = (14, 12, 14)
"""Slots of the three stretches: ten hours together."""

INSTANCES, FEW = 40, 4
Weeks = Sequence[int]
"""The free slots of each of ten days."""

Blocks = dict[int, tuple[int, int]]
"""By day: first slot and length."""


@dataclass(frozen=True, slots=True)
class Design:
    """A way of planning: at first, and after something landed."""

    first: Callable[[Weeks], Blocks]
    after: Callable[[Weeks, Weeks, Blocks], Blocks]


def main(argv: Sequence[str]) -> int:
    """Print what each design makes of the instances; keep the JSON too."""
    parser = argparse.ArgumentParser(prog="bench probe", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--quick", action="store_true", help="few instances")
    asked = parser.parse_args(argv)
    seeds = range(FEW if asked.quick else INSTANCES)
    facts = {
        "schema": 1,
        "instances": len(seeds),
        "designs": {name: probed(DESIGNS[name], seeds) for name in DESIGNS},
    }
    text = json.dumps(facts, indent=1)
    RESULTS.mkdir(exist_ok=True, parents=True)
    (RESULTS / "probe.json").write_text(f"{text}\n")
    if asked.json:
        print(text)
    else:
        show(facts)
    return 0


def probed(design: Design, seeds: Iterable[int]) -> dict[str, float]:
    """Shares over all instances: hours placed, blocks moved, hours kept."""
    placed = possible = moved = stood = kept = left = 0
    for seed in seeds:
        weeks = instance(seed)
        before = design.first(weeks)
        placed, possible = placed + hours(before), possible + most(weeks)
        hit = landed(weeks)
        after = design.after(weeks, hit, before)
        others = {day: one for day, one in before.items() if day != hit_day(weeks)}
        moved += sum(after.get(day) != one for day, one in others.items())
        stood += len(others)
        kept, left = kept + hours(after), left + most(hit)
    return {
        "placed_of_possible": round(placed / possible, 4),
        "others_moved": round(moved / stood, 4),
        "kept_of_possible": round(kept / left, 4),
        "hours_possible": round(possible / AN_HOUR / len(list(seeds)), 2),
        "hours_possible_after": round(left / AN_HOUR / len(list(seeds)), 2),
    }


def instance(seed: int) -> Weeks:
    """Ten days: three with a stretch for a block, pieces of free time on all."""
    dice = Dice(seed)
    hit = dice.whole(1, 2)
    others = [day for day in range(DAYS) if day not in {0, hit, hit + 1}]
    second = others[dice.whole(0, len(others) - 1)]
    rest = [day for day in others if abs(day - second) > 1]
    third = rest[dice.whole(0, len(rest) - 1)]
    lengths = dict(zip((hit, second, third), LENGTHS, strict=True))
    return [day_with(lengths.get(day, 0), dice) for day in range(DAYS)]


def day_with(length: int, dice: Dice) -> int:
    """The free slots of a day: one stretch, or none, and pieces apart from it."""
    start = dice.whole(0, SLOTS - length)
    free, at = mask_of(start, length), dice.whole(0, 3)
    around = mask_of(max(0, start - 1), length + 2) if length else 0
    while at < SLOTS:
        piece = mask_of(at, min(dice.whole(2, 6), SLOTS - at))
        if not piece & around:
            free |= piece
        at += piece.bit_length() - at + dice.whole(1, 4)
    reachable = (free & ~mask_of(start, length) & OPEN).bit_count() >= AN_HOUR
    return free if reachable else day_with(length, dice)


def landed(weeks: Weeks) -> Weeks:
    """The same days with 90 minutes in the middle of the first stretch."""
    day = hit_day(weeks)
    start, length = longest(weeks[day])
    taken = mask_of(start + (length - INCIDENT) // 2, INCIDENT)
    return [free & ~taken if at == day else free for at, free in enumerate(weeks)]


def hit_day(weeks: Weeks) -> int:
    """The first day on which a block fits."""
    return next(day for day, free in enumerate(weeks) if longest(free)[1])


def most(weeks: Weeks) -> int:
    """The most slots of blocks that any plan has, by trying all of them."""
    return sum(
        max(
            sum(longest(weeks[day])[1] for day in days)
            for many in range(PER_WEEK + 1)
            for days in combinations(range(first, first + 5), many)
        )
        for first in (0, 5)
    )


def work_of(weeks: Weeks) -> list[int]:
    """Slots of other work of each week: all that is free but for the blocks."""
    return [
        sum(free.bit_count() - longest(free)[1] for free in weeks[first : first + 5])
        for first in (0, 5)
    ]


def longest(free: int) -> tuple[int, int]:
    """The longest block of a day, the earliest of equals; none has no length."""
    for length in range(LONGEST, SHORTEST - 1, -1):
        for start in each_of(places(free, length)):
            if (free & ~mask_of(start, length) & OPEN).bit_count() >= AN_HOUR:
                return start, length
    return 0, 0


def hours(blocks: Blocks) -> int:
    """Slots of some blocks."""
    return sum(length for _, length in blocks.values())


def by_due_date(weeks: Weeks, work: Sequence[int]) -> Blocks:
    """Everything a task: a week's work as early as it fits, focus in what is left."""
    left = list(weeks)
    for first, slots in zip((0, 5), work, strict=True):
        for day in range(first, first + 5):
            for at in each_of(left[day]):
                if slots:
                    left[day] &= ~mask_of(at, 1)
                    slots -= 1  # noqa: PLW2901 - what is left of the week's work
        if first == 0:
            found = filled(left, {}, key=lambda day: (0, day))
            left = [free & ~taken(found, day) for day, free in enumerate(left)]
    return found


def taken(blocks: Blocks, day: int) -> int:
    """The slots that a block takes on a day."""
    return mask_of(*blocks[day]) if day in blocks else 0


def all_anew(weeks: Weeks, hit: Weeks, before: Blocks) -> Blocks:
    """By due dates again, whatever stood before."""
    del before
    return by_due_date(hit, work_of(weeks))


def longest_first(weeks: Weeks) -> Blocks:
    """The longest place of the week first."""
    return filled(weeks, {}, key=lambda day: (-longest(weeks[day])[1], day))


def put_back(weeks: Weeks, hit: Weeks, before: Blocks) -> Blocks:
    """What still stands, and for what was hit the longest place of its week."""
    del weeks
    stands = {day: one for day, one in before.items() if not mask_of(*one) & ~hit[day]}
    return filled(hit, stands, key=lambda day: (-longest(hit[day])[1], day))


def filled(
    weeks: Weeks, blocks: Blocks, key: Callable[[int], tuple[int, int]]
) -> Blocks:
    """Both weeks filled up, the days taken in that order."""
    found = dict(blocks)
    for first in (0, 5):
        days = range(first, first + 5)
        for day in sorted(days, key=key):
            room = sum(one in found for one in days) < PER_WEEK
            place = longest(weeks[day])
            if room and day not in found and place[1]:
                found[day] = place
    return found


def ours(weeks: Weeks) -> Blocks:
    """Our plan."""
    return blocks_of(plan(problem(weeks, weeks)))


def ours_after(weeks: Weeks, hit: Weeks, before: Blocks) -> Blocks:
    """Our plan once the incident is known, on the morning it lands."""
    accepted = plan(problem(weeks, weeks))
    standing = replace(
        accepted,
        blocks=tuple(
            replace(one, block=replace(one.block, state=State.FIRM))
            for one in accepted.blocks
        ),
    )
    if blocks_of(standing) != before:
        raise AssertionError(before)
    return blocks_of(plan(problem(hit, weeks, day=hit_day(weeks)), standing))


def problem(weeks: Weeks, foreseen: Weeks, day: int = 0) -> Problem:
    """The days as the planner is asked on a morning, the work as it was foreseen."""
    window = Span(midnight(FIRST, ZONE), midnight(FIRST + timedelta(days=14), ZONE))
    pledged = most(foreseen) / AN_HOUR
    return Problem(
        now=datetime.combine(FIRST + timedelta(days=day), time(8), tzinfo=ZONE),
        zone=ZONE,
        window=window,
        working=tuple(HOURS.spans(window, ZONE)),
        busy=tuple(meetings(weeks)),
        policy=Policy(
            targets=(
                Target(
                    first=FIRST,
                    last=FIRST + timedelta(days=14),
                    hours=pledged,
                    floor=pledged,
                ),
            ),
        ),
        loads=tuple(
            Load(span=week_of(number), hours=slots / AN_HOUR)
            for number, slots in enumerate(work_of(foreseen))
        ),
    )


def week_of(number: int) -> Span:
    """The first or the second week."""
    first = FIRST + timedelta(days=7 * number)
    return Span(midnight(first, ZONE), midnight(first + timedelta(days=7), ZONE))


def meetings(weeks: Weeks) -> Iterator[Busy]:
    """What takes the rest of each day."""
    for day, free in enumerate(weeks):
        for start, length in runs_of(mask_of(0, SLOTS) & ~free):
            yield Busy(id=f"{day}-{start}", span=span_of(day, start, length))


def span_of(day: int, start: int, length: int) -> Span:
    """The time of some slots of a day."""
    on = FIRST + timedelta(days=day // 5 * 7 + day % 5)
    opens = datetime.combine(on, time(9), tzinfo=ZONE)
    return Span.lasting(
        opens + timedelta(minutes=15 * start), timedelta(minutes=15 * length)
    )


def blocks_of(found: Plan) -> Blocks:
    """The blocks of a plan as slots of days."""
    blocks: Blocks = {}
    for one in found.blocks:
        start = one.block.span.start.astimezone(ZONE)
        days = (start.date() - FIRST).days
        slot = (start.hour - 9) * 4 + start.minute // 15
        length = one.block.span.length // timedelta(minutes=15)
        blocks[days // 7 * 5 + days % 7] = slot, length
    return blocks


DESIGNS = {
    "ours": Design(ours, ours_after),
    "tasks by due date": Design(
        lambda weeks: by_due_date(weeks, work_of(weeks)), all_anew
    ),
    "focus first, longest first": Design(longest_first, put_back),
}


def show(facts: dict[str, object]) -> None:
    """Print a line for each design."""
    rows = json.loads(json.dumps(facts["designs"]))
    print(f"{'':<26}{'placed':>9}{'others moved':>15}{'kept after':>13}")
    for name, row in rows.items():
        print(
            f"{name:<26}{row['placed_of_possible']:>9.1%}"
            f"{row['others_moved']:>15.1%}{row['kept_of_possible']:>13.1%}"
        )
    one = next(iter(rows.values()))
    print(
        f"of {one['hours_possible']} hours before the incident, "
        f"and {one['hours_possible_after']} after it, on average"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
