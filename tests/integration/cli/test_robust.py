"""Whatever is given, a call ends soon, with a code and a line, and without a trace."""

import os
import time
import tracemalloc
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.integration.cli.calendars import meeting, with_events
from tests.integration.cli.calling import Ended, Run

NOW = "2026-11-17T09:00+01:00"
CLOCK = ("--now", NOW, "--json")
HTML = b"<!doctype html>\n<html><body>Please sign in</body></html>\n"
GIB = 1 << 30
SOON = 10.0
"""Seconds, on a busy machine; each of these took for ever in some reader."""

COMMANDS = pytest.mark.parametrize("command", ["events", "balance", "cycle", "plan"])
BARE = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-TIMEZONE:UTC\r\nEND:VCALENDAR\r\n"


def refused(ended: Ended, code: int = 2) -> bool:
    """Whether a call ended with this code and one line."""
    return (
        ended.code == code
        and ended.out == ""
        and ended.err.startswith("tightrope: ")
        and ended.err.count("\n") == 1
        and "a mistake of ours" not in ended.err
    )


def soon(call: Callable[[], Ended]) -> Ended:
    """How a call ended that must not take long."""
    began = time.perf_counter()
    ended = call()
    assert time.perf_counter() - began < SOON
    return ended


def event(*lines: str) -> bytes:
    """A VEVENT with these lines."""
    return "\r\n".join(
        ["BEGIN:VEVENT", "UID:x@example.com", *lines, "END:VEVENT", ""]
    ).encode()


