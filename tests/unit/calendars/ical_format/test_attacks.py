"""Hostile resources: listed, expanded and taken apart in bounded time and memory."""

import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from time import process_time

import pytest

from tests.unit.calendars.focus.blocks import BERLIN, at, block, monday, placed
from tests.unit.calendars.ical.attacks import GOOD, PIECES, RULES, calendar
from tightrope.calendars.base import Resource
from tightrope.calendars.ical_format import IcalFormat
from tightrope.calendars.published.parts import parts_of
from tightrope.core.timeline import Span

FORMAT = IcalFormat()
YEAR = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
SECONDS = 0.5 * 4
"""Half a second is the aim; a loaded machine and its threads may need four times it."""
MEMORY = 100 * 2**20
"""Bytes above the file itself."""


def resource(name: str) -> Resource:
    piece = {**RULES, **PIECES}[name]
    data = calendar(GOOD, piece, GOOD.replace(b"good@", b"also-good@"))
    return Resource(href="a.ics", data=data)


WAYS: dict[str, Callable[[Resource], object]] = {
    "listed": FORMAT.entries,
    "expanded": lambda hostile: FORMAT.occurrences([hostile], YEAR),
    "looked at": FORMAT.block,
    "taken apart": lambda hostile: parts_of(hostile.data),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", [*RULES, *PIECES])
def test_an_attack_is_over_soon(name: str, way: str) -> None:
    hostile = resource(name)
    began = process_time()

    WAYS[way](hostile)

    assert process_time() - began < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", [name for name in PIECES if len(PIECES[name]) > 2**20])
def test_an_attack_takes_little_memory(name: str, way: str) -> None:
    hostile = resource(name)
    tracemalloc.start()
    try:
        WAYS[way](hostile)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < MEMORY


@pytest.mark.parametrize("name", [*RULES, *PIECES])
def test_good_events_beside_an_attack_are_listed(name: str) -> None:
    uids = {entry.uid for entry in FORMAT.entries(resource(name))}

    assert {"good@example.org", "also-good@example.org"} <= uids


@pytest.mark.parametrize("name", [*RULES, *PIECES])
def test_what_was_done_to_our_block_is_read_and_put_right_soon(name: str) -> None:
    """Somebody may put anything into the resource of a block of ours."""
    ours = placed(block(at("09:00", 180)))
    data = FORMAT.composed(ours, None, now=monday("08:00"), zone=BERLIN)
    piece = {**RULES, **PIECES}[name].replace(
        b"bad@example.org", b"b-1@focus.tightrope"
    )
    hostile = data.replace(b"END:VCALENDAR", piece + b"END:VCALENDAR")
    there = Resource(href="a.ics", data=hostile)
    began = process_time()

    FORMAT.block(there)
    after = FORMAT.composed(ours, there, now=monday("09:00"), zone=BERLIN)

    assert process_time() - began < SECONDS
    assert FORMAT.block(Resource(href="a.ics", data=after)) == ours.block
