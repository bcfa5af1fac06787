"""Slots of a day as the bits of a number: quick to cut, count and search."""


def mask_of(start: int, length: int) -> int:
    """A bit for each of some slots in a row."""
    return ((1 << length) - 1) << start


def runs_of(mask: int) -> list[tuple[int, int]]:
    """The stretches of bits that are set, each as first slot and length."""
    runs: list[tuple[int, int]] = []
    while mask:
        start = first_of(mask)
        above = mask >> start
        length = (~above & (above + 1)).bit_length() - 1
        runs.append((start, length))
        mask &= ~mask_of(start, length)
    return runs


def places(free: int, length: int) -> int:
    """A bit for each slot at which `length` free slots begin."""
    found, done = free, 1
    while done < length:
        step = min(done, length - done)
        found &= found >> step
        done += step
    return found


def first_of(mask: int) -> int:
    """The lowest bit that is set, of a mask that has one."""
    return (mask & -mask).bit_length() - 1


def each_of(mask: int) -> list[int]:
    """The bits that are set, the lowest first."""
    found: list[int] = []
    while mask:
        found.append(first_of(mask))
        mask &= mask - 1
    return found
