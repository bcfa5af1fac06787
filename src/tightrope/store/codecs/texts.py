"""Small things as JSON in one column: names, words, problems, hours of days.

Each has a function there and one back; going there and back changes nothing.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from tightrope.core.errors import Problem

text_of = json.JSONEncoder(separators=(",", ":")).encode
"""Some JSON, without a blank; in ASCII, so that whatever was read can be kept."""


def names_text(names: Iterable[str]) -> str:
    """A set of names as a JSON list."""
    return text_of(sorted(names))


def names_of(text: str) -> frozenset[str]:
    """The names of a JSON list."""
    return frozenset(json.loads(text))


def words_text(words: Mapping[str, str]) -> str:
    """Words by name as a JSON object."""
    return text_of(dict(words))


def words_of(text: str) -> dict[str, str]:
    """The words of a JSON object."""
    return dict(json.loads(text))


def problems_text(problems: Iterable[Problem]) -> str | None:
    """Problems as a JSON list; nothing for none, so that the others are found fast."""
    listed = [[one.source, one.where, one.what] for one in problems]
    return text_of(listed) if listed else None


def problems_of(text: str | None) -> tuple[Problem, ...]:
    """The problems of a JSON list."""
    return tuple(
        Problem(source=source, where=where, what=what)
        for source, where, what in (json.loads(text) if text else ())
    )


def hours_text(hours: Mapping[date, float]) -> str:
    """Hours by day as a JSON object."""
    return text_of({day.isoformat(): of for day, of in hours.items()})


def hours_of(text: str) -> dict[date, float]:
    """The hours of a JSON object."""
    return {date.fromisoformat(day): of for day, of in json.loads(text).items()}


def days_text(days: Iterable[date]) -> str:
    """Days as a JSON list."""
    return text_of(sorted(day.isoformat() for day in days))


def days_of(text: str) -> frozenset[date]:
    """The days of a JSON list."""
    return frozenset(date.fromisoformat(day) for day in json.loads(text))
