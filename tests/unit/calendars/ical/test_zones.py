"""Zones by name and as a file draws them, and the clocks they make."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from tightrope.calendars.ical.clocks import Clock, ZoneClock
from tightrope.calendars.ical.scan import read
from tightrope.calendars.ical.vtimezone import BadZone, drawn
from tightrope.calendars.ical.windows import WINDOWS
from tightrope.calendars.ical.work import Work
from tightrope.calendars.ical.zones import named

BERLIN = b"""BEGIN:VTIMEZONE
TZID:Berlin
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _clock(text: bytes) -> Clock:
    (component,), _ = read(text)
    return drawn(component, Work())


def _seconds(moment: datetime) -> int:
    return int((moment - EPOCH).total_seconds())


@pytest.mark.parametrize("change", ["2026-03-29", "2026-10-25", "2026-07-01"])
def test_a_drawn_zone_shows_what_the_real_one_shows(change: str) -> None:
    ours, real = _clock(BERLIN), ZoneClock(ZoneInfo("Europe/Berlin"))
    noon = _seconds(datetime.fromisoformat(f"{change}T00:00+00:00"))
    quarters = range(noon - 86_400, noon + 86_400, 900)

    assert [ours.utc(one) for one in quarters] == [real.utc(one) for one in quarters]
    assert [ours.local(one) for one in quarters] == [
        real.local(one) for one in quarters
    ]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Africa/Casablanca", "America/Lima"])
def test_a_clock_shows_what_python_shows(zone: str) -> None:
    clock, info = ZoneClock(ZoneInfo(zone)), ZoneInfo(zone)
    first = datetime(2026, 2, 1)  # noqa: DTZ001 - a wall clock
    walls = [first + timedelta(minutes=30 * number) for number in range(3000)]

    shown = clock.utcs([_seconds(wall.replace(tzinfo=UTC)) for wall in walls])

    assert shown == [int(wall.replace(tzinfo=info).timestamp()) for wall in walls]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"+0100", b"+2500"),
        (b"+0100", b"one hour"),
        (b"TZOFFSETTO", b"X-NOTHING"),
        (b"FREQ=YEARLY", b"FREQ=HOURLY"),
        (b"STANDARD", b"X-OTHER"),
    ],
)
def test_a_zone_that_cannot_be_is_refused(old: bytes, new: bytes) -> None:
    text = BERLIN.replace(b"DAYLIGHT", b"STANDARD").replace(old, new)

    with pytest.raises(BadZone):
        _clock(text)


def test_a_zone_of_single_dates_is_read() -> None:
    text = BERLIN.replace(
        b"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", b"RDATE:20261025T030000"
    )

    clock = _clock(text)

    winter = _seconds(datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert clock.local(winter) - winter == 3600


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin"),
        ("/example.org/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("US-Eastern", "US/Eastern"),
        ("GMT", "UTC"),
        ("Z", "UTC"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("", None),
        ("Nowhere", None),
        ("../../../etc/passwd", None),
        ("/etc/passwd", None),
        ("zone.tab", None),
        ("Europe", None),
        ("x" * 1000, None),
    ],
)
def test_a_zone_is_found_by_its_name(name: str, expected: str | None) -> None:
    zone = named(name)

    assert (zone and zone.key) == expected


def test_our_windows_names_are_those_of_others() -> None:
    assert WINDOWS == WINDOWS_TO_OLSON


def test_every_windows_name_means_a_zone() -> None:
    assert [name for name in WINDOWS if named(name) is None] == []
