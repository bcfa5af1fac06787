"""The same calendars, read by us and by icalendar with recurring-ical-events."""

import warnings
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from bench._calendars import calendar as a_persons_calendar
from tests.golden.ical.made import calendar
from tightrope.calendars.ical import occurrences, read, zone_of
from tightrope.core.timeline import Span

WINDOW = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "calendars"
ZONE = ZoneInfo("UTC")

Found = tuple[str, datetime, datetime]

UNTIL_IS_A_DATE: Found = (
    "cl5e5r0q3r58ho94oqad4g3dtn@google.com",
    datetime(2022, 8, 3, 22, tzinfo=UTC),
    datetime(2022, 8, 3, 23, tzinfo=UTC),
)
"""A Google series that begins, at 22:00, on the day that its UNTIL names without a
time. We take that day as included: else the series would have no occurrence at all, and
Google keeps none of those. The others leave it out."""
ONLY_OURS = {"galaxy-replay/last.ics": {UNTIL_IS_A_DATE}}


def ours(data: bytes, window: Span, zone: ZoneInfo) -> set[Found]:
    found = occurrences(read(data)[0], window, zone=zone)
    # An event without a UID has a name of ours.
    return {
        ("" if one.uid.endswith("@no-uid") else one.uid, one.span.start, one.span.end)
        for one in found
    }


def theirs(data: bytes, window: Span, zone: ZoneInfo) -> set[Found]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read_by_them = icalendar.Calendar.from_ical(data)
        found = recurring_ical_events.of(read_by_them).between(window.start, window.end)
    return {
        (str(one.get("UID", "")), _utc(one.start, zone), _utc(one.end, zone))
        for one in found
    }


def _utc(moment: date, zone: ZoneInfo) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)


@pytest.mark.parametrize("seed", range(12))
def test_made_calendars_are_read_as_others_read_them(seed: int) -> None:
    data = calendar(seed)

    found, expected = ours(data, WINDOW, ZONE), theirs(data, WINDOW, ZONE)

    assert (found - expected, expected - found) == (set(), set())


def test_a_persons_calendar_is_read_as_others_read_it() -> None:
    data = "".join(a_persons_calendar(300, seed=5)).encode()
    zone = zone_of(read(data)[0]) or ZONE

    found, expected = ours(data, WINDOW, zone), theirs(data, WINDOW, zone)

    assert (found - expected, expected - found) == (set(), set())


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs the founders' shared data")
@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("anon-worker-2022-2024.ics", 2022, 2026),
        ("gathering-creative-crew.ics", 2014, 2016),
        ("iab-public.ics", 2018, 2024),
        ("exchange-pnp.ics", 2024, 2025),
        ("galaxy-replay/last.ics", 2020, 2028),
    ],
)
def test_real_calendars_are_read_as_others_read_them(
    name: str, first: int, last: int
) -> None:
    data = (SHARED / name).read_bytes()
    window = Span(datetime(first, 1, 1, tzinfo=UTC), datetime(last, 1, 1, tzinfo=UTC))
    zone = zone_of(read(data)[0]) or ZONE

    found, expected = ours(data, window, zone), theirs(data, window, zone)

    assert (found - expected, expected - found) == (ONLY_OURS.get(name, set()), set())
