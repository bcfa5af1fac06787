"""Time zones drawn in a file: a VTIMEZONE as a clock (RFC 5545, 3.6.5)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.clocks import Clock, DrawnClock
from tightrope.calendars.ical.component import Component
from tightrope.calendars.ical.instances import instances
from tightrope.calendars.ical.lines import Line
from tightrope.calendars.ical.rules import BadRule, parse
from tightrope.calendars.ical.stamps import DAY, day_number, stamp
from tightrope.calendars.ical.work import TooMuch, Work

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d):?(\d\d)?")
_LOW = day_number(date(limits.FIRST_YEAR, 1, 1)) * DAY
_HIGH = day_number(date(limits.LAST_YEAR, 1, 1)) * DAY
_MOST_CHANGES = 4 * (limits.LAST_YEAR - limits.FIRST_YEAR)
_LARGEST_OFFSET = 24 * 3600


class BadZone(ValueError):
    """A VTIMEZONE from which no clock can be made."""


class _Change(NamedTuple):
    """The clocks are set: when in UTC, and the offsets after and before."""

    moment: int
    after: int
    before: int


def drawn(component: Component, work: Work) -> Clock:
    """The clock of a VTIMEZONE.

    Raises:
        BadZone: it has no offset, one that no place has, or rules without end.
    """
    changes: list[_Change] = []
    for part in component.parts:
        if part.kind in {"STANDARD", "DAYLIGHT"}:
            changes += _changes(part, work)
    if not changes:
        raise BadZone("has no STANDARD or DAYLIGHT that can be read")
    changes.sort()
    return DrawnClock(
        changes[0].before, [(change.moment, change.after) for change in changes]
    )


def _changes(part: Component, work: Work) -> list[_Change]:
    lines = list(part.lines())
    first = {line.name: line for line in reversed(lines)}
    try:
        before = _offset(first["TZOFFSETFROM"])
        after = _offset(first["TZOFFSETTO"])
        start = stamp(_text(first["DTSTART"])).local
        onsets = {start, *_dates(lines), *_repeated(lines, start, before, work)}
    except (KeyError, ValueError, OverflowError, TooMuch) as error:
        raise BadZone("has a part that cannot be read") from error
    return [_Change(onset - before, after, before) for onset in onsets]


def _text(line: Line) -> str:
    return line.value.decode("ascii", "replace").strip()


def _offset(line: Line) -> int:
    found = _OFFSET.fullmatch(_text(line))
    if not found:
        raise BadZone("has an offset that cannot be read")
    seconds = int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4] or 0)
    if seconds >= _LARGEST_OFFSET:
        raise BadZone("has an offset that no place has")
    return seconds if found[1] == "+" else -seconds


def _dates(lines: list[Line]) -> Iterator[int]:
    for line in lines:
        if line.name == "RDATE":
            values = _text(line).split(",")
            for value in values[:_MOST_CHANGES]:
                yield stamp(value.partition("/")[0]).local


def _repeated(lines: list[Line], start: int, before: int, work: Work) -> Iterator[int]:
    for line in lines:
        if line.name != "RRULE":
            continue
        rule = parse(_text(line))
        until = rule.until and rule.until.local + before * rule.until.is_utc
        found = instances(rule, start, _LOW, _HIGH, until=until, work=work)
        for number, onset in enumerate(found):
            if number > _MOST_CHANGES:
                raise BadRule("sets the clocks too often")
            yield onset
