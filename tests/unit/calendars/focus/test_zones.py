from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.rrule import rrulestr

from tightrope.calendars.focus.zones import timezone

AWKWARD = (
    *("Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Santiago"),
    *("Africa/Casablanca", "Asia/Jerusalem", "Asia/Gaza", "Asia/Tokyo", "Asia/Tehran"),
    *("Europe/Istanbul", "Australia/Lord_Howe", "Pacific/Apia", "America/Caracas"),
)


class Change(NamedTuple):
    moment: datetime
    offset: timedelta | None
    name: str | None


def changes(zone: Any, end: datetime) -> Iterator[Change]:
    """Each change of offset that a VTIMEZONE tells, read as RFC 5545 says."""
    for part in zone.subcomponents:
        onsets = [part["DTSTART"].dt]
        if "RRULE" in part:
            rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=onsets[0])
            onsets = rule.between(onsets[0], end, inc=True)
        dates = part.get("RDATE", [])
        for listed in dates if isinstance(dates, list) else [dates]:
            onsets += [each.dt for each in listed.dts]
        for onset in onsets:
            moment = onset - part["TZOFFSETFROM"].td
            yield Change(
                moment.replace(tzinfo=UTC), part["TZOFFSETTO"].td, part["TZNAME"]
            )


class Paused(tzinfo):
    """Summer time from the last Sunday of March on, but for one year."""

    key = "Test/Paused"

    def utcoffset(self, moment: datetime | None) -> timedelta:
        if moment is None or moment.year == 2040:
            return timedelta()
        begins, ends = (
            datetime(moment.year, month, 31) - timedelta(days=weekday)  # noqa: DTZ001 - local
            for month in (3, 10)
            for weekday in [datetime(moment.year, month, 31).isoweekday() % 7]  # noqa: DTZ001 - local
        )
        summer = begins <= moment.replace(tzinfo=None) < ends
        return timedelta(hours=summer)

    def dst(self, moment: datetime | None) -> timedelta:
        return self.utcoffset(moment)

    def tzname(self, moment: datetime | None) -> str:
        return "summer" if self.utcoffset(moment) else "winter"


def test_a_year_left_out_is_no_rule() -> None:
    zone: Any = Paused()
    summers = [
        change.moment.year
        for change in changes(timezone(zone, 2024), datetime(2060, 1, 1))  # noqa: DTZ001 - local
        if change.name == "summer"
    ]

    assert sorted(summers)[:38] == [*range(2023, 2040), *range(2041, 2062)]


@pytest.mark.parametrize("year", [2006, 2024])
@pytest.mark.parametrize("name", AWKWARD)
def test_a_zone_tells_every_hour_of_its_years_right(name: str, year: int) -> None:
    zone = ZoneInfo(name)
    first = datetime(year, 1, 1, tzinfo=UTC)
    end = datetime(year + 38, 1, 1)  # noqa: DTZ001 - as the zone's own clocks show it
    moments = [first + timedelta(hours=29 * each) for each in range(11_000)]

    told = sorted(changes(timezone(zone, year), end))

    since = [change.moment for change in told]
    says = [told[bisect_right(since, moment) - 1] for moment in moments]
    clocks = [moment.astimezone(zone) for moment in moments]
    assert since[0] <= first
    assert [(change.offset, change.name) for change in says] == [
        (clock.utcoffset(), clock.tzname()) for clock in clocks
    ]


def test_a_usual_zone_is_two_rules_for_ever() -> None:
    assert timezone(ZoneInfo("Europe/Berlin"), 2024).to_ical().decode() == (
        "BEGIN:VTIMEZONE\r\n"
        "TZID:Europe/Berlin\r\n"
        "BEGIN:DAYLIGHT\r\n"
        "DTSTART:20230326T020000\r\n"
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
        "TZNAME:CEST\r\n"
        "TZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0200\r\n"
        "END:DAYLIGHT\r\n"
        "BEGIN:STANDARD\r\n"
        "DTSTART:20231029T030000\r\n"
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
        "TZNAME:CET\r\n"
        "TZOFFSETFROM:+0200\r\n"
        "TZOFFSETTO:+0100\r\n"
        "END:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )


def test_no_zone_takes_much_room() -> None:
    sizes = {
        name: len(timezone(ZoneInfo(name), 2024).to_ical())
        for name in sorted(available_timezones())[::20]
    }

    assert {name: size for name, size in sizes.items() if size > 6000} == {}
