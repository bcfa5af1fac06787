"""What of an event matters, written so that the same said otherwise is the same."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tightrope.calendars.ical import Component, limits
from tightrope.calendars.ical.entries import Entry, first
from tightrope.calendars.ical.fields import Fields
from tightrope.calendars.ical.lines import BadLine, split, text_of, texts_of
from tightrope.calendars.ical.people import person_of
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.words import says_cancelled
from tightrope.calendars.ical.zones import named

_SHOWN = b"X-MICROSOFT-CDO-BUSYSTATUS"
_INTENDED = b"X-MICROSOFT-CDO-INTENDEDSTATUS"
_CANCELLED = frozenset({"CANCELLED", "CANCELED"})
_AS_USUAL = frozenset({"", "INTERVAL=1", "WKST=MO"})
_OBSERVED = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"})


class Matters(NamedTuple):
    """The fields of an event that matter; nothing else of it is in here.

    Attributes:
        begins: the moment in UTC, or the day, at which it begins.
        all_day: whether it fills whole days.
        lasts: its days by the calendar, and the seconds beyond them.
        zone: whose clocks its repetitions follow; empty where it has none.
        rules: its RRULE and EXRULE.
        added: its RDATE.
        left_out: its EXDATE.
        forward: whether it changes all later occurrences too.
        title: its SUMMARY.
        status: its STATUS, `CONFIRMED` where it has none.
        free: its TRANSP says that it takes no time.
        shown: how Outlook shows it; empty for busy.
        organizer: the address of who called it.
        people: who is invited, and what each answered; rooms are nobody.
        categories: its CATEGORIES.
    """

    begins: int
    all_day: bool
    lasts: tuple[int, int]
    zone: object
    rules: tuple[object, ...]
    added: tuple[object, ...]
    left_out: tuple[object, ...]
    forward: bool
    title: str
    status: str
    free: bool
    shown: str
    organizer: str
    people: tuple[object, ...]
    categories: tuple[str, ...]

    @property
    def cancelled(self) -> bool:
        """Whether it will not take place, by its status or its title."""
        return self.status in _CANCELLED or says_cancelled(self.title)


def matters(one: Entry, components: Sequence[Component], reading: Reading) -> Matters:
    """What of an event matters.

    Args:
        one: the event.
        components: all of its resource, for the time zones that they bring along.
        reading: what knows these zones.
    """
    when, lines = one.when, one.fields
    rules = tuple(sorted(_rules(lines)))
    added = _dates(one, b"RDATE", reading)
    return Matters(
        begins=when.local if when.all_day else when.clock.utc(when.local),
        all_day=when.all_day,
        lasts=(when.days, when.seconds),
        zone=_zone(one, components) if rules or added else "",
        rules=rules,
        added=added,
        left_out=_dates(one, b"EXDATE", reading),
        forward=one.forward,
        title=_title(lines),
        status=first(lines, b"STATUS").upper() or "CONFIRMED",
        free=first(lines, b"TRANSP").upper() == "TRANSPARENT",
        shown=_shown(lines),
        organizer=_organizer(lines),
        people=_people(lines),
        categories=tuple(sorted(_categories(lines))),
    )


def _title(lines: Fields) -> str:
    for separator, rest in lines.get(b"SUMMARY", ())[:1]:
        try:
            return text_of(split(separator, rest)[1]).strip()
        except BadLine:
            break
    return ""


def _shown(lines: Fields) -> str:
    """How Outlook shows it: what is so comes before what was meant by the sender."""
    shown = first(lines, _SHOWN if _SHOWN in lines else _INTENDED).upper()
    return "" if shown == "BUSY" else shown


def _organizer(lines: Fields) -> str:
    return person_of(lines[b"ORGANIZER"][0]).address if b"ORGANIZER" in lines else ""


def _people(lines: Fields) -> tuple[object, ...]:
    invited = (person_of(line) for line in lines.get(b"ATTENDEE", ()))
    # RFC 5545, 3.2.12: who has said nothing has to answer.
    return tuple(
        sorted(
            {
                (who.address, who.answer or "NEEDS-ACTION")
                for who in invited
                if not who.is_room
            }
        )
    )


def _categories(lines: Fields) -> set[str]:
    found: set[str] = set()
    for line in lines.get(b"CATEGORIES", ()):
        try:
            found.update(texts_of(split(*line)[1]))
        except BadLine:
            continue
    return found


def _rules(lines: Fields) -> Iterator[tuple[str, ...]]:
    """Each rule as its parts in order, what goes without saying left out."""
    for name in (b"RRULE", b"EXRULE"):
        for line in lines.get(name, ()):
            try:
                _, value = split(*line)
            except BadLine:
                continue
            parts = value.decode("utf-8", "replace").strip().upper().split(";")
            ordered = {_part(part) for part in parts} - _AS_USUAL
            yield name.decode(), *sorted(ordered)


def _part(part: str) -> str:
    """One part of a rule, the members of its list in order."""
    key, equals, listed = part.strip().partition("=")
    return key + equals + ",".join(sorted(listed.split(",")))


def _dates(one: Entry, name: bytes, reading: Reading) -> tuple[object, ...]:
    """The dates of a list as moments and days, each once, in order."""
    found: set[tuple[str, int | str]] = set()
    for line in one.fields.get(name, ()):
        try:
            parameters, value = split(*line)
        except BadLine:
            continue
        left = limits.MOST_DATES - len(found)
        for text in value.decode("ascii", "replace").split(",", left + 1)[:left]:
            try:
                at, clock = reading.told(text, parameters, one.component, one.uid)
            except (ValueError, OverflowError):
                found.add(("text", text.strip()))
                continue
            if at.is_date:
                found.add(("day", at.day))
            else:
                found.add(("moment", clock.utc(at.local)))
    return tuple(sorted(found, key=repr))


def _zone(one: Entry, components: Sequence[Component]) -> object:
    """Whose clocks an event follows: a name that is known, or how they are drawn."""
    try:
        parameters, value = split(*one.fields[b"DTSTART"][0])
    except BadLine:
        return ""
    if value.strip().upper().endswith(b"Z"):
        return "UTC"
    name = parameters.get("TZID", "").strip()
    if known := named(name):
        return known.key
    return name, _drawn(name, one.component.calendar, components)


def _drawn(
    name: str, calendar: int, components: Sequence[Component]
) -> tuple[object, ...]:
    """What a VTIMEZONE says of its clocks; nothing where there is none."""
    for component in components:
        if component.kind != "VTIMEZONE" or component.calendar != calendar:
            continue
        if (component.text("TZID") or "").strip() == name:
            return tuple(sorted(_observance(part) for part in component.parts))
    return ()


def _observance(part: Component) -> tuple[tuple[str, bytes], ...]:
    return tuple(
        sorted(
            (line.name, line.value.strip())
            for line in part.lines()
            if line.name in _OBSERVED
        )
    )
