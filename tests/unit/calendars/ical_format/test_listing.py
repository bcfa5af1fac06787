"""What a resource is said to hold: what changes its digest, and what does not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.calendars.ical_format.resources import event, resource
from tightrope.calendars.base import Entry, Resource
from tightrope.calendars.ical_format import IcalFormat
from tightrope.core.timeline import Span

FORMAT = IcalFormat()
YEAR = Span(datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))
TALK = (
    "DTSTART;TZID=Europe/Berlin:20240513T090000",
    "DTEND;TZID=Europe/Berlin:20240513T100000",
    "SUMMARY:Plan\\, then talk",
    "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20241231T000000Z",
    "EXDATE;TZID=Europe/Berlin:20240520T090000,20240527T090000",
    "RDATE;TZID=Europe/Berlin:20240521T090000",
    "ORGANIZER;CN=Ada:mailto:ada@example.com",
    "ATTENDEE;CN=Ben;PARTSTAT=ACCEPTED:mailto:ben@example.com",
    "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room@example.com",
    "CATEGORIES:Work,Plan",
    "STATUS:CONFIRMED",
    "TRANSP:OPAQUE",
    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
    "SEQUENCE:1",
    "LAST-MODIFIED:20240101T000000Z",
    "DTSTAMP:20240101T000000Z",
    "DESCRIPTION:Join at https://meet.example.com/1",
)


def said(*lines: str, **calendar: str) -> Entry:
    (entry,) = FORMAT.entries(resource(event("a", *lines), **calendar))
    return entry


def changed(old: str, new: str) -> tuple[str, ...]:
    """The talk with one line of it changed; nothing takes a line out."""
    assert [line for line in TALK if old in line], old
    lines = (line.replace(old, new) for line in TALK)
    return tuple(line for line in lines if line)


NOISE = [
    ("LAST-MODIFIED:20240101T000000Z", "LAST-MODIFIED:20240601T000000Z"),
    ("DTSTAMP:20240101T000000Z", "DTSTAMP:20240601T000000Z"),
    ("SEQUENCE:1", "SEQUENCE:7"),
    ("DESCRIPTION:Join at https://meet.example.com/1", "DESCRIPTION:elsewhere"),
    ("STATUS:CONFIRMED", ""),
    ("STATUS:CONFIRMED", "status:Confirmed"),
    ("TRANSP:OPAQUE", ""),
    ("X-MICROSOFT-CDO-BUSYSTATUS:BUSY", ""),
    ("CATEGORIES:Work,Plan", "CATEGORIES:Plan\r\nCATEGORIES:Work"),
    ("BYDAY=MO,TH", "BYDAY=TH,MO;INTERVAL=1"),
    ("FREQ=WEEKLY;", "WKST=MO;FREQ=WEEKLY;"),
    ("20240520T090000,20240527T090000", "20240527T090000,20240520T090000"),
    ("EXDATE;TZID=Europe/Berlin:20240520T090000", "EXDATE:20240520T070000Z"),
    ("DTEND;TZID=Europe/Berlin:20240513T100000", "DURATION:PT1H"),
    ("DTEND;TZID=Europe/Berlin:20240513T100000", "DTEND:20240513T080000Z"),
    ("DTSTART;TZID=Europe/Berlin", 'DTSTART;X-P=1;TZID="W. Europe Standard Time"'),
    ("ATTENDEE;CN=Ben;PARTSTAT=ACCEPTED", "ATTENDEE;PARTSTAT=ACCEPTED;CN=Benjamin"),
    ("mailto:ben@example.com", "MAILTO:Ben@Example.com"),
    ("ROOM;PARTSTAT=ACCEPTED", "ROOM;PARTSTAT=DECLINED"),
    ("ORGANIZER;CN=Ada", "ORGANIZER"),
    ("SUMMARY:Plan", "SUMMARY;LANGUAGE=en:Pl\r\n an"),
]
"""What servers and programs write otherwise without meaning anything by it."""

MATTERS = [
    (
        "DTSTART;TZID=Europe/Berlin:20240513T09",
        "DTSTART;TZID=Europe/Berlin:20240513T08",
    ),
    ("Berlin:20240513T10", "Berlin:20240513T11"),
    ("DTSTART;TZID=Europe/Berlin:20240513T09", "DTSTART:20240513T07"),
    ("DTSTART;TZID=Europe/Berlin", "DTSTART;TZID=Europe/Vienna"),
    ("FREQ=WEEKLY", "FREQ=DAILY"),
    ("BYDAY=MO,TH", "BYDAY=MO,FR"),
    ("UNTIL=20241231", "UNTIL=20241230"),
    ("20240527T090000", "20240530T090000"),
    ("RDATE;TZID=Europe/Berlin:20240521T090000", ""),
    ("SUMMARY:Plan", "SUMMARY:Plans"),
    ("SUMMARY:Plan", "SUMMARY:Cancelled: Plan"),
    ("STATUS:CONFIRMED", "STATUS:TENTATIVE"),
    ("STATUS:CONFIRMED", "STATUS:CANCELLED"),
    ("TRANSP:OPAQUE", "TRANSP:TRANSPARENT"),
    ("X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"),
    ("mailto:ada@example.com", "mailto:bea@example.com"),
    ("CN=Ben;PARTSTAT=ACCEPTED", "CN=Ben;PARTSTAT=DECLINED"),
    ("CN=Ben;PARTSTAT=ACCEPTED", "CN=Ben"),
    ("mailto:ben@example.com", "mailto:carl@example.com"),
    ("CATEGORIES:Work,Plan", "CATEGORIES:Work"),
]
"""What a plan, or the person, has to know."""


@pytest.mark.parametrize(("old", "new"), NOISE)
def test_what_is_said_otherwise_is_no_change(old: str, new: str) -> None:
    assert said(*changed(old, new)) == said(*TALK)


@given(st.permutations(TALK), st.data())
def test_no_order_folding_or_alarm_is_a_change(
    lines: list[str], data: st.DataObject
) -> None:
    noise = ["BEGIN:VALARM", "TRIGGER:-PT5M", "SUMMARY:Up", "END:VALARM", "X-NEW:1"]
    folded = [fold(line, data.draw(st.integers(1, 70))) for line in lines]

    assert said(*folded, *noise) == said(*TALK)
    assert said(*folded, eol="\n") == said(*TALK)


def fold(line: str, width: int) -> str:
    """A line folded after its name and then every so many letters."""
    start = max(width, len("X-MICROSOFT-CDO-BUSYSTATUS"))
    rest = [line[at : at + width] for at in range(start, len(line), width)]
    return "\r\n ".join([line[:start], *rest])


@pytest.mark.parametrize(("old", "new"), MATTERS)
def test_what_matters_is_a_change(old: str, new: str) -> None:
    assert said(*changed(old, new)).digest != said(*TALK).digest


def test_all_changes_that_matter_are_told_apart() -> None:
    digests = [said(*changed(old, new)).digest for old, new in MATTERS]

    assert len(set(digests)) == len(MATTERS)


@pytest.mark.parametrize(
    ("lines", "calendar", "cancelled"),
    [
        ((), {}, False),
        (("STATUS:CANCELLED",), {}, True),
        (("STATUS:canceled",), {}, True),
        (("SUMMARY:[Abgesagt] Talk",), {}, True),
        (("SUMMARY:Cancellations of the year",), {}, False),
        ((), {"head": "METHOD:CANCEL\r\n"}, True),
        ((), {"head": "METHOD:PUBLISH\r\n"}, False),
    ],
)
def test_a_cancelled_event_says_so(
    lines: tuple[str, ...], calendar: dict[str, str], cancelled: bool
) -> None:
    entry = said("DTSTART:20240513T090000Z", *lines, **calendar)

    assert entry.cancelled is cancelled


def test_clocks_that_a_file_draws_itself_matter_where_an_event_repeats() -> None:
    def zone(offset: str) -> str:
        return (
            "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\n"
            "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n"
            f"TZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        )

    repeats = ("DTSTART;TZID=Ours:20240513T090000", "RRULE:FREQ=DAILY;COUNT=3")
    first = said(*repeats, head=zone("+0100"))

    assert said(*repeats, head=zone("+0100") + "X-WR-CALNAME:x\r\n") == first
    assert said(*repeats, head=zone("+0200")).digest != first.digest


def test_parts_of_a_series_are_named_as_their_events_are() -> None:
    data = resource(
        event(
            "s_R20240513T070000@example.com",
            "DTSTART;TZID=Europe/Berlin:20240513T090000",
            "RRULE:FREQ=DAILY;COUNT=5",
        ),
        event(
            "s_R20240513T070000@example.com",
            "RECURRENCE-ID;TZID=Europe/Berlin:20240514T090000",
            "DTSTART;TZID=Europe/Berlin:20240514T110000",
        ),
        event("days", "DTSTART;VALUE=DATE:20240513", "RRULE:FREQ=DAILY;COUNT=5"),
        event(
            "days",
            "RECURRENCE-ID:20240515T000000Z",
            "DTSTART;VALUE=DATE:20240520",
        ),
        event("odd", "RECURRENCE-ID:20240515", "DTSTART:20240520T090000Z"),
    )

    entries = FORMAT.entries(data)
    events = FORMAT.occurrences([data], YEAR).events

    named = {(entry.uid, entry.recurrence_id) for entry in entries}
    moved = {
        (event.uid, event.recurrence_id)
        for event in events
        if (event.uid, event.recurrence_id) in named
    }
    assert [(entry.recurrence_id, entry.series) for entry in entries] == [
        (None, "s@example.com"),
        ("2024-05-14T07:00:00+00:00", "s@example.com"),
        (None, "days"),
        ("2024-05-15", "days"),
        ("2024-05-15", "odd"),
    ]
    assert moved == {name for name in named if name[1]}


def test_of_two_versions_the_later_one_counts() -> None:
    old = event("a", "DTSTART:20240513T090000Z", "SEQUENCE:1")
    new = event("a", "DTSTART:20240513T100000Z", "SEQUENCE:2")

    both = FORMAT.entries(resource(new, old))

    assert both == FORMAT.entries(resource(new))


def test_an_event_without_a_uid_is_named_as_its_occurrence_is() -> None:
    data = resource(event("", "DTSTART:20240513T090000Z"))

    (entry,) = FORMAT.entries(data)
    (occurrence,) = FORMAT.occurrences([data], YEAR).events

    assert entry.uid == occurrence.uid
    assert entry.uid.endswith("@no-uid")


def test_what_has_no_place_in_time_is_not_listed_and_named_as_a_problem() -> None:
    data = resource(event("a", "SUMMARY:Secret"), href="/me/cal/x%20y.ics")

    reading = FORMAT.occurrences([data], YEAR, source="Work")

    assert FORMAT.entries(data) == ()
    (problem,) = reading.problems
    assert problem.source == "Work"
    assert problem.where == "x%20y.ics, line 2, UID a"
    assert "Secret" not in str(reading)


def test_an_event_in_two_resources_counts_once_and_the_later_version_of_it() -> None:
    old = event("a", "DTSTART:20240513T090000Z", "SEQUENCE:1")
    new = event("a", "DTSTART:20240513T100000Z", "SEQUENCE:2")

    reading = FORMAT.occurrences(
        [resource(old, href="1"), resource(new, href="2")], YEAR, source="Work"
    )

    (occurrence,) = reading.events
    assert occurrence.span == Span.lasting(
        datetime(2024, 5, 13, 10, tzinfo=UTC), timedelta()
    )
    assert occurrence.source == "Work"


def test_each_resource_is_read_by_its_own_zones() -> None:
    def zoned(href: str, offset: str) -> Resource:
        drawn = (
            "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\n"
            f"DTSTART:19700101T000000\r\nTZOFFSETFROM:{offset}\r\n"
            f"TZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        )
        return resource(
            event(href, "DTSTART;TZID=Ours:20240513T090000"), href=href, head=drawn
        )

    reading = FORMAT.occurrences(
        [zoned("a", "+0200"), zoned("b", "-0300")],
        YEAR,
    )

    assert [(each.uid, each.span.start.hour) for each in reading.events] == [
        ("a", 7),
        ("b", 12),
    ]
