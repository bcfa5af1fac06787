"""What other programs make of a focus file, read by three parsers that are not ours."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC
from typing import Any, NamedTuple

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from ical.calendar_stream import IcsCalendarStream

from tests.unit.calendars.focus.blocks import (
    BERLIN,
    NASTY,
    ZONES,
    at,
    block,
    moments,
    monday,
    plan,
    plans,
    zones,
)
from tightrope.calendars.focus.revision import revised
from tightrope.calendars.focus.words import title_of
from tightrope.core.planner.answer import Plan
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import Span

NOW = monday("08:00")


class Seen(NamedTuple):
    """What a program takes from one event."""

    uid: str
    span: Span
    title: str
    status: str
    categories: tuple[str, ...]


def by_icalendar(data: bytes) -> list[Seen]:
    calendar: Any = icalendar.Calendar.from_ical(data)
    return [
        Seen(
            str(event["UID"]),
            Span(event["DTSTART"].dt, event["DTEND"].dt),
            str(event["SUMMARY"]),
            str(event["STATUS"]),
            tuple(map(str, event["CATEGORIES"].cats)),
        )
        for event in calendar.walk("VEVENT")
    ]


def by_ical(data: bytes) -> list[Seen]:
    [calendar] = IcsCalendarStream.from_ics(data.decode()).calendars
    return [
        Seen(
            event.uid,
            Span(event.dtstart, event.dtend),  # type: ignore[arg-type]  # never a date
            event.summary or "",
            event.status.value if event.status else "",
            tuple(event.categories),
        )
        for event in calendar.events
    ]


def by_vobject(data: bytes) -> list[Seen]:
    # vobject keeps the first zone of each name that it has seen in its life.
    for zone in ZONES:
        vobject.icalendar.registerTzid(zone.key, UTC if zone.key == "UTC" else None)
    calendar = vobject.readOne(data.decode())
    return [
        Seen(
            event.uid.value,
            Span(event.dtstart.value, event.dtend.value),
            event.summary.value,
            event.status.value,
            tuple(event.categories.value),
        )
        for event in calendar.contents.get("vevent", [])
    ]


PARSERS = (by_icalendar, by_ical, by_vobject)
STATUS = {
    State.PROPOSED: "TENTATIVE",
    State.PENCILLED: "TENTATIVE",
    State.OVERRIDDEN: "CANCELLED",
}


def expected(blocks: list[Block]) -> list[Seen]:
    return [
        Seen(
            each.uid,
            each.span,
            title_of(each),
            STATUS.get(each.state, "CONFIRMED"),
            ("Focus", "Vision"),
        )
        for each in sorted(blocks, key=lambda block: (block.span, block.uid))
    ]


def written(plan: Plan, now: Any = NOW, zone: Any = BERLIN) -> bytes:
    return revised(None, plan, now=now, zone=zone, name="focus.ics").after


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
def test_other_programs_read_the_same_blocks(
    parser: Callable[[bytes], list[Seen]], zone: Any
) -> None:
    blocks = [
        block(
            at("09:00", 180, days=23 * number),
            id=f"b-{number}",
            state=list(State)[number % 7],
            purpose=purpose,
        )
        for number, purpose in enumerate(NASTY)
    ]

    assert parser(written(plan(*blocks), zone=zone)) == expected(blocks)


@given(plans, moments, zones)
@settings(max_examples=15)
def test_other_programs_read_the_same_of_any_plan(
    plan: Plan, now: Any, zone: Any
) -> None:
    data = written(plan, now, zone)

    blocks = expected([each.block for each in plan.blocks])
    assert [parser(data) for parser in PARSERS] == [blocks] * len(PARSERS)


@given(plans, moments, zones)
@settings(max_examples=40)
def test_any_plan_keeps_the_rules_of_google_outlook_and_apple(
    plan: Plan, now: Any, zone: Any
) -> None:
    data = written(plan, now, zone)

    lines = data.split(b"\r\n")
    text = data.decode().replace("\r\n ", "")
    events = re.findall("^BEGIN:VEVENT.*?^END:VEVENT", text, re.DOTALL | re.MULTILINE)
    used = set(re.findall("^(?:DTSTART|DTEND);TZID=([^:]*):", text, re.MULTILINE))
    told = set(re.findall("^TZID:(.*)\r$", text, re.MULTILINE))
    floating = re.findall(
        r"^(?:DTSTART|DTEND):\d{8}T\d{6}\r$", part_of(text), re.MULTILINE
    )
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]
    assert {"VERSION:2.0", "METHOD:PUBLISH"} <= set(text.split("\r\n"))
    assert text.count("\r\nPRODID:") == 1
    assert used <= told
    assert floating == []
    for name in ("UID:", "DTSTAMP:", "DTSTART", "DTEND", "SUMMARY:", "SEQUENCE:"):
        assert [event.count(f"\r\n{name}") for event in events] == [1] * len(
            plan.blocks
        )
    for name in ("ORGANIZER", "ATTENDEE", "BEGIN:VALARM", "CLASS"):
        assert not re.findall(f"^{name}", text, re.MULTILINE)


def part_of(text: str) -> str:
    """The events, whose times alone must not float: a VTIMEZONE's do by its nature."""
    return text.partition("BEGIN:VEVENT")[2]


SMUGGLING = """
import datetime, json, sys
from zoneinfo import ZoneInfo
from tests.unit.calendars.focus.blocks import NASTY, at, block, monday, plan
from tightrope.calendars.focus.lines import UnsafeLine, checked
from tightrope.calendars.focus.revision import revised

assert False, "asserts are off"
blocks = [block(at("09:00", 180), id=f"b-{n}", purpose=p) for n, p in enumerate(NASTY)]
made = revised(None, plan(*blocks, because=NASTY[0]), now=monday("08:00"),
               zone=ZoneInfo("Europe/Berlin"), name="focus.ics")
try:
    checked(made.after.replace(b"SUMMARY:", b"SUMMARY:a\\rb"), events=len(blocks))
except UnsafeLine as error:
    refused = error.line
json.dump([made.after.decode(), refused], sys.stdout)
"""


def test_nothing_is_smuggled_in_where_asserts_are_off() -> None:
    done = subprocess.run(
        [sys.executable, "-O", "-c", SMUGGLING],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )

    text, refused = json.loads(done.stdout)
    blocks = [
        block(at("09:00", 180), id=f"b-{number}", purpose=purpose)
        for number, purpose in enumerate(NASTY)
    ]
    assert by_icalendar(text.encode()) == expected(blocks)
    assert refused > 1
    assert all(seen.span.start.tzinfo is UTC for seen in by_vobject(text.encode()))
