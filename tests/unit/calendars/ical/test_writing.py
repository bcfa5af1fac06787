"""Components back to bytes, and single properties of them changed."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench._calendars import calendar as a_persons_calendar
from tests.golden.ical.made import calendar as made
from tightrope.calendars.ical import (
    Component,
    NoProperty,
    Value,
    edited,
    read,
    write,
)

GOLDEN = sorted((Path(__file__).parents[3] / "golden").rglob("*.ics"))
SHARED = Path(__file__).resolve().parents[4].parent / "shared" / "data"

TEXT_AFTER_A_CALENDAR = {"1_2445.ics", "2445.ics", "issue_350.ics"}
"""Events, or a comment, stand between two calendars or after the last one."""

EVENT = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1@example.org\r
DTSTART;TZID=Europe/Berlin:20260302T090000\r
SUMMARY;LANGUAGE=en:An old title that is so long that it has to be folded someho\r
 w\r
X-THEIRS;X-P="a;b:c":kept\\, all\r
  of it\r
CATEGORIES:one\r
CATEGORIES:two\r
BEGIN:VALARM\r
SUMMARY:The alarm's own\r
END:VALARM\r
X-LATE:after the alarm\r
END:VEVENT\r
X-AFTER:of the calendar\r
END:VCALENDAR\r
"""


def event_of(data: bytes) -> Component:
    return next(part for part in read(data)[0] if part.kind == "VEVENT")


def others(component: Component, name: str) -> list[bytes]:
    """The other lines of a component as they stand, folds and all."""
    lines = re.findall(rb"[^\n]*(?:\n[ \t][^\n]*)*\n?", component.own)
    own = re.compile(name.encode() + rb"[:;]")
    return [line for line in lines if not own.match(line)]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_a_golden_file_is_written_as_it_was_read(path: Path) -> None:
    data = path.read_bytes()

    assert write(read(data)[0]) == data


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs the founders' shared data")
@pytest.mark.parametrize("folder", ["awkward-ics", "calendars"])
def test_any_file_without_a_fault_is_written_as_it_was_read(folder: str) -> None:
    changed = []
    count = 0

    for path in sorted((SHARED / folder).rglob("*.ics")):
        data = path.read_bytes()
        components, problems = read(data)
        if problems or not data.startswith(b"BEGIN:VCALENDAR"):
            continue
        count += 1
        if write(components) != data:
            changed.append(path.name)

    assert count > 3
    assert set(changed) <= TEXT_AFTER_A_CALENDAR


@pytest.mark.parametrize(
    "data",
    [
        EVENT,
        EVENT * 2,
        EVENT.replace(b"\r\n", b"\n"),
        EVENT + EVENT.replace(b"\r\n", b"\n"),
        EVENT.rstrip(),
        EVENT + b"\r\n\r\n",
        EVENT.replace(b"BEGIN:VEVENT", b"\r\nBEGIN:VEVENT"),
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\nBEGIN:X-WRAP\nBEGIN:VEVENT\nEND:VEVENT\nEND:X-WRAP\n%s"
        % b"END:VCALENDAR\n",
        "".join(a_persons_calendar(60)).encode(),
        made(3),
    ],
)
def test_calendars_of_all_shapes_are_written_as_they_were_read(data: bytes) -> None:
    assert write(read(data)[0]) == data


@settings(max_examples=60, deadline=None)
@given(
    parts=st.lists(
        st.sampled_from(
            [
                b"BEGIN:VEVENT|UID:1|END:VEVENT|",
                b"BEGIN:VTODO|X:y| z|BEGIN:VALARM|END:VALARM|END:VTODO|",
                b"BEGIN:VTIMEZONE|TZID:a|END:VTIMEZONE|",
                b"X-BETWEEN:them|",
                b"X-FOLDED:some| thing|",
                b"|",
            ]
        ),
        max_size=9,
    ),
    end=st.sampled_from([b"\n", b"\r\n"]),
)
def test_whatever_stands_between_the_parts_is_kept(
    parts: list[bytes], end: bytes
) -> None:
    data = b"BEGIN:VCALENDAR|" + b"".join(parts) + b"END:VCALENDAR|"
    data = data.replace(b"|", end)

    assert write(read(data)[0]) == data


def test_a_part_that_was_added_stands_in_its_calendar() -> None:
    components, _ = read(EVENT)
    more = Component(kind="VEVENT", raw=b"BEGIN:VEVENT\r\nUID:2\r\nEND:VEVENT")

    data = write([*components, more])

    again, problems = read(data)
    assert problems == []
    assert [part.text("UID") for part in again] == [None, "1@example.org", "2"]


