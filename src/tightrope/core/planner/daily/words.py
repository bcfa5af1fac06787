"""Reads the parts of a message, and says which one is wrong."""

from collections.abc import Mapping
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
    value = message.get(key)
    if isinstance(value, bool) or not isinstance(value, int):
        raise NotUnderstood(key, "it must be a whole number")
    return value


def list_in(message: Mapping[str, Any], key: str) -> list[Any]:
    """The list under a key; an empty one when it is missing."""
    value = message.get(key, [])
    if not isinstance(value, list):
        raise NotUnderstood(key, "it must be a list")
    return value


def numbers_in(message: Mapping[str, Any], key: str, many: int) -> tuple[int, ...]:
    """So many whole numbers under a key."""
    return _numbers(list_in(message, key), key, many)


def rows_in(message: Mapping[str, Any], key: str, many: int) -> list[tuple[int, ...]]:
    """The rows under a key, of so many whole numbers each."""
    return [_numbers(row, key, many) for row in list_in(message, key)]


def _numbers(row: object, key: str, many: int) -> tuple[int, ...]:
    if not isinstance(row, list) or len(row) != many:
        raise NotUnderstood(key, f"it needs {many} whole numbers")
    if not all(isinstance(number, int) for number in row):
        raise NotUnderstood(key, f"it needs {many} whole numbers")
    return tuple(row)
