import re
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest

from tests.unit.sample.seen import Seen
from tightrope import sample
from tightrope.core.timeline import day_of, gaps, total, whole_day
from tightrope.core.timeline.working import WorkingHours

WEEK_47 = [date(2026, 11, day) for day in range(16, 21)]
HOST = re.compile(r"[@/]([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
HOURS = WorkingHours.parse(sample.PERSON.hours)


def test_the_calendar_is_read_without_errors(components: list[Any]) -> None:
    assert [component.errors for component in components if component.errors] == []


def test_each_event_says_what_it_is_and_when_it_was_made(components: list[Any]) -> None:
    needed = {"UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "STATUS"}

    assert [event["UID"] for event in components if not needed <= event.keys()] == []


def test_there_is_as_much_as_on_a_busy_calendar(
    components: list[Any], occurrences: list[Seen]
) -> None:
    assert 700 <= len(components) <= 1200
    assert 1200 <= len(occurrences) <= 2500


def test_no_domain_in_it_belongs_to_anybody() -> None:
    text = sample.calendar().replace(b"\r\n ", b"").decode()

    assert {host for host in HOST.findall(text) if not host.endswith(".example")} == (
        set()
    )


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut() -> None:
    lines = sample.calendar().split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert [line for line in lines if not _whole(line)] == []


def _whole(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize(
    ("quirk", "least"),
    [
        ("a series", 25),
        ("a series with an end", 8),
        ("a series that ends by count", 2),
        ("the rest of a split series", 2),
        ("a meeting taken out of its series", 60),
        ("a meeting moved within its series", 40),
        ("cancelled by its status", 15),
        ("cancelled by its title only", 10),
        ("tentative", 8),
        ("declined by her", 8),
        ("not answered by her", 8),
        ("a note over whole days", 30),
        ("a leave over whole days", 8),
        ("with people from outside", 60),
        ("with a description", 40),
        ("changed after it was made", 100),
    ],
)
def test_what_real_calendars_have_is_there(
    quirk: str, least: int, components: list[Any]
) -> None:
    found = Counter(quirk for event in components for quirk in _quirks(event))

    assert found[quirk] >= least


def _quirks(event: Any) -> list[str]:
    rule, title = event.get("RRULE", {}), event["SUMMARY"]
    cancelled = event["STATUS"] == "CANCELLED"
    mine = {
        guest.params["PARTSTAT"]
        for guest in event.attendees
        if guest == f"mailto:{sample.PERSON.mail}"
    }
    whole = not isinstance(event["DTSTART"].dt, datetime)
    quirks = {
        "a series": bool(rule),
        "a series with an end": "UNTIL" in rule,
        "a series that ends by count": "COUNT" in rule,
        "the rest of a split series": "_R20" in event["UID"] and bool(rule),
        "a meeting moved within its series": "RECURRENCE-ID" in event,
        "cancelled by its status": cancelled,
        "cancelled by its title only": not cancelled
        and title.startswith(("Cancelled:", "Canceled:", "Abgesagt:")),
        "tentative": event["STATUS"] == "TENTATIVE",
        "declined by her": mine == {"DECLINED"},
        "not answered by her": mine == {"NEEDS-ACTION"},
        "a note over whole days": whole and event["TRANSP"] == "TRANSPARENT",
        "a leave over whole days": whole and event["TRANSP"] == "OPAQUE",
        "with people from outside": any(
            not guest.endswith("@fieldnote.example") for guest in event.attendees
        ),
        "with a description": "DESCRIPTION" in event,
        "changed after it was made": event["LAST-MODIFIED"].dt > event["CREATED"].dt,
    }
    dates = event.get("EXDATE", [])
    taken = len(dates) if isinstance(dates, list) else 1
    return [
        *(name for name, holds in quirks.items() if holds),
        *(["a meeting taken out of its series"] * taken),
    ]


def test_week_47_is_the_week_of_the_design(occurrences: list[Seen]) -> None:
    week = [one for one in occurrences if _day(one) in WEEK_47]

    assert [_drawn(one) for one in week if one.title != "Daily"] == [
        "Mon 09:30-11:00 Sprint planning",
        "Mon 11:15-11:45 1:1 Amara",
        "Mon 13:30-17:00 Focus: Pricing hypotheses",
        "Mon 13:45-16:45 Incident: import queue stuck",
        "Tue 09:30-13:00 Focus: Is offline sync a product?",
        "Tue 13:15-14:00 Open door",
        "Tue 14:00-15:00 Product meeting",
        "Tue 15:30-16:30 Review: import retries",
        "Tue 16:30-17:00 Incident review: import queue stuck",
        "Wed 10:00-11:30 Hiring panel",
        "Wed 13:00-14:00 Borealis call",
        "Wed 14:00-14:30 1:1 Jonas",
        "Wed 14:00-15:00 Release check",
        "Wed 15:15-17:00 Pairing on drafts",
        "Thu 11:30-12:30 Architecture call",
        "Thu 13:30-14:30 Roadmap with Tom",
        "Fri 10:00-11:00 Demo",
        "Fri 11:00-12:00 Retro",
    ]


def test_the_places_of_the_design_are_free(occurrences: list[Seen]) -> None:
    free = [
        ("2026-11-20T13:30", "2026-11-20T16:30"),
        ("2026-11-23T09:15", "2026-11-23T12:30"),
        ("2026-12-15T09:30", "2026-12-15T13:00"),
        ("2026-12-17T09:30", "2026-12-17T13:00"),
        ("2026-12-18T13:00", "2026-12-18T16:30"),
    ]

    for start, end in free:
        begin, finish = (
            datetime.fromisoformat(text).replace(tzinfo=sample.ZONE)
            for text in (start, end)
        )
        taken = [
            one.title
            for one in occurrences
            if one.span.start < finish and begin < one.span.end
        ]
        assert taken == []


def test_some_of_the_days_ahead_hold_a_block_and_some_do_not(
    occurrences: list[Seen],
) -> None:
    days = [date(2026, 11, day) for day in range(18, 31)] + [
        date(2026, 12, day) for day in range(1, 23)
    ]
    working = [day for day in days if HOURS.of(day, sample.ZONE)]

    longest = [_longest(day, occurrences) for day in working]

    assert sum(hours >= 3 for hours in longest) >= 10
    assert sum(hours < 3 for hours in longest) >= 8


def test_meetings_take_the_room_for_blocks(occurrences: list[Seen]) -> None:
    days = {_day(one) for one in occurrences if _day(one) < sample.NOW.date()}
    count = Counter(_day(one) for one in occurrences if "Focus" not in one.title)
    room = {
        some: [
            _longest(day, occurrences) >= 3
            for day in days
            if HOURS.of(day, sample.ZONE) and count[day] in some
        ]
        for some in (range(1, 4), range(4, 6), range(6, 20))
    }

    shares = [sum(found) / len(found) for found in room.values()]

    assert all(fewer > more for fewer, more in pairwise(shares))
    assert shares[0] >= 0.6
    assert shares[-1] <= 0.15


def _day(one: Seen) -> date:
    return day_of(one.span.start, sample.ZONE)


def _drawn(one: Seen) -> str:
    start, end = (
        moment.astimezone(sample.ZONE) for moment in (one.span.start, one.span.end)
    )
    return f"{start:%a %H:%M}-{end:%H:%M} {one.title}"


def _longest(day: date, occurrences: list[Seen]) -> float:
    taken = [
        one.span
        for one in occurrences
        if one.span.overlaps(whole_day(day, sample.ZONE))
    ]
    free = [gap for span in HOURS.of(day, sample.ZONE) for gap in gaps(span, taken)]
    return max((total([gap]).total_seconds() / 3600 for gap in free), default=0.0)