def test_a_part_added_to_an_empty_calendar_stands_before_its_end() -> None:
    (calendar,), _ = read(b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")
    more = Component(kind="VEVENT", raw=b"BEGIN:VEVENT\nUID:2\nEND:VEVENT")

    assert write([calendar, more]) == (
        b"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n"
        b"END:VCALENDAR\n"
    )


def test_a_part_that_is_left_out_leaves_nothing() -> None:
    calendar, _event = read(EVENT)[0]

    again, problems = read(write([calendar]))

    assert problems == []
    assert [part.kind for part in again] == ["VCALENDAR"]
    assert again[0].text("X-AFTER") == "of the calendar"
    assert b"\r\n\r\n" not in write([calendar])


def test_bare_events_are_written_one_after_the_other() -> None:
    data = b"BEGIN:VEVENT\nUID:1\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n"

    assert write(read(data)[0]) == data


def test_one_property_is_changed_and_all_else_stays() -> None:
    before = event_of(EVENT)

    after = edited(before, {"SUMMARY": "Focus: roadmap; vision,\nnext year"})

    old = (
        b"SUMMARY;LANGUAGE=en:An old title that is so long that it has to be folded "
        b"someho\r\n w\r\n"
    )
    new = b"SUMMARY:Focus: roadmap\\; vision\\,\\nnext year\r\n"
    assert after.raw == before.raw.replace(old, new)
    assert after.text("SUMMARY") == "Focus: roadmap; vision,\nnext year"
    assert [part.text("SUMMARY") for part in after.parts] == ["The alarm's own"]


def test_properties_are_moved_added_and_removed_at_once() -> None:
    before = event_of(EVENT)

    after = edited(
        before,
        {
            "dtstart": Value("20260303T100000", {"TZID": "Europe/Berlin"}),
            "CATEGORIES": None,
            "RRULE": Value("FREQ=WEEKLY;BYDAY=MO,TU"),
            "ATTENDEE": [
                Value("mailto:a@example.org", {"CN": 'Ada "the first"; Countess'}),
                Value("mailto:b@example.org"),
            ],
        },
    )

    assert after.raw == (
        before.raw.replace(b"20260302T090000", b"20260303T100000")
        .replace(b"CATEGORIES:one\r\nCATEGORIES:two\r\n", b"")
        .replace(
            b"BEGIN:VALARM",
            b"RRULE:FREQ=WEEKLY;BYDAY=MO,TU\r\n"
            b"ATTENDEE;CN=\"Ada ^'the first^'; Countess\":mailto:a@example.org\r\n"
            b"ATTENDEE:mailto:b@example.org\r\nBEGIN:VALARM",
        )
    )
    assert [part.kind for part in after.parts] == ["VALARM"]


def test_the_calendar_itself_can_be_changed() -> None:
    calendar, event = read(EVENT)[0]

    changed = edited(calendar, {"X-WR-CALNAME": "Focus", "X-AFTER": None})

    assert write([changed, event]) == EVENT.replace(
        b"VERSION:2.0\r\n", b"VERSION:2.0\r\nX-WR-CALNAME:Focus\r\n"
    ).replace(b"X-AFTER:of the calendar\r\n", b"")


def test_a_name_that_is_folded_is_found() -> None:
    data = b"BEGIN:VEVENT\nUID:1\nSUM\n MARY:a\nEND:VEVENT\n"

    assert edited(event_of(data), {"SUMMARY": "b"}).raw == (
        b"BEGIN:VEVENT\nUID:1\nSUMMARY:b\nEND:VEVENT"
    )


@pytest.mark.parametrize(
    "name", ["", "BEGIN", "end", "X Y", "X\r\nATTENDEE", "X:Y", "X;Y", "ä", "A" * 61]
)
def test_a_name_that_no_property_has_is_refused(name: str) -> None:
    with pytest.raises(NoProperty, match="no name of a property"):
        edited(event_of(EVENT), {name: "x"})


def test_half_a_letter_does_no_harm() -> None:
    assert edited(event_of(EVENT), {"SUMMARY": "a\ud800b"}).text("SUMMARY") == "a?b"


_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_BREAKS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
_names = st.sampled_from(["SUMMARY", "X-THEIRS", "X-LATE", "X-NEW", "CATEGORIES"])


def _kept(text: str) -> str:
    """A text as it can be read back: one kind of line break, and no controls."""
    return "\n".join(_CONTROLS.sub("", part) for part in _BREAKS.split(text))


@settings(max_examples=200, deadline=None)
@given(name=_names, text=_words, lf=st.booleans())
def test_a_text_is_read_as_it_was_written_and_no_other_line_changes(
    name: str, text: str, lf: bool
) -> None:
    data = EVENT.replace(b"\r\n", b"\n") if lf else EVENT
    before = event_of(data)

    after = edited(before, {name: text})

    assert after.text(name) == _kept(text)
    assert others(after, name) == others(before, name)
    assert after.parts == before.parts
    assert max(map(len, re.split(rb"\r?\n", after.raw))) <= 81  # the file's own longest
    assert read(write([*read(data)[0][:1], after]))[1] == []


@settings(max_examples=200, deadline=None)
@given(value=_words, key=_words)
def test_no_value_and_no_parameter_begins_a_line_of_its_own(
    value: str, key: str
) -> None:
    before = event_of(EVENT)

    after = edited(before, {"X-NEW": Value(value, {"X-P": key})})

    added = [line for line in after.lines() if line.name == "X-NEW"]
    assert len(added) == 1
    assert len(list(after.lines())) == len(list(before.lines())) + 1
    assert others(after, "X-NEW") == others(before, "X-NEW")
    assert after.parts == before.parts
    assert dict(added[0].parameters) == {"X-P": _kept(key)}
