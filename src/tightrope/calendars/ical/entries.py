"""An event as far as its times go: when it begins, how long it lasts, what repeats."""

from typing import NamedTuple

from tightrope.calendars.ical import limits
from tightrope.calendars.ical.clocks import Clock
from tightrope.calendars.ical.component import Component
from tightrope.calendars.ical.faults import place
from tightrope.calendars.ical.fields import Fields, fields
from tightrope.calendars.ical.lines import split
from tightrope.calendars.ical.oversized import oversized
from tightrope.calendars.ical.reading import Reading
from tightrope.calendars.ical.stamps import DAY, Length, Stamp, length


class When(NamedTuple):
    """When an event begins on its clock, and how long it lasts.

    Attributes:
        local: its start on the clock, in seconds since 1970.
        clock: the clock.
        all_day: whether it fills whole days.
        days: how many days it lasts by the calendar; whole days for an all-day event.
        seconds: how long it lasts beyond those, in real time.
    """

    local: int
    clock: Clock
    all_day: bool
    days: int
    seconds: int

    def span(self, local: int) -> tuple[int, int]:
        """The start and the end in UTC of the occurrence that begins at `local`."""
        start = self.clock.utc(local)
        if not self.days:
            return start, start + self.seconds
        end = self.clock.utc(local + self.days * DAY) + self.seconds
        return start, max(start, end)

    @property
    def reach(self) -> int:
        """Seconds that it lasts at most, whatever the clocks do."""
        return self.days * DAY + self.seconds + DAY


class Entry(NamedTuple):
    """One VEVENT that can be placed in time.

    Attributes:
        component: where it was read from.
        uid: its UID.
        fields: the lines of it that we use.
        when: its own time.
        of: which occurrence of its series it changes, with the clock that says so.
        forward: whether it changes all the later ones too.
    """

    component: Component
    uid: str
    fields: Fields
    when: When
    of: tuple[Stamp, Clock] | None = None
    forward: bool = False

    @property
    def place(self) -> str:
        """Where it stands, for a problem."""
        return place(self.component.line, self.uid)

    @property
    def version(self) -> tuple[int, str]:
        """What says which of two is the later one: SEQUENCE, then LAST-MODIFIED."""
        sequence = first(self.fields, b"SEQUENCE")
        return (
            int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0,  # noqa: PLR2004 - more is no count of changes
            first(self.fields, b"LAST-MODIFIED"),
        )


def first(lines: Fields, name: bytes) -> str:
    """The first value of a property as it is, or nothing."""
    if name not in lines:
        return ""
    separator, value = lines[name][0]
    if separator == b";" or b"\n" in value:
        try:
            _, value = split(separator, value)
        except ValueError:
            return ""
    return value.decode("utf-8", "replace").strip()


def entry(component: Component, uid: str, reading: Reading) -> Entry | None:
    """The event of a component; nothing, and a problem, where it cannot be placed."""
    lines, cut = fields(component)
    draft = _Draft(component, uid, lines, reading)
    if cut:
        draft.fault("has too many lines; the last ones were not read")
    if len(component.raw) > limits.PLAIN:
        for what in oversized(component.own, lines):
            draft.fault(what)
    if b"DTSTART" not in lines:
        draft.fault("has no DTSTART, so it cannot be placed; left out")
        return None
    if len(lines[b"DTSTART"]) > 1:
        draft.fault("has more than one DTSTART; the first one counts")
    try:
        when = draft.when()
    except (ValueError, OverflowError) as error:
        draft.fault(f"its DTSTART {error}; left out")
        return None
    if max(when.days, when.seconds // DAY) > limits.LONGEST_DAYS:
        draft.fault("lasts more than a hundred years; left out")
        return None
    of, forward = draft.of()
    return Entry(
        component=component, uid=uid, fields=lines, when=when, of=of, forward=forward
    )


class _Draft:
    """An event of which the times are being read."""

    __slots__ = ("_component", "_lines", "_reading", "_uid")

    def __init__(
        self, component: Component, uid: str, lines: Fields, reading: Reading
    ) -> None:
        self._component, self._uid = component, uid
        self._lines, self._reading = lines, reading

    def fault(self, what: str) -> None:
        """Name what is wrong with it."""
        self._reading.faults.add(place(self._component.line, self._uid), what)

    def when(self) -> When:
        """Its time.

        Raises:
            ValueError: its DTSTART cannot be read.
        """
        begin, clock = self._moment(b"DTSTART")
        # Outlook writes whole days as midnights of a zone, and says so beside them.
        if (
            begin.local % DAY == 0
            and first(self._lines, b"X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
        ):
            begin = Stamp(begin.local, is_date=True, is_utc=False)
            clock = self._reading.home
        days, seconds = self._lasting(begin, clock)
        return When(
            local=begin.local,
            clock=clock,
            all_day=begin.is_date,
            days=days,
            seconds=seconds,
        )

    def of(self) -> tuple[tuple[Stamp, Clock] | None, bool]:
        """Which occurrence it changes, and whether the later ones too."""
        if b"RECURRENCE-ID" not in self._lines:
            return None, False
        try:
            moment = self._moment(b"RECURRENCE-ID")
            parameters, _ = split(*self._lines[b"RECURRENCE-ID"][0])
        except (ValueError, OverflowError) as error:
            self.fault(f"its RECURRENCE-ID {error}; shown as an event of its own")
            return None, False
        return moment, parameters.get("RANGE", "").upper() == "THISANDFUTURE"

    def _moment(self, name: bytes) -> tuple[Stamp, Clock]:
        return self._reading.moment(self._lines[name][0], self._component, self._uid)

    def _lasting(self, begin: Stamp, clock: Clock) -> tuple[int, int]:
        """The days by the calendar and the seconds beyond them."""
        if b"DTEND" in self._lines:
            try:
                return self._until(begin, clock, *self._moment(b"DTEND"))
            except (ValueError, OverflowError) as error:
                self.fault(f"its DTEND {error}; it is read without one")
        if b"DURATION" in self._lines:
            try:
                given = length(first(self._lines, b"DURATION"))
            except ValueError as error:
                self.fault(f"its DURATION {error}; it is read without one")
            else:
                return _whole(given) if begin.is_date else given
        # RFC 5545, 3.6.1: without an end a date lasts its day, a time no time.
        return (1, 0) if begin.is_date else (0, 0)

    def _until(
        self, begin: Stamp, clock: Clock, end: Stamp, end_clock: Clock
    ) -> tuple[int, int]:
        if begin.is_date:
            late = not end.is_date and end.local % DAY > 0
            days, seconds = end.day + late - begin.day, 0
            backward = days < 0
            days = max(days, 1)
        else:
            days = 0
            finish = (clock if end.is_date else end_clock).utc(end.local)
            seconds = finish - clock.utc(begin.local)
            backward = seconds < 0
        if backward:
            self.fault("ends before it starts; it is read without its end")
        return days, max(seconds, 0)


def _whole(given: Length) -> tuple[int, int]:
    """The whole days that a duration of an all-day event fills, at least one."""
    return max(1, given.days - (-given.seconds // DAY)), 0
