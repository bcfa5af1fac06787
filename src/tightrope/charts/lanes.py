"""Lanes for what overlaps, so that each card of a day is seen whole."""

from collections.abc import Sequence

Stretch = tuple[float, float]


def lanes(stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
    """For each stretch its lane, from 0, and how many lanes it shares the width with.

    Two that overlap never have the same lane; a group of stretches that touch each
    other's time, directly or through others, has one number of lanes.
    """
    order = sorted(range(len(stretches)), key=lambda place: stretches[place])
    lane = [0] * len(stretches)
    shared = [1] * len(stretches)
    group: list[int] = []
    free_from: list[float] = []
    for place in order:
        start, end = stretches[place]
        if group and start >= max(free_from):
            group, free_from = [], []
        found = next(
            (at for at, until in enumerate(free_from) if until <= start),
            len(free_from),
        )
        free_from[found : found + 1] = [end]
        lane[place] = found
        group.append(place)
        for member in group:
            shared[member] = len(free_from)
    return list(zip(lane, shared, strict=True))
