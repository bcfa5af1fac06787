"""The moments at which one event repeats: RRULE, RDATE, EXRULE and EXDATE.

Left open by RFC 5545 and decided here:
- A DTSTART that its rule does not match is shown, and counts as the first occurrence
  of a COUNT (3.8.5.3 calls the set undefined and DTSTART its first member). An UNTIL
  before DTSTART ends the series before it begins: calendars write that when the first
  occurrence and all later ones were deleted.
- A DATE as UNTIL of a timed event includes that day; a floating one is told by the
  event's own clock.
- A DATE in EXDATE or RDATE of a timed event names its usual time of that day.
- Several rules add up.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.clocks import Clock
from tightrope.calendars.ical.entries import Entry, When
from tightrope.calendars.ical.instances import instances
from tightrope.calendars.ical.lines import ONE_LINE, split
from tightrope.calendars.ical.near import Near
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.rules import Rule, parse
from tightrope.calendars.ical.stamps import DAY, Stamp, length, stamp
from tightrope.calendars.ical.work import TooDense, TooMuch

_OFTEN = 24
"""Times a day from which on a series is dense."""


@dataclass(frozen=True, slots=True)
class Without:
    """What is taken out of a series: single moments in UTC, and whole days."""

    moments: frozenset[int]
    days: frozenset[int]

    def __contains__(self, key: tuple[int, bool]) -> bool:
        at, is_day = key
        return at in (self.days if is_day else self.moments)


def repeats(entry: Entry) -> bool:
    """Whether the event may take place more than once."""
    return b"RRULE" in entry.fields or b"RDATE" in entry.fields


def starts(
    entry: Entry, low: int, high: int, reading: Reading
) -> tuple[list[int], bool]:
    """The starts from `low` up to `high` by the rules, on the event's clock.

    Returns:
        The starts in order, DTSTART among them, and whether there are too many.
    """
    begin = entry.when.local
    rules = _rules(entry, b"RRULE", reading)
    if any(rule.names_no_day for rule in rules):
        what = "its rule names days that never come, so it does not repeat"
        reading.faults.add(entry.place, what)
        rules = [rule for rule in rules if not rule.names_no_day]
    going = [rule for rule in rules if not _is_over(rule, entry.when)]
    found: list[int] = []
    dense = False
    for rule in going:
        try:
            counted = _counted(rule, begin, reading)
            found += _listed(counted, entry, (low, high), reading)
        except TooDense as error:
            dense = True
            found.append(max(low, begin))
            reading.faults.add(entry.place, f"its rule {error}")
        except (TooMuch, ValueError, OverflowError) as error:
            reading.faults.add(entry.place, f"its rule {error}")
    if (going or not rules) and low <= begin < high and begin not in found:
        found.append(begin)
        found.sort()
    return sorted(set(found)) if len(going) > 1 else found, dense


def without(
    entry: Entry, low: int, high: int, reading: Reading, changed: Collection[int] = ()
) -> Without:
    """What EXDATE, and EXRULE between `low` and `high`, take out of the series.

    Args:
        entry: the series.
        low: where it is looked at, on its clock; of very many EXDATE only those near.
        high: the end of that.
        reading: the question.
        changed: the days of its changed occurrences, which may lie elsewhere.
    """
    moments: set[int] = set()
    days: set[int] = set()
    near = Near(low // DAY, high // DAY, changed)
    for found, clock, _ in dates(entry, b"EXDATE", reading, near):
        if found.is_date:
            days.add(found.day)
        elif entry.when.all_day:
            days.add(day_meant(found, clock, reading.home))
        else:
            moments.add(clock.utc(found.local))
    for rule in _rules(entry, b"EXRULE", reading):
        taken: list[int] = []
        try:
            taken = _listed(rule, entry, (low, high), reading)
        except (TooMuch, ValueError, OverflowError) as error:
            reading.faults.add(entry.place, f"its EXRULE {error}")
        moments.update(entry.when.clock.utc(local) for local in taken)
        days.update(local // DAY for local in taken if entry.when.all_day)
    return Without(frozenset(moments), frozenset(days))


def extra(entry: Entry, reading: Reading) -> Iterator[When]:
    """The times that RDATE adds, some with a length of their own."""
    when = entry.when
    for found, clock, end in dates(entry, b"RDATE", reading):
        if when.all_day:
            day = found.day if found.is_date else day_meant(found, clock, reading.home)
            yield when._replace(local=day * DAY)
        elif found.is_date:
            yield when._replace(local=found.local + when.local % DAY)
        else:
            placed = when._replace(local=found.local, clock=clock)
            try:
                yield _period(placed, end.rstrip("/")) if end else placed
            except (ValueError, OverflowError):
                reading.faults.add(entry.place, "has an RDATE without a readable end")
                yield placed


def day_meant(found: Stamp, clock: Clock, home: Clock) -> int:
    """The day that a time names where only days are wanted."""
    if found.local % DAY:
        return home.local(clock.utc(found.local)) // DAY
    return found.day


def dates(
    entry: Entry, name: bytes, reading: Reading, near: Near | None = None
) -> Iterator[tuple[Stamp, Clock, str]]:
    """The values of EXDATE or RDATE, each with what follows its `/`.

    Args:
        entry: the event that has them.
        name: which of the two.
        reading: the question.
        near: of more values than `limits.MOST_DATES` only those near it are given.
    """
    lines = entry.fields.get(name, ())
    left = limits.MOST_DATES
    few = sum(value.count(b",") + 1 for _, value in lines) <= left
    if near and not few:
        left = limits.MOST_EXCEPTIONS
    for separator, rest in lines:
        try:
            parameters, value = split(separator, rest, most=None if near else ONE_LINE)
        except ValueError as error:
            reading.faults.add(entry.place, f"an {name.decode()} {error}; left out")
            continue
        if few or not near:
            texts = value.split(b",", left)[:left]
        else:
            texts = list(islice(near.of(value), left))
        for text in texts:
            left -= 1
            start, _, end = text.decode("ascii", "replace").strip().partition("/")
            try:
                found, clock = reading.told(
                    start, parameters, entry.component, entry.uid
                )
                clock.utc(found.local)
            except (ValueError, OverflowError) as error:
                if start:
                    what = f"an {name.decode()} {error}; left out"
                    reading.faults.add(entry.place, what)
                continue
            yield found, clock, end
        if not left:
            most = limits.MOST_EXCEPTIONS if near and not few else limits.MOST_DATES
            what = f"has more than {most} {name.decode()}; the others were"
            reading.faults.add(entry.place, f"{what} left out")
            return


def _period(placed: When, end: str) -> When:
    """RFC 5545, 3.3.9: a period ends at a time, or after a duration."""
    if end[:1] in {"P", "+"}:
        days, seconds = length(end)
        return placed._replace(days=days, seconds=seconds)
    finish = stamp(end)
    utc = finish.local if finish.is_utc else placed.clock.utc(finish.local)
    seconds = utc - placed.clock.utc(placed.local)
    if not 0 <= seconds <= limits.LONGEST_DAYS * DAY:
        raise ValueError("ends before it starts")
    return placed._replace(days=0, seconds=seconds)


def _rules(entry: Entry, name: bytes, reading: Reading) -> list[Rule]:
    rules: list[Rule] = []
    lines = entry.fields.get(name, ())
    if len(lines) > 1:
        what = f"has {len(lines)} {name.decode()}, where one is allowed; they add up"
        reading.faults.add(entry.place, what)
    for line in lines:
        try:
            _, value = split(*line)
            if not value.strip():
                continue
            rule = parse(value.decode("ascii", "replace"))
        except ValueError as error:
            what = f"its {name.decode()} {error}; it was not followed"
            reading.faults.add(entry.place, what)
            continue
        if entry.when.all_day:
            if rule.sub_daily:
                what = f"its {name.decode()} repeats within the day of an all-day event"
                reading.faults.add(entry.place, f"{what}; it was not followed")
                continue
            rule = replace(rule, hours=(), minutes=(), seconds=())
        rules.append(rule)
    return rules


def _is_over(rule: Rule, when: When) -> bool:
    return rule.until is not None and until_on(rule.until, when.clock) < when.local


def until_on(until: Stamp, clock: Clock) -> int:
    """The last start by UNTIL, on the event's clock."""
    if until.is_date:
        return until.local + DAY - 1
    if not until.is_utc:
        return until.local
    shown = clock.local(until.local)
    # In an hour that comes twice, starts are in its first pass, UNTIL may not be.
    return shown + until.local - clock.utc(shown)


def _counted(rule: Rule, begin: int, reading: Reading) -> Rule:
    """The rule with one occurrence less where DTSTART is one that it does not match."""
    if rule.count is None:
        return rule
    endless = replace(rule, count=None)
    first = instances(endless, begin, begin, begin + 1, until=None, work=reading.work)
    if next(first, None) is not None:
        return rule
    return replace(rule, count=rule.count - 1)


def _listed(
    rule: Rule, entry: Entry, window: tuple[int, int], reading: Reading
) -> list[int]:
    """The starts by one rule, in order.

    Raises:
        TooDense: they are too many to be listed.
        TooMuch: they cannot be worked out within bounds.
    """
    often = len(rule.hours) * len(rule.minutes or (0,)) * len(rule.seconds or (0,))
    dense = rule.sub_daily or often > _OFTEN
    most = limits.DENSE if dense else limits.MOST_INSTANCES
    until = None if rule.until is None else until_on(rule.until, entry.when.clock)
    first, (low, high) = entry.when.local, window
    found = instances(rule, first, low, high, until=until, work=reading.work)
    listed = list(islice(found, most + 1))
    if len(listed) > most:
        raise TooDense
    return listed
