"""Every calendar keeps the port's promises, whatever it is read from."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.serving import LOOPBACK, Web, page
from tightrope.calendars.base import Calendar, Reading, merged
from tightrope.calendars.ics import IcsFile, IcsFolder, IcsStream
from tightrope.calendars.memory import MemoryCalendar
from tightrope.calendars.subscription import IcsSubscription
from tightrope.core.timeline import Event, Span, Status, whole_day
from tightrope.fetching.addresses import networks
from tightrope.fetching.http import HttpFetch

BERLIN = ZoneInfo("Europe/Berlin")
NINE = datetime(2024, 5, 13, 9, tzinfo=UTC)
DAY = Span.lasting(NINE, timedelta(hours=8))


def at(hours: float, lasting: float) -> Span:
    """So many hours from a time on that is so many hours after nine."""
    return Span.lasting(NINE + timedelta(hours=hours), timedelta(hours=lasting))


def event(uid: str, hours: float, lasting: float = 1, title: str = "") -> Event:
    return Event(uid=uid, span=at(hours, lasting), series=uid, title=title)


# --- the same events as iCalendar -----------------------------------------------

BROKEN = (
    "BEGIN:VEVENT\r\nUID:broken\r\nDTSTART:when the cows come home\r\nEND:VEVENT\r\n"
)


def text_of(event: Event) -> str:
    if event.days:
        first, last = (day.strftime("%Y%m%d") for day in event.days)
        times = f"DTSTART;VALUE=DATE:{first}\r\nDTEND;VALUE=DATE:{last}\r\n"
    else:
        start, end = (
            moment.strftime("%Y%m%dT%H%M%SZ")
            for moment in (event.span.start, event.span.end)
        )
        times = f"DTSTART:{start}\r\nDTEND:{end}\r\n"
    transparency = "OPAQUE" if event.busy else "TRANSPARENT"
    return (
        f"BEGIN:VEVENT\r\nUID:{event.uid}\r\n{times}SUMMARY:{event.title}\r\n"
        f"STATUS:{event.status.upper()}\r\nTRANSP:{transparency}\r\nEND:VEVENT\r\n"
    )


def calendar_of(parts: Iterable[str], zone: str = "") -> bytes:
    name = f"X-WR-TIMEZONE:{zone}\r\n" if zone else ""
    body = "".join(parts)
    head = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n{name}"
    return f"{head}{body}END:VCALENDAR\r\n".encode()


# --- every adapter, made from the same events -------------------------------------


@dataclass(frozen=True, kw_only=True)
class Adapter:
    """A kind of calendar, and what it can be.

    Attributes:
        kind: which one.
        can_break: whether one of its events can be broken.
        folder: where its files may be.
        web: a server that may publish them, where it is read from one.
    """

    kind: str
    can_break: bool
    folder: Path
    web: Web | None

    def holding(self, *events: Event, zone: str = "", broken: bool = False) -> Calendar:
        """A calendar with these events."""
        if self.kind == "memory":
            return MemoryCalendar(events, zone=ZoneInfo(zone) if zone else None)
        parts = [text_of(event) for event in events]
        if broken:
            parts.insert(0, BROKEN)
        if self.kind == "folder":
            return self._folder(parts, zone)
        data = calendar_of(parts, zone)
        if self.kind == "stream":
            return IcsStream("-", io.BytesIO(data))
        if self.web:
            self.web.pages["/basic.ics"] = page(data, {"Content-Type": "text/calendar"})
            fetch = HttpFetch(networks("127.0.0.1"))
            return IcsSubscription(self.web.at("/basic.ics"), fetch)
        path = self.folder / "calendar.ics"
        path.write_bytes(data)
        return IcsFile(path)

    def _folder(self, parts: list[str], zone: str) -> Calendar:
        within = self.folder / "vdir" / "deeper"
        within.mkdir(parents=True)
        for number, part in enumerate(["", *parts]):
            path = (within if number % 2 else within.parent) / f"{number}.ics"
            path.write_bytes(calendar_of([part], zone))
        return IcsFolder(within.parent)


@pytest.fixture(
    params=[
        "memory",
        "file",
        "folder",
        "stream",
        pytest.param("subscription", marks=LOOPBACK),
    ]
)
def adapter(request: pytest.FixtureRequest, tmp_path: Path) -> Adapter:
    kind: str = request.param
    return Adapter(
        kind=kind,
        can_break=kind != "memory",
        folder=tmp_path,
        web=request.getfixturevalue("web") if kind == "subscription" else None,
    )


def plain(reading: Reading) -> Reading:
    """The same without the names of the files it was read from."""
    events = tuple(replace(event, source="") for event in reading.events)
    return replace(reading, events=events)


def test_events_come_by_start_then_uid(adapter: Adapter) -> None:
    a, b, c = event("a", 1), event("b", 0), event("c", 1, 2, "a title; with, signs")

    reading = adapter.holding(
        replace(c, title="a title"), a, b, replace(a, uid="d", series="d")
    ).read(DAY)

    assert plain(reading).events == (
        b,
        a,
        replace(c, title="a title"),
        replace(a, uid="d", series="d"),
    )


def test_only_what_overlaps_the_window_is_read(adapter: Adapter) -> None:
    before, into, inside, out_of, after = (
        event("before", -2, 2),
        event("into", -1, 2),
        event("inside", 3),
        event("out of", 7, 2),
        event("z-after", 8),
    )

    calendar = adapter.holding(before, into, inside, out_of, after)

    assert plain(calendar.read(DAY)).events == (into, inside, out_of)


def test_a_moment_counts_where_it_lies_in_the_window(adapter: Adapter) -> None:
    first, last = event("first", 0, 0), event("last", 8, 0)

    assert plain(adapter.holding(first, last).read(DAY)).events == (first,)


def test_an_empty_window_holds_nothing(adapter: Adapter) -> None:
    calendar = adapter.holding(event("a", 0, 2))

    assert calendar.read(at(1, 0)) == Reading(events=())


def test_a_calendar_can_be_read_twice(adapter: Adapter) -> None:
    calendar = adapter.holding(event("a", 0), event("b", 20))

    assert plain(calendar.read(DAY)).events == (event("a", 0),)
    assert plain(calendar.read(at(20, 1))).events == (event("b", 20),)
    assert plain(calendar.read(DAY)).events == (event("a", 0),)


def test_an_empty_calendar_is_no_fault(adapter: Adapter) -> None:
    assert adapter.holding().read(DAY) == Reading(events=())


def test_what_an_event_says_of_itself_is_kept(adapter: Adapter) -> None:
    tentative = replace(event("a", 0), status=Status.TENTATIVE)
    free = replace(event("b", 1), busy=False)
    gone = replace(event("c", 2), status=Status.CANCELLED, cancelled=True, busy=False)

    reading = adapter.holding(tentative, free, gone).read(DAY)

    assert plain(reading).events == (tentative, free, gone)


def test_whole_days_lie_in_the_persons_zone(adapter: Adapter) -> None:
    day = date(2024, 5, 14)
    leave = Event(
        uid="leave",
        series="leave",
        span=whole_day(day, BERLIN),
        days=(day, day + timedelta(days=1)),
        title="leave",
        busy=False,
    )

    reading = adapter.holding(leave).read(at(0, 48), zone=BERLIN)

    assert plain(reading).events == (leave,)


def test_the_calendar_says_its_zone(adapter: Adapter) -> None:
    calendar = adapter.holding(event("a", 0), zone="Europe/Berlin")

    assert calendar.read(DAY).zone == BERLIN


def test_a_calendar_has_a_name(adapter: Adapter) -> None:
    assert adapter.holding().name


def test_one_broken_event_is_a_problem_and_loses_no_other(adapter: Adapter) -> None:
    if not adapter.can_break:
        pytest.skip("its events are values, which cannot be broken")
    calendar = adapter.holding(event("a", 0, title="secret"), broken=True)

    reading = calendar.read(DAY)

    assert plain(reading).events == (event("a", 0, title="secret"),)
    [problem] = reading.problems
    assert "broken" in problem.where
    assert problem.source.startswith(calendar.name)
    assert "secret" not in str(problem)


def test_each_event_names_a_source_that_belongs_to_the_calendar(
    adapter: Adapter,
) -> None:
    calendar = adapter.holding(event("a", 0), event("b", 1))

    for read in calendar.read(DAY).events:
        assert read.source.startswith(calendar.name) or not adapter.can_break


# --- several calendars as one -------------------------------------------------------


def test_an_event_in_two_calendars_counts_once(adapter: Adapter) -> None:
    ours = adapter.holding(event("a", 0), event("b", 1)).read(DAY)
    theirs = Reading(events=(event("b", 1), event("c", 2)))

    both = merged([ours, theirs])

    assert plain(both).events == (event("a", 0), event("b", 1), event("c", 2))


def test_of_two_versions_the_one_changed_last_counts() -> None:
    old = replace(event("a", 0), changed=NINE)
    new = replace(event("a", 3), changed=NINE + timedelta(hours=1))
    unknown = event("a", 5)

    readings = [Reading(events=(each,)) for each in (unknown, old, new)]

    assert merged(readings).events == (new,)
    assert merged(reversed(readings)).events == (new,)


def test_of_two_equal_versions_the_first_counts() -> None:
    first, second = (replace(event("a", 0), source=name) for name in ("one", "two"))

    both = merged([Reading(events=(first,)), Reading(events=(second,))])

    assert both.events == (first,)


def test_each_occurrence_of_a_series_counts() -> None:
    monday = replace(event("a", 0), recurrence_id="2024-05-13")
    tuesday = replace(event("a", 1), recurrence_id="2024-05-14")

    both = merged([Reading(events=(monday,)), Reading(events=(monday, tuesday))])

    assert both.events == (monday, tuesday)


def test_what_one_calendar_holds_twice_stays_so() -> None:
    twice = (event("a", 0), event("a", 1))

    assert merged([Reading(events=twice)]).events == twice


def test_no_calendars_are_an_empty_one() -> None:
    assert merged([]) == Reading(events=())


def test_the_first_zone_that_is_known_counts() -> None:
    readings = [
        Reading(events=()),
        Reading(events=(), zone=BERLIN),
        Reading(events=(), zone=ZoneInfo("UTC")),
    ]

    assert merged(readings).zone == BERLIN
