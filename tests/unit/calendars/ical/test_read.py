"""Bytes to components."""

import pytest

from tightrope.calendars.ical import Component, owner_of, read, zone_of
from tightrope.core.errors import Problem

NOTHING_LOST = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
METHOD:PUBLISH\r
X-WR-CALNAME:ada@example.org\r
X-WR-TIMEZONE:Europe/Madrid\r
BEGIN:VTIMEZONE\r
TZID:Own\r
BEGIN:STANDARD\r
TZOFFSETFROM:+0100\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:1\r
X-KEEP;X-PARAM="a;b:c":kept\\, all\r
  of it\r
BEGIN:VALARM\r
ACTION:DISPLAY\r
END:VALARM\r
END:VEVENT\r
X-AFTER:also kept\r
END:VCALENDAR\r
"""


def test_each_part_of_a_calendar_is_a_component_with_its_bytes() -> None:
    components, problems = read(NOTHING_LOST)

    assert [(part.kind, part.line, part.calendar) for part in components] == [
        ("VCALENDAR", 1, 0),
        ("VTIMEZONE", 6, 0),
        ("VEVENT", 12, 0),
    ]
    assert problems == []
    calendar, zone, event = components
    assert calendar.text("METHOD") == "PUBLISH"
    assert calendar.text("X-AFTER") == "also kept"
    assert [part.kind for part in zone.parts] == ["STANDARD"]
    assert [part.kind for part in event.parts] == ["VALARM"]
    assert event.text("ACTION") is None
    kept = {line.name: line for line in event.lines()}["X-KEEP"]
    assert (dict(kept.parameters), kept.value) == (
        {"X-PARAM": "a;b:c"},
        b"kept\\, all of it",
    )
    whole = b"\n".join(part.raw for part in components)
    assert sorted(whole.split()) == sorted(NOTHING_LOST.split())


def test_a_calendar_says_whose_it_is_and_where() -> None:
    components, _ = read(NOTHING_LOST)

    assert owner_of(components) == "ada@example.org"
    assert str(zone_of(components)) == "Europe/Madrid"


def _event(zone: bytes) -> bytes:
    return b"BEGIN:VEVENT\nDTSTART;TZID=%s:20260302T090000\nEND:VEVENT\n" % zone


@pytest.mark.parametrize(
    ("zones", "expected"),
    [
        ([], None),
        ([b"Europe/Berlin", b"Asia/Tokyo", b"Asia/Tokyo"], "Asia/Tokyo"),
        ([b"Tokyo Standard Time"], "Asia/Tokyo"),
        ([b"Nowhere", b"Nowhere", b"Asia/Tokyo"], "Asia/Tokyo"),
        ([b"Nowhere"], None),
    ],
)
def test_without_a_word_on_it_a_calendar_is_where_most_events_are(
    zones: list[bytes], expected: str | None
) -> None:
    components, _ = read(b"".join(map(_event, zones)) or b"BEGIN:VCALENDAR\n")

    zone = zone_of(components)

    assert (zone and zone.key) == expected


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b" \r\n\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (
            b"<!DOCTYPE html><p>Log in</p>",
            "is a web page or XML, not an iCalendar file",
        ),
        (
            "BEGIN:VCALENDAR".encode("utf-16"),
            "is written in UTF-16 or is no text; a calendar is text in UTF-8",
        ),
        (
            b"\0\1\2\3" * 100,
            "is written in UTF-16 or is no text; a calendar is text in UTF-8",
        ),
        (
            b"\x89PNG junk\n\xff\xfe",
            "is no iCalendar file: no line says BEGIN:VCALENDAR",
        ),
        (
            b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n",
            "is an address book (vCard), not an iCalendar file",
        ),
        (
            b"date,hours\n2026-03-02,8\n",
            "is no iCalendar file: no line says BEGIN:VCALENDAR",
        ),
    ],
)
def test_what_is_no_calendar_is_called_so(data: bytes, what: str) -> None:
    assert read(data, source="x.ics") == (
        [],
        [Problem(source="x.ics", where="", what=what)],
    )


def test_a_file_beyond_all_calendars_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tightrope.calendars.ical.limits.LARGEST_FILE", 2**20)

    components, problems = read(b"BEGIN:VCALENDAR\n" + b"X" * 2**20)

    assert components == []
    assert [problem.what for problem in problems] == [
        "is larger than 1 MB, which is more than is read"
    ]


@pytest.mark.parametrize("ends", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_any_line_ends_are_read(ends: bytes) -> None:
    lines = b"BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|SUMMARY:a| b|END:VEVENT|END:VCALENDAR|"
    data = lines.replace(b"|", ends)

    components, problems = read(data)

    assert [part.kind for part in components] == ["VCALENDAR", "VEVENT"]
    assert components[1].text("SUMMARY") == "ab"
    assert problems == []


def test_a_byte_order_mark_is_passed_over() -> None:
    components, problems = read(b"\xef\xbb\xbf" + NOTHING_LOST)

    assert len(components) == 3
    assert problems == []


def test_events_without_a_calendar_around_them_are_read() -> None:
    components, problems = read(_event(b"Asia/Tokyo") * 2)

    assert [part.kind for part in components] == ["VEVENT", "VEVENT"]
    assert problems == []


def test_several_calendars_in_one_file_are_told_apart() -> None:
    components, problems = read(NOTHING_LOST * 2)

    assert [part.calendar for part in components] == [0, 0, 0, 1, 1, 1]
    assert problems == []


@pytest.mark.parametrize(
    ("data", "kinds", "whats"),
    [
        (
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n",
            ["VCALENDAR", "VEVENT", "VEVENT"],
            ["its END:VEVENT is missing; it was read as far as it goes"],
        ),
        (
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VALARM\nEND:VEVENT\nEND:VCALENDAR\n",
            ["VCALENDAR", "VEVENT"],
            ["a part within it is not ended; it was read as far as it goes"],
        ),
        (
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n",
            ["VCALENDAR", "VEVENT"],
            ["the calendar ends within it; it was read as far as it goes"],
        ),
        (
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VCALENDAR\nEND:VCALENDAR\n",
            ["VCALENDAR", "VEVENT", "VCALENDAR"],
            [
                "the next calendar begins within it; it was read as far as it goes",
                "its END:VCALENDAR is missing",
            ],
        ),
        (
            b"BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\nEND:VCALENDAR\n",
            ["VCALENDAR"],
            ["an END has no BEGIN before it", "an END has no BEGIN before it"],
        ),
        (
            b"BEGIN:X-MINE\nBEGIN:VEVENT\nEND:VEVENT\nEND:X-MINE\nEND:X-MINE\n",
            ["X-MINE", "VEVENT"],
            ["an END has no BEGIN before it"],
        ),
        (
            b"BEGIN:X-MINE\nBEGIN:VEVENT\nEND:VEVENT\nEND:X-MINE\n",
            ["X-MINE", "VEVENT"],
            [],
        ),
    ],
)
def test_whatever_is_not_ended_ends_where_it_must(
    data: bytes, kinds: list[str], whats: list[str]
) -> None:
    components, problems = read(data)

    assert [part.kind for part in components] == kinds
    assert [problem.what for problem in problems] == whats


def test_properties_after_an_alarm_belong_to_the_event() -> None:
    data = (
        b"BEGIN:VEVENT\nBEGIN:VALARM\nSUMMARY:alarm\nEND:VALARM\nBEGIN:VALARM\n"
        b"END:VALARM\nSUMMARY:event\nEND:VEVENT\n"
    )

    (event,), _ = read(data)

    assert event.text("SUMMARY") == "event"


def test_a_component_is_a_value() -> None:
    first, _ = read(NOTHING_LOST)
    second, _ = read(NOTHING_LOST)

    assert first == second
    assert isinstance(first[0], Component)