@COMMANDS
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        bytes(range(256)) * 400,
        HTML,
        b'{"kind": "calendar#events"}',
        b"PK\x03\x04" + bytes(99),
    ],
    ids=["empty", "blank", "junk", "page", "json", "zip"],
)
def test_what_is_no_calendar_is_refused(
    command: str, content: bytes, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(content)

    named, piped = run(command, path, *CLOCK), run(command, "-", *CLOCK, stdin=content)

    assert refused(named), named
    assert str(path) in named.err
    assert refused(piped), piped
    assert "standard input" in piped.err


@COMMANDS
def test_a_file_of_a_gigabyte_is_refused_unread(
    command: str, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "huge.ics"
    path.touch()
    os.truncate(path, GIB)
    tracemalloc.start()

    ended = soon(lambda: run(command, path, *CLOCK))

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused(ended), ended
    assert f"{path} is larger than 200 MiB" in ended.err
    assert most < GIB / 20


@pytest.mark.parametrize(
    "words",
    [
        ("classify", "HUGE"),
        ("cycle", "--series", "HUGE"),
        ("plan", "-", "--policy", "HUGE"),
        ("plan", "-", "--previous", "HUGE"),
        ("policy", "check", "HUGE"),
        ("plan", "YEAR", "--out", "HUGE"),
    ],
    ids=lambda words: words[-2],
)
def test_a_gigabyte_in_the_place_of_any_file_is_refused(
    words: tuple[str, ...], year: Path, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "huge"
    path.touch()
    os.truncate(path, GIB)
    places = {"HUGE": str(path), "YEAR": str(year)}

    ended = soon(lambda: run(*(places.get(word, word) for word in words), stdin=BARE))

    assert refused(ended), ended
    assert f"{path} is larger than " in ended.err
    assert path.stat().st_size == GIB


@COMMANDS
@pytest.mark.parametrize("name", ["absent.ics", "absent/", "work.ics/within", "nu\0ll"])
def test_a_path_that_leads_nowhere_is_named(
    command: str, name: str, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "work.ics").write_bytes(BARE)

    ended = run(command, f"{tmp_path}/{name}", *CLOCK)

    assert refused(ended), ended
    assert "is not there; check the path" in ended.err


@COMMANDS
@pytest.mark.parametrize("name", ["", " "])
def test_a_source_without_a_name_is_refused(
    command: str, name: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work.ics").write_bytes(BARE)
    monkeypatch.chdir(tmp_path)

    ended = run(command, name, *CLOCK)

    assert refused(ended), ended
    assert "a SOURCE without a name was given" in ended.err


@COMMANDS
def test_a_folder_without_calendars_is_refused(
    command: str, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "readme.txt").write_text("no calendar", "utf-8")

    ended = run(command, tmp_path, *CLOCK)

    assert refused(ended), ended
    assert f"{tmp_path} has no .ics file in it" in ended.err


@pytest.mark.parametrize("command", ["events", "plan"])
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_we_may_not_read_is_named(
    command: str,
    what: str,
    open_folder: Path,
    nobody: AbstractContextManager[None],
    run: Run,
) -> None:
    path = open_folder / "closed"
    if what == "folder":
        path.mkdir()
    else:
        path.write_bytes(BARE)
    run(command, "-", *CLOCK, stdin=BARE)
    path.chmod(0)

    with nobody:
        ended = run(command, path, *CLOCK)

    assert refused(ended, 1), ended
    assert f"{path} could not be read: permission denied" in ended.err


def test_a_file_of_a_folder_that_we_may_not_read_is_a_problem(
    open_folder: Path, nobody: AbstractContextManager[None], run: Run
) -> None:
    (open_folder / "open.ics").write_bytes(
        with_events(BARE, meeting("a@x.com", "2026-11-18T10:00Z", "2026-11-18T11:00Z"))
    )
    closed = open_folder / "closed.ics"
    closed.write_bytes(BARE)
    closed.chmod(0)

    with nobody:
        ended = run("events", open_folder, *CLOCK)

    assert [event["uid"] for event in ended.json["events"]] == ["a@x.com"]
    assert ended.json["problems"] == [
        {
            "source": str(closed),
            "where": "",
            "what": "could not be read: permission denied; check its rights and its "
            "disk",
        }
    ]


@pytest.mark.parametrize("command", ["events", "plan"])
@pytest.mark.parametrize(
    "lines",
    [
        (
            "DTSTART:20260101T000000Z",
            "DTEND:20260101T000001Z",
            "RRULE:FREQ=SECONDLY;UNTIL=30260101T000000Z",
        ),
        (
            "DTSTART:20260101T000000Z",
            "DTEND:20260101T000001Z",
            "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        ),
        ("DTSTART:99991231T235959Z", "DTEND:99991231T235959Z", "RRULE:FREQ=DAILY"),
        ("DTSTART;VALUE=DATE:99991231", "RRULE:FREQ=YEARLY"),
        ("DTSTART:00010101T000000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"),
        ("DTSTART:20261117T100000Z", "DURATION:-PT2H"),
        ("DTSTART:20261117T100000Z", "DTEND:20261117T080000Z"),
        ("DTSTART:20261117T100000Z", "DURATION:P99999999999D"),
        ("DTSTART:20261117T100000Z", f"DURATION:P{'9' * 5000}D"),
        ("DTSTART:20261117T100000Z", f"RRULE:FREQ=DAILY;INTERVAL={'9' * 5000}"),
        ("DTSTART:20261117T100000Z", f"RRULE:FREQ=DAILY;COUNT={'9' * 30}"),
        ("DTSTART;TZID=Middle/Earth:20261117T100000", "DURATION:PT1H"),
        ("DTSTART:20261117T100000Z", f"SUMMARY:{'A' * 5_000_000}"),
    ],
    ids=[
        "every-second",
        "every-second-of-no-day",
        "year-9999",
        "day-of-year-9999",
        "year-1",
        "negative-duration",
        "backward",
        "for-ages",
        "many-digits",
        "rare",
        "many",
        "unknown-zone",
        "long-title",
    ],
)
def test_an_odd_event_costs_neither_time_nor_the_others(
    command: str, lines: tuple[str, ...], tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "work.ics"
    other = meeting("a@x.com", "2026-11-18T10:00Z", "2026-11-18T11:00Z")
    path.write_bytes(with_events(BARE, event(*lines), other))

    ended = soon(lambda: run(command, path, *CLOCK))

    answer = ended.json
    assert "Traceback" not in ended.err
    if command == "events":
        assert "a@x.com" in {event["uid"] for event in answer["events"]}
    else:
        assert [
            block
            for block in answer["blocks"]
            if block["start"] < "2026-11-18T11:00" and block["end"] > "2026-11-18T10:00"
        ] == []


@pytest.mark.slow
def test_a_million_exceptions_are_taken(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "work.ics"
    lines = (
        f"EXDATE:{2000 + number // 400_000:04}0101T{number % 24:02}0000Z"
        for number in range(1_000_000)
    )
    path.write_bytes(
        with_events(
            BARE,
            event(
                "DTSTART:20260105T100000Z",
                "DURATION:PT1H",
                "RRULE:FREQ=DAILY",
                "EXDATE:20261118T100000Z",
                *lines,
            ),
        )
    )
    began = time.perf_counter()

    ended = run("events", path, "--from", "2026-11-16", "--to", "2026-11-21", "--json")

    assert time.perf_counter() - began < 3 * SOON
    days = [event["start"][8:10] for event in ended.json["events"]]
    assert days == ["16", "17", "19", "20"]


def test_of_three_events_two_are_planned_around(run: Run) -> None:
    source = (Path(__file__).parent / "one-of-three-is-broken.ics").read_bytes()
    whole = source.replace(b"next tuesday", b"20261118T100000Z")

    ended = run("plan", "-", *CLOCK, stdin=source)

    planned = run("plan", "-", *CLOCK, stdin=whole).json
    (problem,) = ended.json["problems"]
    assert problem["source"] == "standard input"
    assert problem["where"]
    assert planned["problems"] == []
    for start, end in (("17T11", "17T12"), ("19T11", "19T12")):
        assert [
            block
            for block in ended.json["blocks"]
            if block["start"] < f"2026-11-{end}" and block["end"] > f"2026-11-{start}"
        ] == []


@pytest.mark.parametrize(
    "words",
    [
        ("--now", "9999-12-31T23:00"),
        ("--now", "0001-01-01T00:00"),
        ("--now", "9998-06-01T00:00+00:00"),
        ("--now", "0001-06-01"),
        ("--now", "1900-01-01"),
        ("--now", "2200-12-31"),
        ("--now", "1890-01-01"),
        ("--now", "2026-11-17T09:00:00.123456+01:00"),
        ("--tz", "Europe/../Berlin"),
        ("--tz", "/etc/passwd"),
        ("--tz", ""),
        ("--me", ""),
        ("--hours", ""),
        ("--hours", "Mon-Fri 18:00-09:00"),
        ("--hours", "Mon-Sun 00:00-24:00"),
        ("--from", "0001-01-01", "--to", "9999-12-31"),
        ("--from", "1990-01-01", "--to", "2040-12-31"),
        ("--git", "."),
    ],
    ids=" ".join,
)
@COMMANDS
def test_no_option_leads_to_a_trace(
    command: str, words: tuple[str, ...], run: Run
) -> None:
    one = with_events(
        BARE, meeting("a@x.com", "2026-11-18T10:00Z", "2026-11-18T11:00Z")
    )

    ended = run(command, "-", "--json", *words, stdin=one)

    assert ended.code in {0, 2}, ended
    assert refused(ended) if ended.code else ended.json["schema"] == 1
