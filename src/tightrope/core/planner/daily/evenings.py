"""How much work is pushed into evenings when blocks take the time of some days."""

import numpy as np

from tightrope.core.planner.daily.belief import Numbers

FRESH = 0.6
"""The share of a day in which its own work can be done, as it comes all day long."""


def evenings(
    blocks: Numbers, free: Numbers, work: Numbers, backlog: tuple[float, float, float]
) -> Numbers:
    """Slots of evening work of each plan, on average over the scenarios.

    Work is done by the end of the second day after its own, the oldest first.

    Args:
        blocks: slots of blocks, by plan and day.
        free: slots that no meeting takes, by scenario and day.
        work: slots of work that come, by scenario and day.
        backlog: slots that wait from today, yesterday and earlier.
    """
    shape = (len(blocks), len(free))
    late = np.zeros(shape)
    yesterday, oldest = np.full(shape, backlog[1]), np.full(shape, backlog[2])
    for day in range(blocks.shape[1]):
        room = np.maximum(0.0, free[None, :, day] - blocks[:, day, None])
        done = np.minimum(oldest, room)
        late += oldest - done
        room -= done
        done = np.minimum(yesterday, room)
        oldest, room = yesterday - done, room - done
        fresh = work[None, :, day] + (0.0 if day else backlog[0])
        if day:
            room = np.minimum(room, np.maximum(0.0, FRESH * free[None, :, day]))
        yesterday = fresh - np.minimum(fresh, room)
    mean: Numbers = late.mean(axis=1)
    return mean
