"""The benchmark of reading, run on tiny calendars, and its arithmetic."""

import json
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from bench import calendar
from bench._office import YEAR, office
from bench.calendar import FLOOR, OURS, PAIR, Reading, distances, faster, growth
from tightrope.calendars import ical


def text_of(events: int, seed: int = 1) -> str:
    return "".join(office(events, seed))


def reading(reader: str, events: int, seconds: float) -> Reading:
    return Reading(
        kind="office",
        events=events,
        reader=reader,
        read=0,
        expand=seconds,
        seconds=seconds,
        found=1,
        peak_mb=1,
    )


READINGS = [
    reading(OURS, 10, 0.1),
    reading(PAIR, 10, 5.0),
    reading(FLOOR, 10, 0.01),
    reading(OURS, 100, 1.1),
]


def test_the_benchmark_sets_all_readers_beside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(calendar, "RESULTS", tmp_path)

    code = calendar.main(["--quick", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert said == json.loads((tmp_path / "calendar.json").read_text())
    readers = {(one["kind"], one["reader"]) for one in said["readings"]}
    assert {reader for kind, reader in readers if kind == "office"} == set(
        calendar.NAMES
    )
    assert ("person", PAIR) in readers
    assert all(one["times"] > 0 for one in said["times_faster"])


def test_a_calendar_that_would_take_too_long_is_left_out(tmp_path: Path) -> None:
    measure = calendar.Measure(tmp_path, budget=20.0, runs=1)

    assert measure.fits(reading(PAIR, 10, 5.0), 40)
    assert not measure.fits(reading(PAIR, 10, 5.0), 41)


def test_what_was_measured_is_set_in_relation() -> None:
    assert [(one.reader, times) for one, times in faster(READINGS)] == [(PAIR, 50.0)]
    assert growth(READINGS) == {OURS: 1.1, PAIR: 1.0}
    assert distances(READINGS) == {"office 10": 10.0}


def test_the_table_says_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    calendar.show(READINGS)

    said = capsys.readouterr().out
    assert "50.0 × as fast" in said
    assert "office 10: ours takes 10 times one look at each byte" in said
    assert "Tightrope 1.10" in said


def test_the_same_seed_makes_the_same_office() -> None:
    assert text_of(60) == text_of(60)
    assert text_of(60) != text_of(60, seed=2)


def test_an_office_has_all_that_readers_find_hard() -> None:
    text = text_of(1000)

    series = text.count("RRULE:FREQ") - text.count("RRULE:FREQ=YEARLY;BYMONTH=")
    assert 150 < series < 250
    assert text.count("RECURRENCE-ID") > 0.6 * series
    for word in (";COUNT=", ";UNTIL=", "EXDATE", "BEGIN:VALARM", "\r\n ", "ATTENDEE"):
        assert word in text
    for zone in ical.read(text.encode())[0][1:6]:
        assert f"DTSTART;TZID={zone.text('TZID')}:" in text
    assert 1400 < len(text.encode()) / 1000 < 1900


def test_two_readers_find_the_same_occurrences_in_an_office() -> None:
    text = text_of(200, seed=3)
    components, problems = ical.read(text.encode())
    # They move series that are told in UTC to X-WR-TIMEZONE, so that those keep its
    # hour. RFC 5545, 3.8.5.3 repeats them in UTC, and so do we. Whole days they place
    # in UTC, we in the person's zone, which differs at the edges of the window.
    apart = {
        part.text("UID")
        for part in components
        if part.kind == "VEVENT"
        and (b"\nDTSTART:" in part.raw or b"\nDTSTART;VALUE=DATE:" in part.raw)
    }

    ours = {
        (one.uid, one.span.start)
        for one in ical.occurrences(components, YEAR, problems=problems)
        if one.uid not in apart
    }

    theirs = {
        (str(one["UID"]), one.start)
        for one in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(
            YEAR.start, YEAR.end
        )
        if str(one["UID"]) not in apart
    }
    assert problems == []
    assert len(ours) > 500
    assert ours == theirs
