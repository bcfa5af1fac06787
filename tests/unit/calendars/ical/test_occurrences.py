"""Components to the events of a window."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tightrope.calendars.ical import occurrences, read
from tightrope.calendars.ical.shaping import events as shaped
from tightrope.core.errors import Problem
from tightrope.core.timeline import Event, Span, Status

DAY = Span(datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 3, tzinfo=UTC))
YEAR = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def event(*lines: str, uid: str = "1") -> bytes:
    text = "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""))
    return text.encode()


def shown(data: bytes, window: Span = DAY) -> list[Event]:
    return list(occurrences(read(data)[0], window))


def test_an_event_has_all_that_its_file_says() -> None:
    data = event(
        "DTSTART;TZID=Europe/Berlin:20260302T100000",
        "DTEND;TZID=Europe/Berlin:20260302T110000",
        "SUMMARY:Roadmap\\, with Bo",
        "STATUS:TENTATIVE",
        "ORGANIZER:mailto:ada@example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.org",
        "ATTENDEE:mailto:bo@elsewhere.example",
        "CREATED:20260101T000000Z",
        "LAST-MODIFIED:20260201T000000Z",
        "CATEGORIES:Vision,Roadmap",
        uid="a_R20260302T090000@google.com",
    )

    found = occurrences(read(data)[0], DAY, me=["ADA@example.org"], source="mine")

    assert list(found) == [
        Event(
            uid="a_R20260302T090000@google.com",
            span=Span(
                datetime(2026, 3, 2, 9, tzinfo=UTC),
                datetime(2026, 3, 2, 10, tzinfo=UTC),
            ),
            days=None,
            recurrence_id=None,
            series="a@google.com",
            title="Roadmap, with Bo",
            busy=True,
            status=Status.TENTATIVE,
            cancelled=False,
            away=False,
            attendees=2,
            organizer_is_me=True,
            outside=True,
            flexible=True,
            created=datetime(2026, 1, 1, tzinfo=UTC),
            changed=datetime(2026, 2, 1, tzinfo=UTC),
            categories=("Vision", "Roadmap"),
            source="mine",
        )
    ]


def test_no_field_of_an_event_is_left_unset() -> None:
    (found,) = shown(event("DTSTART:20260302T100000Z"))

    unset = [one.name for one in fields(Event) if not hasattr(found, one.name)]
    assert unset == []
    assert shaped.__module__ == "tightrope.calendars.ical.shaping"


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        ("20260302T000000Z", 60, True),
        ("20260301T233000Z", 30, False),
        ("20260301T233000Z", 31, True),
        ("20260302T235959Z", 60, True),
        ("20260303T000000Z", 60, False),
        ("20260302T000000Z", 0, True),
        ("20260303T000000Z", 0, False),
        ("20260220T000000Z", 60 * 24 * 30, True),
    ],
)
def test_a_window_holds_what_overlaps_it(
    start: str, minutes: int, *, expected: bool
) -> None:
    single = event(f"DTSTART:{start}", f"DURATION:PT{minutes}M")
    daily = event(
        f"DTSTART:{start}", f"DURATION:PT{minutes}M", "RRULE:FREQ=DAILY;COUNT=1"
    )

    assert bool(shown(single)) == bool(shown(daily)) == expected


def test_events_come_by_start_then_uid() -> None:
    data = b"".join(
        event(f"DTSTART:20260302T{hour}0000Z", uid=uid)
        for uid, hour in [("b", "10"), ("c", "09"), ("a", "10"), ("d", "08")]
    )

    assert [one.uid for one in shown(data)] == ["d", "c", "a", "b"]


def test_whole_days_and_floating_times_are_where_the_person_is() -> None:
    data = event("DTSTART;VALUE=DATE:20260302", uid="day") + event(
        "DTSTART:20260302T090000", uid="floating"
    )

    found = occurrences(read(data)[0], DAY, zone=ZoneInfo("Asia/Tokyo"))

    assert [(one.uid, one.span.start, one.days) for one in found] == [
        (
            "day",
            datetime(2026, 3, 1, 15, tzinfo=UTC),
            (date(2026, 3, 2), date(2026, 3, 3)),
        ),
        ("floating", datetime(2026, 3, 2, 0, tzinfo=UTC), None),
    ]


def test_an_occurrence_of_a_series_is_named_by_when_it_was_to_be() -> None:
    data = event(
        "DTSTART;TZID=Europe/Berlin:20260301T100000", "RRULE:FREQ=DAILY"
    ) + event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260302T100000",
        "DTSTART;TZID=Europe/Berlin:20260302T150000",
    )

    assert [(one.recurrence_id, one.span.start) for one in shown(data)] == [
        ("2026-03-02T09:00:00+00:00", datetime(2026, 3, 2, 14, tzinfo=UTC))
    ]


def test_problems_are_named_before_the_first_event_is_asked_for() -> None:
    data = event("SUMMARY:Never tell", uid="x") + event("DTSTART:20260302T100000Z")
    problems: list[Problem] = []

    occurrences(read(data)[0], DAY, problems=problems, source="mine.ics")

    assert problems == [
        Problem(
            source="mine.ics",
            where="line 1, UID x",
            what="has no DTSTART, so it cannot be placed; left out",
        )
    ]


def test_no_problem_tells_a_title() -> None:
    broken = ["", "DTSTART:x", "DTSTART:20260302T090000Z\r\nRRULE:x\r\nDTEND:y"]
    data = b"".join(event("SUMMARY:Secret", line, uid="u") for line in broken)
    problems = read(data)[1]

    list(occurrences(read(data)[0], DAY, problems=problems))

    assert problems
    assert "Secret" not in repr(problems)


def test_many_problems_are_counted_and_not_all_named() -> None:
    data = event("SUMMARY:x") + b"".join(event(uid=str(one)) for one in range(1500))
    problems: list[Problem] = []

    list(occurrences(read(data)[0], DAY, problems=problems))

    assert len(problems) == 1001
    assert problems[-1].what == "501 more problems were left out of this list"


def test_a_series_too_dense_to_list_is_one_entry_that_takes_no_time() -> None:
    data = event(
        "DTSTART:20260301T000000Z", "DURATION:PT1M", "RRULE:FREQ=MINUTELY;INTERVAL=1"
    )
    problems: list[Problem] = []

    found = list(occurrences(read(data)[0], DAY, problems=problems))

    assert [(one.span, one.busy) for one in found] == [(DAY, False)]
    (problem,) = problems
    assert problem.what.startswith("its rule repeats too often to be listed")


def test_an_hourly_series_is_listed_as_long_as_it_can_be() -> None:
    data = event("DTSTART:20200101T000000Z", "RRULE:FREQ=HOURLY;INTERVAL=2")

    assert len(shown(data)) == 12


def test_an_event_since_1900_is_found_in_any_year() -> None:
    data = event("DTSTART:19000101T090000Z", "RRULE:FREQ=DAILY;COUNT=2147483647")

    found = shown(data, YEAR)

    assert len(found) == 365
    assert found[0].span.start == datetime(2026, 1, 1, 9, tzinfo=UTC)


def test_an_event_without_a_uid_has_the_same_name_each_time() -> None:
    data = b"BEGIN:VEVENT\nDTSTART:20260302T090000Z\nSUMMARY:%s\nEND:VEVENT\n"

    names = {one.uid for _ in range(2) for one in shown(data % b"a" + data % b"b")}

    assert len(names) == 2


def test_a_file_that_takes_its_events_back_calls_them_off() -> None:
    data = b"BEGIN:VCALENDAR\nMETHOD:CANCEL\n%sEND:VCALENDAR\n" % event(
        "DTSTART:20260302T090000Z"
    )

    (found,) = shown(data)

    assert (found.cancelled, found.busy) == (True, False)


def test_an_unknown_zone_is_named_once_with_how_often_it_was_used() -> None:
    data = b"".join(
        event("DTSTART;TZID=Mars/Olympus:20260302T090000", uid=str(one))
        for one in range(3)
    )
    problems: list[Problem] = []

    list(occurrences(read(data)[0], DAY, problems=problems))

    (problem,) = problems
    assert problem.where == "line 1, UID 0 (and 2 more times)"
    assert problem.what.startswith("its time zone, 'Mars/Olympus', is unknown; ")


def test_each_zone_is_that_of_its_own_calendar() -> None:
    zone = (
        b"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\n"
        b"DTSTART:19700101T000000\nTZOFFSETFROM:%s\nTZOFFSETTO:%s\nEND:STANDARD\n"
        b"END:VTIMEZONE\n%sEND:VCALENDAR\n"
    )
    data = b"".join(
        zone % (offset, offset, event("DTSTART;TZID=Own:20260302T120000", uid=uid))
        for offset, uid in [(b"+0200", "east"), (b"-0300", "west")]
    )

    assert [(one.uid, one.span.start.hour) for one in shown(data)] == [
        ("east", 10),
        ("west", 15),
    ]


@pytest.mark.parametrize("skip", range(4))
def test_a_window_shows_the_same_as_a_wider_one_there(skip: int) -> None:
    data = b"".join(
        event(
            "DTSTART;TZID=Europe/Berlin:20251001T090000",
            "DURATION:PT1H",
            rule,
            uid=rule,
        )
        for rule in [
            "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=2;COUNT=40",
            "RRULE:FREQ=MONTHLY;BYDAY=-1FR",
            "RRULE:FREQ=DAILY;UNTIL=20260601T070000Z",
            "RRULE:FREQ=YEARLY;BYMONTH=1,2,3,4;BYDAY=1TU;COUNT=3",
        ]
    )
    start = YEAR.start + timedelta(days=31 * skip)
    window = Span(start, start + timedelta(days=30))

    whole = [one for one in shown(data, YEAR) if one.span.overlaps(window)]

    assert shown(data, window) == whole


def test_a_window_without_length_is_empty() -> None:
    data = event("DTSTART:20260302T000000Z", "DURATION:PT1H")

    assert shown(data, Span(DAY.start, DAY.start)) == []


def test_an_override_of_a_moment_before_all_time_is_shown() -> None:
    data = event(
        "DTSTART:20260302T090000Z", "RECURRENCE-ID;TZID=Asia/Tokyo:00010101T000000"
    )

    assert [one.recurrence_id for one in shown(data)] == ["0001-01-01T14:41:01+00:00"]


@pytest.mark.parametrize(("sequence", "expected"), [(1, 1), (2, 1), (3, 2)])
def test_an_override_of_what_was_taken_out_counts_only_if_it_is_newer(
    sequence: int, expected: int
) -> None:
    data = event(
        "DTSTART:20260302T090000Z",
        "RRULE:FREQ=HOURLY;COUNT=2",
        "EXDATE:20260302T100000Z",
        "SEQUENCE:2",
    ) + event(
        "RECURRENCE-ID:20260302T100000Z",
        "DTSTART:20260302T120000Z",
        f"SEQUENCE:{sequence}",
    )

    assert len(shown(data)) == expected


def test_small_and_capital_letters_may_be_mixed() -> None:
    (found,) = shown(
        event("DTSTART:20260302T090000Z", "summary:Small", "Dtend:20260302T1000Z")
    )

    assert (found.title, found.span.hours) == ("Small", 1.0)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;VALUE=DATE:20260301", "DTEND:20260303T000000"], 2),
        (["DTSTART;VALUE=DATE:20260301", "DTEND:20260303T120000"], 3),
        (["DTSTART;VALUE=DATE:20260301", "DTEND;VALUE=DATE:20260228"], 1),
        (["DTSTART;VALUE=DATE:20260301", "DURATION:PT36H"], 2),
        (["DTSTART:20260301T120000", "DTEND;VALUE=DATE:20260303"], 1.5),
        (["DTSTART;VALUE=DATE:20260301T120000", "DURATION:P2D"], 2),
    ],
)
def test_days_and_times_may_be_mixed(lines: list[str], expected: float) -> None:
    (found,) = shown(event(*lines), YEAR)

    assert found.span.length / timedelta(days=1) == expected


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        (
            "FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2;COUNT=3",
            "its rule names days that never come, so it does not repeat",
        ),
        (
            "FREQ=YEARLY;BYMONTHDAY=31,-31;BYMONTH=4,6,9",
            "its rule names days that never come, so it does not repeat",
        ),
        (
            "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1",
            "its rule never takes place, as far as could be seen",
        ),
    ],
)
def test_a_rule_that_never_comes_is_named(rule: str, what: str) -> None:
    problems: list[Problem] = []
    components, _ = read(event("DTSTART:19500101T000000Z", f"RRULE:{rule}"))

    found = list(occurrences(components, YEAR, problems=problems))

    assert [problem.what for problem in problems] == [what]
    assert found == []


def test_an_event_whose_rule_never_comes_takes_place_once() -> None:
    rule = "RRULE:FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2"

    (found,) = shown(event("DTSTART:20260302T100000Z", rule))

    assert found.span.start == datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_two_rules_add_up_and_are_named() -> None:
    problems: list[Problem] = []
    components, _ = read(
        event(
            "DTSTART:20260302T100000Z",
            "RRULE:FREQ=DAILY;COUNT=2",
            "RRULE:FREQ=WEEKLY;COUNT=2",
        )
    )

    found = list(occurrences(components, YEAR, problems=problems))

    assert [one.span.start.day for one in found] == [2, 3, 9]
    assert [problem.what for problem in problems] == [
        "has 2 RRULE, where one is allowed; they add up"
    ]


def test_an_override_with_a_rule_of_its_own_is_out_of_date_after_the_series_ended() -> (
    None
):
    data = event(
        "DTSTART:20260301T090000Z", "RRULE:FREQ=DAILY;COUNT=1", "SEQUENCE:2"
    ) + event(
        "RECURRENCE-ID:20260302T090000Z",
        "DTSTART:20260302T120000Z",
        "RRULE:FREQ=DAILY",
        "SEQUENCE:1",
    )

    assert shown(data) == []


def test_the_master_is_found_behind_any_number_of_overrides() -> None:
    override = event("DTSTART:20260302T120000Z", "RECURRENCE-ID:20260302T090000Z")
    master = event("DTSTART:20260302T080000Z", "RRULE:FREQ=HOURLY;COUNT=2")

    found = shown(override * 2001 + master)

    assert [one.span.start.hour for one in found] == [8, 12]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (
            "DTSTART;" + "A=B;" * 250 + "C=D:20260302T080000Z",
            "its DTSTART has too many parameters; left out",
        ),
        (
            "DTSTART:20260302T080000Z\r\nRRULE:FREQ=DAILY\r\nEXDATE:"
            + "20260301T000000Z," * 50_001,
            "has more than 50000 EXDATE; the others were left out",
        ),
        (
            "DTSTART:20260302T080000Z" + "\r\nATTENDEE:mailto:a@b.example" * 50_001,
            "has too many lines; the last ones were not read",
        ),
    ],
)
def test_what_is_beyond_all_measure_is_named(line: str, what: str) -> None:
    problems: list[Problem] = []

    list(occurrences(read(event(line))[0], DAY, problems=problems))

    assert [problem.what for problem in problems] == [what]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_that_are_folded_before_the_colon_are_read(end: str) -> None:
    # Mozilla Sunbird wrote all of its lines like this.
    lines = (
        "BEGIN:VEVENT|UID| :1@old|DTSTART| :20260302T100000Z|DTEND| :20260302T110000Z"
    )
    lines += "|SUMMARY| ;LANGUAGE=en:Old|ATTENDEE| :mailto:a@b|STATUS| :TENTATIVE"

    (found,) = occurrences(
        read(f"{lines}|END:VEVENT|".replace("|", end).encode())[0], DAY
    )

    assert (found.uid, found.title, found.attendees) == ("1@old", "Old", 1)
    assert found.status is Status.TENTATIVE
