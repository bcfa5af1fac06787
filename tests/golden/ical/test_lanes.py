"""The quick lanes give what the exact ones give: the same events, the same problems."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench._calendars import calendar as a_persons_calendar
from bench._office import office
from tests.golden.ical.made import calendar
from tests.unit.calendars.ical.attacks import RULES
from tests.unit.calendars.ical.attacks import calendar as around
from tightrope.calendars.ical import Component, limits, occurrences, read
from tightrope.calendars.ical.plain import PlainLane
from tightrope.calendars.ical.whole import WholeEvents
from tightrope.core.errors import Problem
from tightrope.core.timeline import Event, Span

GOLDEN = sorted(Path(__file__).parent.parent.rglob("*.ics"))
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"
YEAR = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
WINDOWS = (
    YEAR,
    Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)),
    Span(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC)),
    Span(datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 2, 9, 30, tzinfo=UTC)),
)
Answer = tuple[list[Component], list[Event], list[Problem]]


def answer(data: bytes, window: Span, zone: ZoneInfo | None = None) -> Answer:
    components, problems = read(data, source="s")
    events = list(
        occurrences(
            components,
            window,
            zone=zone,
            me=["ada@made"],
            problems=problems,
            source="s",
        )
    )
    return components, events, problems


@contextmanager
def no_quick_lane() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "PLAIN", 0)
        patch.setattr(WholeEvents, "begins", lambda _self, _at: False)
        yield


def assert_alike(data: bytes, zone: ZoneInfo | None = None) -> None:
    for window in WINDOWS:
        quick = answer(data, window, zone)
        with no_quick_lane():
            assert quick == answer(data, window, zone)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_on_golden_files(path: Path) -> None:
    assert_alike(path.read_bytes())


@pytest.mark.parametrize("seed", range(20))
def test_on_made_calendars(seed: int) -> None:
    assert_alike(calendar(seed))


@pytest.mark.parametrize("seed", range(3))
def test_on_the_calendars_of_a_person_and_of_an_office(seed: int) -> None:
    assert_alike("".join(a_persons_calendar(150, seed)).encode())
    assert_alike("".join(office(150, seed)).encode())


@pytest.mark.parametrize("name", RULES)
def test_on_hostile_rules(name: str) -> None:
    assert_alike(around(RULES[name]))


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs the founders' shared data")
@pytest.mark.parametrize(
    "folder",
    sorted(path for path in SHARED.glob("awkward-ics/*")),
    ids=lambda x: x.name,
)
def test_on_awkward_files(folder: Path) -> None:
    for path in sorted(folder.glob("*.*cs")):
        data = path.read_bytes()
        if len(data) < 200_000:
            assert_alike(data)


def test_the_quick_lane_is_what_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    declined = []
    placed = PlainLane.placed

    def watched(self: PlainLane, seen: list, uid: str) -> object:  # type: ignore[type-arg]  # it is passed on
        found = placed(self, seen, uid)
        if found is None:
            declined.append(uid)
        return found

    monkeypatch.setattr(PlainLane, "placed", watched)

    _, events, _ = answer("".join(office(1000)).encode(), YEAR)

    assert len(events) > 5000
    assert len(declined) < 30


_clocks = st.sampled_from(["000000", "090000", "013000", "023000", "235959", "240000"])
_days = st.sampled_from(
    [
        *("20260301", "20260302", "20260328", "20260329", "20260330", "20260331"),
        *("20261025", "20260131", "20240229", "20251231", "19991231", "20260230"),
    ]
)
_heads = st.sampled_from(
    [
        *("", ";TZID=Europe/Berlin", ";TZID=America/New_York", ";TZID=Own"),
        *(";TZID=Nowhere", ";TZID=Pacific/Apia", ';TZID="Europe/Berlin"'),
        *(
            ";VALUE=DATE-TIME;TZID=Asia/Kolkata",
            ";X-A=b",
            ";TZID=Pacific Standard Time",
        ),
    ]
)
_zulu = st.sampled_from(["", "", "Z"])
_timed = st.builds("{}:{}T{}{}".format, _heads, _days, _clocks, _zulu)
_dated = st.builds(";VALUE=DATE:{}".format, _days)
_moments = st.one_of(_timed, _timed, _dated, st.builds(":{}".format, _days))
_rules = st.builds(
    "FREQ={}{}{}{}".format,
    st.sampled_from(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"]),
    st.sampled_from(["", "", ";INTERVAL=2", ";INTERVAL=3", ";WKST=SU"]),
    st.sampled_from(
        [
            *("", "", ";BYDAY=MO,TU,WE", ";BYDAY=SU", ";BYDAY=-1SU", ";BYDAY=1MO,3MO"),
            *(";BYMONTHDAY=29", ";BYMONTHDAY=-1", ";BYMONTHDAY=1,31", ";BYMONTH=3,10"),
            *(";BYMONTH=2;BYMONTHDAY=30", ";BYDAY=FR;BYMONTHDAY=13", ";BYHOUR=9,10"),
            *(";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ";BYYEARDAY=60", ";BYWEEKNO=13"),
        ]
    ),
    st.sampled_from(
        [
            *(
                "",
                "",
                ";COUNT=1",
                ";COUNT=5",
                ";COUNT=40",
                ";UNTIL=20260601",
                ";COUNT=0",
            ),
            *(";UNTIL=20260401T070000Z", ";UNTIL=20260401T090000", ";UNTIL=20200101"),
        ]
    ),
)
_lines = st.one_of(
    st.builds("DTSTART{}".format, _moments),
    st.builds("DTEND{}".format, _moments),
    st.builds("RRULE:{}".format, _rules),
    st.builds("EXDATE{}".format, _moments),
    st.builds("RECURRENCE-ID{}".format, _moments),
    st.builds("RDATE{}".format, _moments),
    st.builds("dtend{}".format, _moments),
    st.sampled_from(
        [
            *("DURATION:PT1H", "DURATION:P1D", "DURATION:P1W", "DURATION:-PT5M"),
            *("SEQUENCE:1", "Rrule:FREQ=DAILY", "summary:small", "Summary:Mixed"),
            *(
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20260302T090000Z",
                "EXRULE:FREQ=DAILY",
            ),
            *("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE"),
            *("RRULE:FREQ=DA\r\n ILY", "SUMMARY:Folded \r\n title", "STATUS:CANCELLED"),
            *(
                "ATTENDEE;PARTSTAT=DECLINED:mailto:ada@made",
                "ORGANIZER:mailto:ada@made",
            ),
            *("CATEGORIES:a,b", "CATEGORIES:c", "CREATED:20260101T000000Z"),
            *(
                "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
                "TRANSP:TRANSPARENT",
                "DTSTART :20260302",
            ),
            "BEGIN:VALARM\r\nDURATION:PT5M\r\nRRULE:no\r\nEND:VALARM",
            "BEGIN:VALARM\r\nUID:alarm\r\nEND:VALARM",
        ]
    ),
)
_usual = st.builds(
    "DTSTART{}:{}T{}\r\nDTEND{}:{}T{}".format,
    _heads,
    _days,
    _clocks,
    *[_heads, _days, _clocks],
)
_events = st.builds(
    "BEGIN:VEVENT\r\nUID:{}\r\n{}\r\n{}\r\nEND:VEVENT\r\n".format,
    st.sampled_from(["1", "1", "2", "3@made"]),
    st.one_of(_usual, _usual, st.builds("DTSTART{}".format, _moments)),
    st.lists(_lines, max_size=4).map("\r\n".join),
)
_OWN = (
    "BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:20251026T030000\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n"
    "DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
    "END:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
)


@settings(max_examples=400, deadline=None)
@given(
    events=st.lists(_events, min_size=1, max_size=5),
    zone=st.sampled_from(["Europe/Berlin", "Pacific/Apia", "America/Sao_Paulo", "UTC"]),
)
def test_on_any_events(events: list[str], zone: str) -> None:
    text = "".join(("BEGIN:VCALENDAR\r\n", _OWN, *events, "END:VCALENDAR\r\n"))

    assert_alike(text.encode(), ZoneInfo(zone))
