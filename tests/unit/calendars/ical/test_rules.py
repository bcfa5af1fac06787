"""Rules as records, and when they take place."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from tightrope.calendars.ical.instances import instances
from tightrope.calendars.ical.rules import BadRule, Frequency, Rule, parse
from tightrope.calendars.ical.stamps import Stamp, length, stamp
from tightrope.calendars.ical.work import Work

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock
FAR = stamp("22000101").local


def starts(rule: str, first: str, low: str = "", high: str = "") -> list[str]:
    """The starts of a rule, as iCalendar writes them."""
    read, begin = parse(rule), stamp(first)
    found = instances(
        read,
        begin.local,
        stamp(low).local if low else begin.local,
        stamp(high).local if high else FAR,
        until=read.until.local if read.until else None,
        work=Work(),
    )
    return [f"{EPOCH + timedelta(seconds=one):%Y%m%dT%H%M%S}" for one in found]


def test_a_rule_is_read_part_by_part() -> None:
    rule = parse(
        "FREQ=MONTHLY;INTERVAL=2;COUNT=9;WKST=SU;BYDAY=-1FR,MO;BYMONTHDAY=3,-1;"
        "BYHOUR=9,8;BYMINUTE=30;BYSECOND=0;BYMONTH=5,4;BYSETPOS=-1;BYYEARDAY=100;"
        "BYWEEKNO=20;UNTIL=20260401T000000Z"
    )

    assert rule == Rule(
        frequency=Frequency.MONTHLY,
        interval=2,
        count=9,
        week_start=6,
        weekdays=((-1, 4), (0, 0)),
        monthdays=(-1, 3),
        hours=(8, 9),
        minutes=(30,),
        seconds=(0,),
        months=(4, 5),
        positions=(-1,),
        yeardays=(100,),
        weeks=(20,),
        until=Stamp(stamp("20260401T000000Z").local, is_date=False, is_utc=True),
    )


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=WEEKLY;BYDAY=MO;",
        "freq=weekly;byday=mo",
        "FREQ=WEEKLY; BYDAY=MO",
        "BYDAY=MO;FREQ=WEEKLY;X-NAME=1",
        "FREQ=WEEKLY;COUNT=-1;BYDAY=MO,MO,",
        "FREQ=WEEKLY;BYDAY=MO;RSCALE=GREGORIAN;SKIP=OMIT",
    ],
)
def test_what_real_files_write_is_put_up_with(text: str) -> None:
    assert parse(text) == Rule(frequency=Frequency.WEEKLY, weekdays=((0, 0),))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "COUNT=3",
        "FREQ=FORTNIGHTLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=1.5",
        "FREQ=DAILY;BYMONTH=13",
        "FREQ=DAILY;BYMONTHDAY=0",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;BYDAY=0MO",
        "FREQ=DAILY;BYDAY=54MO",
        "FREQ=DAILY;BYDAY=EINSMO",
        "FREQ=DAILY;BYHOUR=nine",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=DAILY;DOW=1",
        "FREQ",
        "FREQ=YEARLY;RSCALE=CHINESE",
        "FREQ=YEARLY;SKIP=BACKWARD",
        "FREQ=DAILY;BYHOUR=" + "1," * 5000,
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(text: str) -> None:
    with pytest.raises(BadRule):
        parse(text)


@pytest.mark.parametrize(
    ("rule", "first", "expected"),
    [
        # RFC 5545, 3.3.10: the difference that WKST makes.
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            "19970805T090000",
            ["19970805", "19970810", "19970819", "19970824"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            "19970805T090000",
            ["19970805", "19970817", "19970819", "19970831"],
        ),
        (
            "FREQ=MONTHLY;COUNT=3",
            "20260131T090000",
            ["20260131", "20260331", "20260531"],
        ),
        ("FREQ=YEARLY;COUNT=2", "20240229T090000", ["20240229", "20280229"]),
        # The days of a numbered week may lie in the year before.
        (
            "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=3",
            "20250101T090000",
            ["20251229", "20270104", "20280103"],
        ),
        # As libical has it, and not as dateutil does: see periods.py.
        (
            "FREQ=YEARLY;BYWEEKNO=20;COUNT=2",
            "20260101T090000",
            ["20260514", "20270520"],
        ),
        (
            "FREQ=YEARLY;BYMONTHDAY=1;COUNT=2",
            "20260301T090000",
            ["20260301", "20270301"],
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=1;COUNT=2",
            "20260303T090000",
            ["20260309", "20260316"],
        ),
        (
            "FREQ=DAILY;BYDAY=SA,SU;COUNT=3",
            "20260302T090000",
            ["20260307", "20260308", "20260314"],
        ),
        (
            "FREQ=MONTHLY;BYDAY=1FR,SU;COUNT=3",
            "20260301T090000",
            ["20260301", "20260306", "20260308"],
        ),
        (
            "FREQ=YEARLY;BYYEARDAY=-1,60;COUNT=3",
            "20240101T090000",
            ["20240229", "20241231", "20250301"],
        ),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2",
            "20260101T090000",
            ["20260213", "20260313"],
        ),
        ("FREQ=YEARLY;BYDAY=20MO;COUNT=1", "20260101T090000", ["20260518"]),
    ],
)
def test_a_rule_takes_place_on_its_days(
    rule: str, first: str, expected: list[str]
) -> None:
    assert [one[:8] for one in starts(rule, first)] == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "FREQ=HOURLY;INTERVAL=3;UNTIL=20260302T170000",
            ["090000", "120000", "150000"],
        ),
        ("FREQ=MINUTELY;INTERVAL=90;COUNT=3", ["090000", "103000", "120000"]),
        (
            "FREQ=SECONDLY;BYMINUTE=0,1;BYSECOND=5,4;COUNT=3",
            ["090004", "090005", "090104"],
        ),
        ("FREQ=DAILY;BYHOUR=8,10;BYMINUTE=0,30;COUNT=2", ["100000", "103000"]),
        ("FREQ=HOURLY;BYMINUTE=0,20,40;BYSETPOS=-1;COUNT=2", ["094000", "104000"]),
        ("FREQ=HOURLY;BYHOUR=11,9;COUNT=2", ["090000", "110000"]),
    ],
)
def test_a_rule_takes_place_at_its_times(rule: str, expected: list[str]) -> None:
    found = starts(rule, "20260302T090000")

    assert [one[9:] for one in found] == expected


def test_an_occurrence_far_from_the_start_is_found_by_division() -> None:
    found = starts("FREQ=DAILY;COUNT=80000", "19000101T090000", "21190111")

    assert found == ["21190111T090000", "21190112T090000"]


_weekday = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])


def _some(values: st.SearchStrategy[int], size: int = 3) -> st.SearchStrategy[str]:
    lists = st.lists(values, min_size=1, max_size=size, unique=True)
    return lists.map(lambda numbers: ",".join(map(str, numbers)))


def _days(nth: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    day = st.tuples(nth, _weekday).map("".join)
    return st.lists(day, min_size=1, max_size=3, unique=True).map(",".join)


_PARTS = {
    "BYMONTH": _some(st.integers(1, 12)),
    "BYMONTHDAY": _some(st.integers(-28, 28).filter(bool)),
    "BYYEARDAY": _some(st.integers(-365, 365).filter(bool)),
    "BYHOUR": _some(st.integers(0, 23)),
    "BYMINUTE": _some(st.integers(0, 59)),
    "BYSECOND": _some(st.integers(0, 59)),
    "BYDAY": _days(st.just("")),
    # dateutil lets "1FR,SU" mean Fridays that are Sundays, so the two are not mixed.
    "NTH": _days(st.sampled_from(["1", "2", "-1", "4"])),
    "BYSETPOS": st.sampled_from(["1", "-1", "1,-1"]),
    "WKST": _weekday,
}
_NAMES = {"NTH": "BYDAY"}
_TIMES = ["BYHOUR", "BYMINUTE", "BYSECOND"]
# What RFC 5545, 3.3.10 allows and on which all agree; and, since dateutil walks until
# the year 9999 where nothing comes, only what comes before long.
_ALLOWED = {
    "SECONDLY": ["BYMINUTE", "BYSECOND"],
    "MINUTELY": [*_TIMES, "BYDAY"],
    "HOURLY": [*_TIMES, "BYMONTHDAY", "BYDAY", "BYSETPOS"],
    "DAILY": [*_TIMES, "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"],
    "WEEKLY": [*_TIMES, "BYMONTH", "BYDAY", "WKST"],
    "MONTHLY": [*_TIMES, "BYMONTH", "BYMONTHDAY", "NTH", "BYSETPOS"],
    "YEARLY": [*_TIMES, "BYMONTH", "BYYEARDAY", "NTH", "BYSETPOS"],
}
# dateutil walks through every second; so the windows are short.
_MINUTES = {"SECONDLY": 90, "MINUTELY": 3000, "HOURLY": 50_000, "DAILY": 700_000}


@st.composite
def _rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(sorted(_ALLOWED)))
    allowed = st.sampled_from(_ALLOWED[frequency])
    names = draw(st.lists(allowed, max_size=4, unique=True))
    if "BYYEARDAY" in names and "BYMONTH" in names:
        names.remove("BYMONTH")
    if "NTH" in names and "BYMONTHDAY" in names:
        names.remove("NTH")
    if names == ["BYSETPOS"]:
        names.append("BYHOUR")
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    parts += [f"{_NAMES.get(name, name)}={draw(_PARTS[name])}" for name in names]
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 60))}")
    return ";".join(parts)


def _theirs(rule: str, first: datetime, end: datetime) -> Iterator[datetime]:
    try:
        endless = rrulestr(rule, dtstart=first)
    except ValueError:
        return  # dateutil sees at once that its times never come
    for one in endless:
        if one >= end:
            return
        yield one


@settings(max_examples=100, deadline=None)
@given(
    rule=_rules(),
    first=st.datetimes(datetime(1995, 1, 1), datetime(2024, 12, 31)),  # noqa: DTZ001
    skip=st.floats(0, 0.9),
)
def test_rules_take_place_as_dateutil_has_them(
    rule: str, first: datetime, skip: float
) -> None:
    first = first.replace(microsecond=0)
    frequency = rule.partition(";")[0].partition("=")[2]
    minutes = _MINUTES.get(frequency, 5_000_000)
    end = first + timedelta(minutes=minutes)
    low = first + timedelta(minutes=int(minutes * skip))

    ours = instances(
        parse(rule),
        _seconds(first),
        _seconds(low),
        _seconds(end),
        until=None,
        work=Work(),
    )

    expected = [_seconds(one) for one in _theirs(rule, first, end) if one >= low]
    assert list(ours) == expected


def _seconds(moment: datetime) -> int:
    return int((moment - EPOCH).total_seconds())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P1W", (7, 0)),
        ("P1DT2H3M4S", (1, 7384)),
        ("PT90M", (0, 5400)),
        ("+PT1H", (0, 3600)),
        ("-PT0S", (0, 0)),
        ("P0D", (0, 0)),
    ],
)
def test_a_duration_is_days_and_seconds(text: str, expected: tuple[int, int]) -> None:
    assert length(text) == expected


@pytest.mark.parametrize("text", ["", "P", "PT", "1H", "-PT1H", "P1H", "P99999999999W"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        length(text)


@pytest.mark.parametrize(
    "text",
    ["", "2026", "20260230", "20260302T250000", "20260302T096100", "x" * 8 + "T090000"],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date|does not exist"):
        stamp(text)


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("2026-03-02T09:00:00", "20260302T090000"),
        ("20260302T0900Z", "20260302T090000Z"),
        (" 20260302t090000z ", "20260302T090000Z"),
        ("20260302T090060", "20260302T090059"),
        ("20260302T090000.5", "20260302T090000"),
    ],
)
def test_other_ways_to_write_a_time_are_put_up_with(text: str, usual: str) -> None:
    assert stamp(text) == stamp(usual)
