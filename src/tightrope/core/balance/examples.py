"""What the hours of each facet were spent on: the titles that took most of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tightrope.core.balance.share import Share
from tightrope.core.balance.sides import Facet

MOST = 3
"""So many titles say what a facet was about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A title, with the time and the number of entries that bear it."""

    title: str
    length: timedelta
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetRow:
    """One facet and what it was about.

    Attributes:
        facet: the facet, or `off`, or `unsorted`.
        length: the time that it took.
        entries: how many entries took it.
        examples: the titles that took most of it, most first.
    """

    facet: Facet
    length: timedelta
    entries: int
    examples: tuple[Example, ...]


def by_facet(
    parts: Iterable[Share], *, off: Collection[date] = (), most: int = MOST
) -> list[FacetRow]:
    """A row for each facet that took time, most first.

    Args:
        parts: the time as `shares` gives it.
        off: days off, on which all time counts as `off`.
        most: how many titles are named, at most.
    """
    groups: defaultdict[Facet, list[Share]] = defaultdict(list)
    for part in parts:
        facet = Facet.OFF if part.day in off else part.verdict.counted_facet
        groups[facet].append(part)
    rows = [_row(facet, group, most) for facet, group in groups.items()]
    order = list(Facet)
    return sorted(rows, key=lambda row: (-row.length, order.index(row.facet)))


def _row(facet: Facet, parts: list[Share], most: int) -> FacetRow:
    titles: defaultdict[str, list[Share]] = defaultdict(list)
    for part in parts:
        titles[" ".join(part.event.title.split())].append(part)
    found = [
        Example(title=title, length=_length(group), entries=_entries(group))
        for title, group in titles.items()
    ]
    found.sort(key=lambda one: (-one.length, one.title))
    return FacetRow(
        facet=facet,
        length=_length(parts),
        entries=_entries(parts),
        examples=tuple(found[:most]),
    )


def _length(parts: Iterable[Share]) -> timedelta:
    return sum((part.span.length for part in parts), timedelta())


def _entries(parts: Iterable[Share]) -> int:
    """How many entries they belong to: one may be cut at midnight, or by another."""
    return len({(part.event.uid, part.event.recurrence_id) for part in parts})
