"""What the ledger remembers of a person's weeks, and says aloud."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tightrope.core.ledger.entry import Entry
from tightrope.core.ledger.standing import live
from tightrope.core.timeline import day_of, monday

WEEK = timedelta(days=7)
FOUR = 4
ALOUD = 3
"""So many blocks in a row given up are a habit, and said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FourWeeks:
    """Four weeks in a row.

    Attributes:
        first: the Monday of the first.
        worked: the focus time that took place in them.
    """

    first: date
    worked: timedelta


def worst_four_weeks(
    entries: Iterable[Entry], now: datetime, zone: ZoneInfo
) -> FourWeeks | None:
    """The four whole weeks in a row with the least focus time; the latest of equals.

    Weeks count from the one of the first block on, and weeks without any count as
    well. Nothing when four have not passed yet.
    """
    by_week: dict[date, timedelta] = {}
    for entry in live(entries):
        if entry.block is not None:
            week = monday(day_of(entry.start, zone))
            worked = entry.hours if entry.worked else timedelta()
            by_week[week] = by_week.get(week, timedelta()) + worked
    if not by_week:
        return None
    passed = (monday(day_of(now, zone)) - min(by_week)) // WEEK
    mondays = [min(by_week) + number * WEEK for number in range(passed)]
    found = [
        FourWeeks(
            first=mondays[at],
            worked=sum(
                (by_week.get(week, timedelta()) for week in mondays[at : at + FOUR]),
                timedelta(),
            ),
        )
        for at in range(passed - FOUR + 1)
    ]
    return min(reversed(found), key=lambda weeks: weeks.worked, default=None)


def in_a_row(entries: Iterable[Entry]) -> int:
    """How many of the last blocks in a row were given up, in whole or in part."""
    begun: dict[str, datetime] = {}
    lost: set[str] = set()
    for entry in live(entries):
        if entry.block is not None:
            begun[entry.block] = entry.start
            if not entry.worked:
                lost.add(entry.block)
    count = 0
    for block in sorted(begun, key=lambda block: (begun[block], block), reverse=True):
        if block not in lost:
            break
        count += 1
    return count


def said(entries: Iterable[Entry]) -> str | None:
    """What has to be said aloud when “just this once” becomes a habit, or nothing."""
    count = in_a_row(entries)
    if count < ALOUD:
        return None
    return f"This is block number {count} in a row that gave way “just this once”."
