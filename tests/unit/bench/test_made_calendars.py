"""The calendars that benchmarks read: alike for a seed, and as hard as real ones."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from bench._calendars import NOW, calendar
from bench._lines import ZONES, folded
from tightrope.calendars import ical
from tightrope.core.timeline import Span

YEAR = Span(NOW - timedelta(days=365), NOW + timedelta(days=60))


def text_of(events: int, seed: int = 1) -> str:
    return "".join(calendar(events, seed))


def test_the_same_seed_makes_the_same_calendar() -> None:
    assert text_of(200) == text_of(200)
    assert text_of(200) != text_of(200, seed=2)


@pytest.mark.parametrize("events", [1, 40, 300])
def test_it_has_as_many_events_as_asked_for(events: int) -> None:
    assert text_of(events).count("BEGIN:VEVENT") == events


def test_an_event_has_about_one_and_a_half_kilobytes() -> None:
    assert 1300 < len(text_of(1000).encode()) / 1000 < 1700


def test_a_fifth_repeats_in_all_the_ways_that_calendars_know() -> None:
    text = text_of(2000)

    repeats = text.count("RRULE:FREQ") + text.count("RECURRENCE-ID;")
    zones = text.count("RRULE:FREQ=YEARLY;BYMONTH")
    assert 0.15 < (repeats - zones) / 2000 < 0.25
    for word in (";COUNT=", ";UNTIL=", "EXDATE;", "BYDAY=MO\r", "FREQ=YEARLY\r"):
        assert word in text
    for zone in ZONES:
        assert f"DTSTART;TZID={zone}:" in text


def test_no_line_is_longer_than_the_standard_allows() -> None:
    lines = text_of(300).encode().split(b"\r\n")

    assert max(map(len, lines)) <= 75  # RFC 5545, 3.1


def test_folding_keeps_every_letter_whole() -> None:
    words = "田中" * 40

    assert folded(words).replace("\r\n ", "") == words


def test_two_readers_find_the_same_occurrences_in_it() -> None:
    text = text_of(400)
    components, problems = ical.read(text.encode(), source="made")

    ours = ical.occurrences(
        components,
        YEAR,
        zone=ZoneInfo(ZONES[0]),
        me=(),
        problems=problems,
        source="made",
    )

    theirs = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(
        YEAR.start, YEAR.end
    )
    assert sorted((one.uid, one.title) for one in ours) == sorted(
        (str(one["UID"]), str(one["SUMMARY"])) for one in theirs
    )
    assert problems == []
