"""What one day can give: for each number of blocks and length the best places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tightrope.core.planner.clock import GRAIN, minutes
from tightrope.core.planner.frame import Frame
from tightrope.core.planner.grid import Counts, Day, Mask, Place, sums
from tightrope.core.planner.rules.survival import risk


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One way to use a day.

    Attributes:
        blocks: how many blocks stand on it.
        grains: how long they are together.
        points: what they give by themselves, in thousandths.
        places: where they stand, in order.
    """

    blocks: int
    grains: int
    points: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Places for one more block, as columns, minutes counted from the day's start.

    Attributes:
        start: the first minute.
        end: the minute after the last.
        points: what each gives by itself, in thousandths.
        shut: minutes in which others could have reached the person.
    """

    start: Counts
    end: Counts
    points: Counts
    shut: Counts

    def only(self, mask: Mask) -> "Choices":
        """The places that a mask leaves."""
        return Choices(
            start=self.start[mask],
            end=self.end[mask],
            points=self.points[mask],
            shut=self.shut[mask],
        )


def menu(
    day: Day, frame: Frame, *, without: Place | None = None, only: Place | None = None
) -> tuple[Entry, ...]:
    """The ways to use a day; the first one adds nothing to what is fixed.

    Of all places that only differ in their start the best is kept, and of equal ones
    the earliest. The longest ones come first.

    Args:
        day: the day.
        frame: what it belongs to.
        without: no block may overlap this place.
        only: a new block may stand here and nowhere else.
    """
    fixed = Entry(
        blocks=len(day.fixed),
        grains=sum(place.grains for place in day.fixed),
        points=sum(own_points(day, place) for place in day.fixed),
        places=day.fixed,
    )
    most = frame.problem.policy.per_day - day.done - fixed.blocks
    slack = _slack(day, frame)
    if most <= 0 or slack < 0:
        return (fixed,)
    choices = _choices(day, frame, without)
    fitting = choices.only(choices.shut <= slack)
    if only:
        here = (fitting.start == only.start - day.base) & (
            fitting.end == only.end - day.base
        )
        fitting = fitting.only(here)
    if not len(fitting.start):
        return (fixed,)
    return (fixed, *_entries(fitting, fixed, day, most=most, slack=slack))


def own_points(day: Day, place: Place) -> int:
    """What a place gives by itself, in thousandths: its energy less its risk."""
    worth = day.between(day.worth, place)
    return worth - risk(worth, day.survival(place))


def _slack(day: Day, frame: Frame) -> int:
    """How many open minutes of a day new blocks may take."""
    hours = frame.problem.policy.reachable
    least = minutes(hours.least) if hours else 0
    shut = sum(day.between(day.open, place) for place in day.fixed)
    return int(day.open[-1]) - least - shut


def _choices(day: Day, frame: Frame, without: Place | None) -> Choices:
    """Every place for one block, by start, the standing ones among them."""
    room = day.free.copy()
    for place in (*day.fixed, *([without] if without else [])):
        room[max(place.start - day.base, 0) : max(place.end - day.base, 0)] = False
    free = sums(room)
    start, end = _quarters(frame, len(room))
    fits = free[end] - free[start] == end - start
    start, end = start[fits], end[fits]
    bonus = np.zeros(len(start), dtype=np.int64)
    for offer in day.offers:
        first, last = offer.start - day.base, offer.end - day.base
        if not _stands(first, last, frame, free):
            continue
        same = (start == first) & (end == last)
        if same.any():
            bonus[same] = offer.cost
        else:
            start, end = np.append(start, first), np.append(end, last)
            bonus = np.append(bonus, offer.cost)
    worth = day.worth[end] - day.worth[start]
    return Choices(
        start=start,
        end=end,
        points=worth - risk(worth, day.kept[start]) + bonus,
        shut=day.open[end] - day.open[start],
    )


def _quarters(frame: Frame, size: int) -> tuple[Counts, Counts]:
    """Every start and end on the quarter-hours that the policy's lengths allow."""
    shortest, longest = lengths(frame)
    steps = np.arange(shortest, longest + 1, dtype=np.int64) * GRAIN
    start = np.repeat(np.arange(0, size, GRAIN, dtype=np.int64), len(steps))
    end = start + np.tile(steps, len(start) // max(len(steps), 1))
    inside = end <= size
    return start[inside], end[inside]


def lengths(frame: Frame) -> tuple[int, int]:
    """The shortest and the longest block, in grains."""
    policy = frame.problem.policy
    return -(-minutes(policy.shortest) // GRAIN), minutes(policy.longest) // GRAIN


def _stands(first: int, last: int, frame: Frame, free: Counts) -> bool:
    """Say whether a standing place keeps to the policy and is free."""
    policy = frame.problem.policy
    if first < 0 or last >= len(free):
        return False
    right = minutes(policy.shortest) <= last - first <= minutes(policy.longest)
    return right and int(free[last] - free[first]) == last - first


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """Ways to place so many more blocks, as columns.

    Attributes:
        end: where its last block ends.
        grains: of all its blocks.
        shut: open minutes that they take.
        points: what they give.
        before: the row of the layer before that it extends.
        choice: the choice that it adds.
    """

    end: Counts
    grains: Counts
    shut: Counts
    points: Counts
    before: Counts
    choice: Counts


def _entries(
    choices: Choices, fixed: Entry, day: Day, *, most: int, slack: int
) -> Iterator[Entry]:
    """The best way for each number of blocks and total length."""
    layers = [_first(choices)]
    while len(layers[-1].end):
        layer = layers[-1]
        for row in _best(layer.grains, -layer.points):
            places = _places(layers, int(row), choices, day)
            yield Entry(
                blocks=fixed.blocks + len(layers),
                grains=fixed.grains + int(layer.grains[row]),
                points=fixed.points + int(layer.points[row]),
                places=tuple(sorted((*fixed.places, *places), key=_by_start)),
            )
        if len(layers) >= most:
            return
        layers.append(_extended(layer, choices, slack))


def _by_start(place: Place) -> int:
    return place.start


def _first(choices: Choices) -> _Layer:
    rows = np.arange(len(choices.start))
    return _Layer(
        end=choices.end,
        grains=(choices.end - choices.start) // GRAIN,
        shut=choices.shut,
        points=choices.points,
        before=rows,
        choice=rows,
    )


def _extended(layer: _Layer, choices: Choices, slack: int) -> _Layer:
    """One more block behind those of a layer; the worse of two alike is dropped."""
    behind = choices.start[None, :] >= layer.end[:, None]
    shut = layer.shut[:, None] + choices.shut[None, :]
    before, choice = np.nonzero(behind & (shut <= slack))
    longer = _Layer(
        end=choices.end[choice],
        grains=layer.grains[before]
        + (choices.end[choice] - choices.start[choice]) // GRAIN,
        shut=shut[before, choice],
        points=layer.points[before] + choices.points[choice],
        before=before,
        choice=choice,
    )
    kept = _best(longer.end, longer.grains, longer.shut, -longer.points)
    return _Layer(
        end=longer.end[kept],
        grains=longer.grains[kept],
        shut=longer.shut[kept],
        points=longer.points[kept],
        before=before[kept],
        choice=choice[kept],
    )


def _best(*columns: Counts) -> Counts:
    """For rows alike in all columns but the last the one that is least in it.

    Of equal rows the first one is kept; rows come by the first column, downwards.
    """
    order = np.lexsort(columns[::-1])
    alike = np.ones(len(order), dtype=np.bool_)
    alike[1:] = np.any(
        [column[order][1:] != column[order][:-1] for column in columns[:-1]], axis=0
    )
    return order[alike][::-1]


def _places(
    layers: Sequence[_Layer], row: int, choices: Choices, day: Day
) -> Iterator[Place]:
    """The places of one row of the last layer, last one first."""
    for layer in reversed(layers):
        at = int(layer.choice[row])
        yield Place(
            day=day.index,
            start=day.base + int(choices.start[at]),
            end=day.base + int(choices.end[at]),
        )
        row = int(layer.before[row])
