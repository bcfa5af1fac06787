"""Reads the parts of a message, and says which one is wrong."""

from collections.abc import Mapping
from math import ceil, isfinite
from typing import Any

from tightrope.core.errors import InputError


class NotUnderstood(InputError):
    """A message lacks something, or has something else in its place."""

    def __init__(self, where: str, what: str) -> None:
        self.where = where
        self.what = what
        super().__init__(f"{where}: {what}")


def table_in(message: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The object under a key."""
    value = message.get(key)
    if not isinstance(value, Mapping):
        raise NotUnderstood(key, "it must be an object")
    return value


def number_in(message: Mapping[str, Any], key: str) -> int:
    """The whole number under a key."""
    return _whole(message.get(key), key)


def price_in(message: Mapping[str, Any], key: str, usual: float) -> float:
    """The number under a key, or what is usual."""
    value = message.get(key, usual)
    if not isinstance(value, int | float) or not isfinite(value):
        raise NotUnderstood(key, "it must be a number")
    return float(value)


def list_in(message: Mapping[str, Any], key: str) -> list[Any]:
    """The list under a key; an empty one when it is missing."""
    value = message.get(key, [])
    if not isinstance(value, list):
        raise NotUnderstood(key, "it must be a list")
    return value


def numbers_in(message: Mapping[str, Any], key: str, many: int) -> tuple[int, ...]:
    """So many whole numbers under a key."""
    return tuple(_whole(one, key) for one in _row(list_in(message, key), key, many))


def rows_in(message: Mapping[str, Any], key: str, many: int) -> list[tuple[int, ...]]:
    """The rows under a key, of so many whole numbers each; what else they have is left.

    A part of a number counts as a whole one: half a slot of work takes a slot.
    """
    return [
        tuple(_whole(one, key) for one in _row(row, key, many))
        for row in list_in(message, key)
    ]


def named_rows_in(
    message: Mapping[str, Any], key: str, many: int
) -> list[tuple[str | int, tuple[int, ...]]]:
    """The same for rows that begin with a name: a text, or a number."""
    found: list[tuple[str | int, tuple[int, ...]]] = []
    for row in list_in(message, key):
        name, *numbers = _row(row, key, many + 1)
        if not isinstance(name, str | int):
            raise NotUnderstood(key, "a name must be a text or a number")
        found.append((name, tuple(_whole(one, key) for one in numbers)))
    return found


def _row(row: object, key: str, many: int) -> list[Any]:
    if not isinstance(row, list) or len(row) < many:
        raise NotUnderstood(key, f"it needs {many} values")
    return row[:many]


def _whole(value: object, key: str) -> int:
    if not isinstance(value, int | float) or not isfinite(value):
        raise NotUnderstood(key, "it must be a whole number")
    return ceil(value)
