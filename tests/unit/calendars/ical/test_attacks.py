"""Hostile calendars: bounded time and memory, good events kept, the fault named."""

import tracemalloc
from datetime import UTC, datetime
from time import process_time

import pytest

from tests.unit.calendars.ical.attacks import GOOD, PIECES, RULES, calendar
from tightrope.calendars.ical import occurrences, read
from tightrope.core.errors import Problem
from tightrope.core.timeline import Event, Span

YEAR = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
SECONDS = 0.5 * 4
"""Half a second is the aim; a loaded machine and its threads may need four times it."""
MEMORY = 100 * 2**20
"""Bytes above the file itself."""
# These are odd, but nothing about them is wrong: 30 February never comes, in silence.
HARMLESS = {
    "30 February, daily",
    "30 February, by the second",
    "30 February, yearly",
    "interval beyond the calendar",
    "count of two thousand million",
    "endless since 1900",
    "counted Fridays the 13th",
    "the end of time",
    "the first day",
    "20 MiB in one line",
    "20 MiB in one title",
    "200,000 parameters",
    "200,000 quotation marks",
}


def _read(data: bytes) -> tuple[list[Event], list[Problem]]:
    components, problems = read(data)
    return list(occurrences(components, YEAR, problems=problems)), problems


@pytest.mark.parametrize("name", [*RULES, *PIECES])
def test_an_attack_is_over_soon_and_takes_nothing_with_it(name: str) -> None:
    piece = {**RULES, **PIECES}[name]
    data = calendar(GOOD, piece, GOOD.replace(b"good@", b"also-good@"))
    began = process_time()

    events, problems = _read(data)

    assert process_time() - began < SECONDS
    assert [one.uid for one in events if "good@" in one.uid] == [
        "also-good@example.org",
        "good@example.org",
    ]
    assert bool(problems) == (name not in HARMLESS)
    assert len(problems) <= 2100
    assert len(events) <= 5000


@pytest.mark.parametrize(
    "name",
    [
        "every second of every day",
        "every second of a year, the last",
        "a million exceptions in one line",
        "a million exceptions, folded",
        "a hundred thousand lines of exceptions",
        "20 MiB in one line",
        "20 MiB in one title",
        "200,000 parameters",
    ],
)
def test_an_attack_takes_little_memory(name: str) -> None:
    data = calendar(GOOD, {**RULES, **PIECES}[name])
    tracemalloc.start()

    try:
        _read(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < MEMORY


def test_a_thousand_slow_rules_share_one_bound() -> None:
    slow = RULES["counted seconds of some days"]
    many = b"".join(
        slow.replace(b"UID:bad", b"UID:bad%d" % number) for number in range(1000)
    )
    data = calendar(GOOD, many)
    began = process_time()

    events, problems = _read(data)

    assert process_time() - began < 4 * SECONDS
    assert [one.uid for one in events] == ["good@example.org"]
    assert len(problems) == 1000
