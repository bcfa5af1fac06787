"""What later standards added: read without a fault, kept, and readable."""

from datetime import UTC, datetime

import pytest

from tightrope.calendars.ical import Component, occurrences, read, write
from tightrope.core.timeline import Span

YEAR = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))

EXTENDED = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
NAME:Work\r
COLOR:turquoise\r
REFRESH-INTERVAL;VALUE=DURATION:PT1H\r
SOURCE;VALUE=URI:https://calendar.example/work.ics\r
BEGIN:VEVENT\r
UID:1@example.org\r
DTSTART:20260302T090000Z\r
DTEND:20260302T100000Z\r
SUMMARY:Review\r
COLOR:crimson\r
CATEGORIES:Vision,Road\\,map\r
CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL="Room ^'A^'^nfloor 2":https://m\r
 eet.example/4821\r
IMAGE;VALUE=URI;DISPLAY=BADGE:https://calendar.example/logo.png\r
STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<p>Bring <b>notes</b></p>\r
STRUCTURED-DATA;FMTTYPE=application/ld+json;SCHEMA="https://schema.org/Event";\r
 VALUE=TEXT:{"@type": "Event"\\, "name": "Review"}\r
BEGIN:PARTICIPANT\r
UID:participant@example.org\r
PARTICIPANT-TYPE:SPEAKER\r
CALENDAR-ADDRESS:mailto:ada@example.org\r
BEGIN:VLOCATION\r
UID:where@example.org\r
NAME:Stage\r
END:VLOCATION\r
END:PARTICIPANT\r
BEGIN:VRESOURCE\r
UID:projector@example.org\r
RESOURCE-TYPE:PROJECTOR\r
END:VRESOURCE\r
BEGIN:VALARM\r
UID:alarm@example.org\r
TRIGGER:-PT15M\r
ACTION:DISPLAY\r
ACKNOWLEDGED:20260302T084500Z\r
RELATED-TO;RELTYPE=SNOOZE:other@example.org\r
PROXIMITY:DEPART\r
END:VALARM\r
END:VEVENT\r
BEGIN:VAVAILABILITY\r
UID:hours@example.org\r
DTSTAMP:20260101T000000Z\r
BUSYTYPE:BUSY-UNAVAILABLE\r
PRIORITY:1\r
BEGIN:AVAILABLE\r
UID:mornings@example.org\r
DTSTART;TZID=Europe/Berlin:20260105T090000\r
DURATION:PT4H\r
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r
SUMMARY:Mornings\r
END:AVAILABLE\r
END:VAVAILABILITY\r
END:VCALENDAR\r
"""


@pytest.fixture(name="parts")
def fixture_parts() -> list[Component]:
    components, problems = read(EXTENDED)
    assert problems == []
    return components


def test_nothing_of_it_is_a_fault_or_lost(parts: list[Component]) -> None:
    problems = read(EXTENDED)[1]

    (event,) = occurrences(parts, YEAR, problems=problems)

    assert problems == []
    assert (event.uid, event.title) == ("1@example.org", "Review")
    assert event.categories == ("Vision", "Road,map")
    assert write(parts) == EXTENDED


def test_rfc_7986_name_colour_and_conference_can_be_read(
    parts: list[Component],
) -> None:
    calendar, event, _ = parts

    conference = {line.name: line for line in event.lines()}["CONFERENCE"]

    assert (calendar.text("NAME"), calendar.text("COLOR")) == ("Work", "turquoise")
    assert event.text("COLOR") == "crimson"
    assert conference.value == b"https://meet.example/4821"
    assert dict(conference.parameters) == {
        "VALUE": "URI",
        "FEATURE": "AUDIO,VIDEO",
        "LABEL": 'Room "A"\nfloor 2',  # RFC 6868
    }


def test_rfc_9073_and_9074_parts_are_within_their_event(
    parts: list[Component],
) -> None:
    _, event, _ = parts

    kinds = [part.kind for part in event.parts]

    assert kinds == ["PARTICIPANT", "VRESOURCE", "VALARM"]
    assert [part.text("UID") for part in event.parts] == [
        "participant@example.org",
        "projector@example.org",
        "alarm@example.org",
    ]
    assert event.text("STYLED-DESCRIPTION") == "<p>Bring <b>notes</b></p>"


def test_rfc_7953_availability_takes_no_time_and_can_be_read(
    parts: list[Component],
) -> None:
    _, _, availability = parts

    (mornings,) = availability.parts

    assert (availability.kind, mornings.kind) == ("VAVAILABILITY", "AVAILABLE")
    assert availability.text("BUSYTYPE") == "BUSY-UNAVAILABLE"
    assert mornings.text("RRULE") == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
