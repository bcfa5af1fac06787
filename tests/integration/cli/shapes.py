"""What JSON looks like: a shape for each kind of value, and what does not fit it."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

Leaf = Callable[[object], bool]


@dataclass(frozen=True, slots=True)
class Maybe:
    """Null, or what fits `shape`."""

    shape: object


@dataclass(frozen=True, slots=True)
class Each:
    """An object with any keys, or only some known ones, whose values fit `shape`."""

    shape: object
    keys: Collection[str] | None = None


def misfits(value: object, shape: object, at: str = "$") -> Iterator[str]:
    """Each place where `value` does not fit: another key, another type, another form.

    Args:
        value: parsed JSON.
        shape: a leaf; a dict of shapes by key, all of which are there and no others;
            a list with the shape of every item; `Maybe`; `Each`.
        at: where the value is, for the words.
    """
    if isinstance(shape, Maybe):
        if value is not None:
            yield from misfits(value, shape.shape, at)
    elif isinstance(shape, Each):
        yield from _misfits_of_each(value, shape, at)
    elif isinstance(shape, Mapping):
        yield from _misfits_of_object(value, shape, at)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{at} is no list"
            return
        for number, item in enumerate(value):
            yield from misfits(item, shape[0], f"{at}[{number}]")
    elif not callable(shape) or not shape(value):
        yield f"{at} is {value!r}"


def _misfits_of_each(value: object, shape: Each, at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{at} is no object"
        return
    for key, item in value.items():
        if shape.keys is not None and key not in shape.keys:
            yield f"{at} has {key}"
        yield from misfits(item, shape.shape, f"{at}.{key}")


def _misfits_of_object(
    value: object, shape: Mapping[str, object], at: str
) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{at} is no object"
        return
    yield from (f"{at} lacks {key}" for key in shape.keys() - value.keys())
    yield from (f"{at} has {key}" for key in value.keys() - shape.keys())
    for key in shape.keys() & value.keys():
        yield from misfits(value[key], shape[key], f"{at}.{key}")


def text(value: object) -> bool:
    """A string."""
    return isinstance(value, str)


def words(value: object) -> bool:
    """A string that says something."""
    return isinstance(value, str) and bool(value.strip())


def flag(value: object) -> bool:
    """True or false."""
    return isinstance(value, bool)


def count(value: object) -> bool:
    """0, 1, 2, …"""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def number(value: object) -> bool:
    """Any number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def hours(value: object) -> bool:
    """Hours, with two decimals at most."""
    return isinstance(value, float) and round(value, 2) == value


def share(value: object) -> bool:
    """From 0 to 1, with two decimals at most."""
    return hours(value) and isinstance(value, float) and 0 <= value <= 1


def time(value: object) -> bool:
    """ISO 8601 to the second, with an offset."""
    form = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d"
    known = isinstance(value, str) and re.fullmatch(form, value)
    return bool(known) and datetime.fromisoformat(str(value)).tzinfo is not None


def day(value: object) -> bool:
    """ISO 8601, a date."""
    known = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return bool(known) and date.fromisoformat(str(value)) is not None


def week(value: object) -> bool:
    """ISO 8601, a week."""
    known = isinstance(value, str) and re.fullmatch(r"\d{4}-W\d\d", value)
    return bool(known) and date.fromisoformat(f"{value}-1") is not None


def either(*leaves: Leaf) -> Leaf:
    """What fits one of the leaves."""
    return lambda value: any(leaf(value) for leaf in leaves)


def one_of(*known: object) -> Leaf:
    """One of these values."""
    return lambda value: value in known
