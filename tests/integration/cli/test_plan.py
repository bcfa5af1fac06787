"""Every plan keeps the rules, and every option does what its help says."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.integration.cli.calendars import (
    meeting,
    one_file_an_event,
    spans,
    with_events,
)
from tests.integration.cli.calling import Run
from tightrope import sample
from tightrope.calendars.ics import calendar_at
from tightrope.core.planner import broken_by
from tightrope.flows.plan import Planned, Wanted, plan_blocks, plan_window
from tightrope.flows.read import read

NOW = "2026-11-17T09:00+01:00"
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "calendars"
REAL = Path(__file__).parents[2] / "golden" / "real"
HOURS = timedelta(hours=1)
FOUR_HOURS = 4 * HOURS

FIRST, THREE_WEEKS = datetime(2025, 9, 29, 7, tzinfo=UTC), timedelta(days=21, hours=1)
EVERY_THREE_WEEKS = [
    pytest.param(
        FIRST + number * THREE_WEEKS, marks=[pytest.mark.slow] if number % 3 else []
    )
    for number in range(21)
]


def planned(path: Path, now: datetime) -> Planned:
    calendar = calendar_at(path)
    reading = read([calendar], plan_window(now, sample.ZONE, 6))
    zone = reading.zone or sample.ZONE
    reading = read([calendar], plan_window(now, zone, 6), zone=zone)
    return plan_blocks(reading.events, Wanted(now=now, zone=zone))


def taken(found: Planned) -> Iterator[tuple[datetime, datetime]]:
    """What the calendar itself says is taken, in UTC."""
    for event in found.events:
        if event.busy and not (event.all_day or event.cancelled or event.ours):
            yield event.span.start.astimezone(UTC), event.span.end.astimezone(UTC)


def amiss(found: Planned) -> list[str]:
    """What a person would find wrong with a plan, told without the planner."""
    zone, now = found.wanted.zone, found.wanted.now
    faults = []
    for placed in found.plan.blocks:
        span = placed.block.span
        first, last = (at.astimezone(zone) for at in (span.start, span.end))
        start, end = span.start.astimezone(UTC), span.end.astimezone(UTC)
        facts = {
            "before now": start < now,
            "shorter than 3 h": end - start < 3 * HOURS,
            "longer than 4 h": end - start > FOUR_HOURS,
            "at the weekend": first.weekday() > 4,
            "too early": first.hour < 9,
            "too late": (last.hour, last.minute) > (18, 0),
            "on two days": first.date() != last.date(),
            "over a meeting": any(
                begin < end and start < until for begin, until in taken(found)
            ),
        }
        faults += [f"{first}: {name}" for name, holds in facts.items() if holds]
    return faults


@pytest.mark.parametrize("now", EVERY_THREE_WEEKS, ids=lambda now: f"{now:%m-%d}")
def test_in_the_sample_year_every_plan_keeps_the_rules(
    year: Path, now: datetime
) -> None:
    found = planned(year, now)

    assert broken_by(found.plan, found.problem) == []
    assert amiss(found) == []
    assert found.plan.blocks or found.plan.unplaced
    assert found.plan.score.proven


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("gathering-creative-crew.ics", "2015-05-04T08:00+00:00"),
        ("gathering-creative-crew.ics", "2016-02-01T08:00+00:00"),
        ("iab-public.ics", "2022-05-11T08:00+00:00"),
        ("iab-public.ics", "2023-01-10T08:00+00:00"),
        ("iab-public.ics", "2024-03-05T08:00+00:00"),
    ],
)
def test_on_real_calendars_every_plan_keeps_the_rules(name: str, now: str) -> None:
    found = planned(REAL / name, datetime.fromisoformat(now))

    assert broken_by(found.plan, found.problem) == []
    assert amiss(found) == []
    assert found.plan.blocks


@pytest.mark.shared
@pytest.mark.parametrize("day", ["2022-09-05", "2023-03-22", "2024-05-13"])
def test_on_the_calendar_of_a_worker_every_plan_keeps_the_rules(day: str) -> None:
    path = SHARED / "anon-worker-2022-2024.ics"
    if not path.exists():
        pytest.skip("the shared data is not here")

    found = planned(path, datetime.fromisoformat(f"{day}T08:00+00:00"))

    assert broken_by(found.plan, found.problem) == []
    assert amiss(found) == []
    assert len(found.plan.blocks) > 5


@pytest.mark.parametrize(
    "now",
    ["2025-12-15T08:00+01:00", "2026-03-23T08:00+01:00", "2026-07-20T08:00+02:00"],
)
def test_nothing_is_placed_on_holidays_and_leave(
    now: str, year: Path, run: Run
) -> None:
    off = {day.date for day in sample.hours() if day.holiday or day.away}

    answer = run("plan", year, "--now", now, "--weeks", 8, "--json").json

    days = {date.fromisoformat(block["start"][:10]) for block in answer["blocks"]}
    ahead = {date.fromisoformat(now[:10]) + timedelta(days=n) for n in range(56)}
    assert days
    assert off & ahead
    assert days & off == set()


@pytest.mark.parametrize("weeks", [1, 2, 9])
def test_weeks_bound_what_is_planned(weeks: int, year: Path, run: Run) -> None:
    answer = run("plan", year, "--now", NOW, "--weeks", weeks, "--json").json

    monday = datetime.fromisoformat("2026-11-16T00:00+01:00")
    ends = [datetime.fromisoformat(block["end"]) for block in answer["blocks"]]
    assert datetime.fromisoformat(answer["to"]) == monday + timedelta(weeks=weeks)
    assert ends
    assert max(ends) <= monday + timedelta(weeks=weeks)


@pytest.mark.parametrize("weeks", ["0", "27", "-1", "six", "1e1", "٣"])
def test_weeks_that_cannot_be_planned_are_refused(weeks: str, run: Run) -> None:
    ended = run("plan", "-", f"--weeks={weeks}")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"tightrope: --weeks {weeks!r} must be a number from 1 to 26\n"
    )


def test_hours_bound_where_blocks_are(year: Path, run: Run) -> None:
    hours = "Mon-Wed 05:00-12:00, Thu 13:00-20:00"

    answer = run("plan", year, "--now", NOW, "--hours", hours, "--json").json

    seen = {
        datetime.fromisoformat(block["start"]).weekday() for block in answer["blocks"]
    }
    for block in answer["blocks"]:
        start, end = (datetime.fromisoformat(block[key]) for key in ("start", "end"))
        early, late = ("13:00", "20:00") if start.weekday() == 3 else ("05:00", "12:00")
        assert early <= f"{start:%H:%M}" < f"{end:%H:%M}" <= late
    assert len(seen) >= 2
    assert seen <= {0, 1, 2, 3}


def test_the_zone_says_what_a_working_day_is(year: Path, run: Run) -> None:
    zone = "America/New_York"

    answer = run("plan", year, "--now", NOW, "--tz", zone, "--json").json

    assert answer["zone"] == zone
    assert answer["blocks"]
    for block in answer["blocks"]:
        assert block["start"].endswith("-05:00")
        assert "09:00" <= block["start"][11:16] < block["end"][11:16] <= "18:00"


def test_a_policy_is_kept(year: Path, tmp_path: Path, run: Run) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("per_week = 1\nlongest_hours = 3\n", "utf-8")

    answer = run("plan", year, "--now", NOW, "--policy", policy, "--json").json

    starts = [datetime.fromisoformat(block["start"]) for block in answer["blocks"]]
    ends = [datetime.fromisoformat(block["end"]) for block in answer["blocks"]]
    weeks = [start.isocalendar().week for start in starts]
    assert len(weeks) > 3
    assert len(weeks) == len(set(weeks))
    assert {end - start for start, end in zip(starts, ends, strict=True)} == {3 * HOURS}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"per_week = 'many'", "per_week"),
        (b"per_wek = 1", "per_week"),
        (b"per_week = ", "policy.toml"),
        (b"\xff\xfe", "is not text in UTF-8"),
    ],
)
def test_a_policy_that_cannot_be_read_is_refused(
    content: bytes, said: str, tmp_path: Path, run: Run
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_bytes(content)

    ended = run("plan", "-", "--policy", policy)

    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert ended.err.count("\n") == 1


def later(run: Run, source: Path, previous: dict[str, Any], now: str) -> dict[str, Any]:
    """The plan at a later time, when `previous` stands."""
    file = source.with_suffix(".json")
    file.write_text(json.dumps(previous), "utf-8")
    return run("plan", source, "--now", now, "--previous", file, "--json").json


@pytest.fixture
def work(year: Path, tmp_path: Path) -> Path:
    """The sample year in a file that a test may change."""
    path = tmp_path / "work.ics"
    path.write_bytes(year.read_bytes())
    return path


def test_an_hour_later_nothing_has_moved(work: Path, run: Run) -> None:
    before = run("plan", work, "--now", NOW, "--json").json

    after = later(run, work, before, "2026-11-17T10:00+01:00")

    assert spans(after["blocks"]) == spans(before["blocks"])
    assert after["moved"] == []


def test_a_meeting_on_a_block_moves_that_block_alone(work: Path, run: Run) -> None:
    before = run("plan", work, "--now", NOW, "--json").json
    hit = before["blocks"][1]
    work.write_bytes(
        with_events(
            work.read_bytes(), meeting("board@example.com", hit["start"], hit["end"])
        )
    )

    after = later(run, work, before, "2026-11-17T10:00+01:00")

    stood, stands = spans(before["blocks"]), spans(after["blocks"])
    assert [moved["id"] for moved in after["moved"]] == [hit["id"]]
    assert stands.get(hit["id"]) != stood.pop(hit["id"])
    assert {key: stands[key] for key in stood} == stood


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"blocks": [{"id": 1}]}', b"\x00", b"[" * 100_000]
)
def test_what_is_no_plan_is_refused_as_the_previous_one(
    content: bytes, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(content)

    ended = run(
        "plan", "-", "--previous", file, stdin=b"BEGIN:VCALENDAR\nEND:VCALENDAR"
    )

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"tightrope: {file} is no plan (")
    assert ended.err.count("\n") == 1


def test_two_calendars_with_the_same_events_are_planned_as_one(
    year: Path, work: Path, run: Run
) -> None:
    once = run("plan", year, "--now", NOW, "--json")

    twice = run("plan", year, work, "--now", NOW, "--json")

    assert twice == once


def test_two_calendars_are_both_kept_free(year: Path, tmp_path: Path, run: Run) -> None:
    first = run("plan", year, "--now", NOW, "--json").json["blocks"][0]
    other = tmp_path / "private.ics"
    other.write_bytes(
        with_events(
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
            meeting("dentist@example.com", first["start"], first["end"]),
        )
    )

    answer = run("plan", year, other, "--now", NOW, "--json").json

    assert answer["blocks"]
    assert [
        block
        for block in answer["blocks"]
        if block["start"] < first["end"] and first["start"] < block["end"]
    ] == []


def test_standard_input_is_a_calendar(year: Path, run: Run) -> None:
    named = run("plan", year, "--now", NOW, "--json")

    assert run("plan", "-", "--now", NOW, "--json", stdin=year.read_bytes()) == named


def test_a_calendar_that_is_named_twice_is_read_once(year: Path, run: Run) -> None:
    named = run("plan", year, "--now", NOW, "--json")

    twice = run("plan", "-", "-", "--now", NOW, "--json", stdin=year.read_bytes())

    assert twice == named


def test_a_folder_with_a_file_for_each_event_is_a_calendar(
    year: Path, tmp_path: Path, run: Run
) -> None:
    one_file_an_event(year.read_bytes(), tmp_path)

    answer = run("plan", tmp_path, "--now", NOW, "--json").json

    assert len(list(tmp_path.iterdir())) > 500
    assert answer == run("plan", year, "--now", NOW, "--json").json
