"""Whatever the bytes, reading them raises nothing and ends."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tightrope.calendars.ical import occurrences, owner_of, read, zone_of
from tightrope.core.errors import Problem
from tightrope.core.timeline import Event, Span

GOLDEN = Path(__file__).parent
WINDOW = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
FILES = [path.read_bytes() for path in sorted(GOLDEN.glob("*.ics"))]
WORDS = sorted({word for data in FILES for word in data.split()})[:600]


def _survives(data: bytes) -> None:
    components, problems = read(data, source="fuzz")
    zone_of(components)
    owner_of(components)
    for component in components:
        list(component.lines())
        assert component.parts is not None
    events = list(
        occurrences(
            components, WINDOW, zone=ZoneInfo("Europe/Berlin"), problems=problems
        )
    )

    assert {type(one) for one in events} <= {Event}
    assert {type(one) for one in problems} <= {Problem}
    assert [one for one in events if one.span.end < one.span.start] == []
    assert events == sorted(events, key=lambda one: (one.span.start, one.uid))


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_survived(data: bytes) -> None:
    _survives(data)
    _survives(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + data + b"\nEND:VEVENT\n")


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=40))
def test_words_of_calendars_in_any_order_are_survived(words: list[bytes]) -> None:
    _survives(b"\n".join((b"BEGIN:VEVENT", *words)))


@settings(max_examples=120, deadline=None)
@given(
    data=st.sampled_from(FILES),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=12)),
        min_size=1,
        max_size=6,
    ),
)
def test_a_damaged_calendar_is_survived(
    data: bytes, cuts: list[tuple[float, int, bytes]]
) -> None:
    for where, length, other in cuts:
        at = int(where * len(data))
        data = data[:at] + other + data[at + length :]

    _survives(data)


_digits = st.text("0123456789-+TZPWDHMS,;:/=", max_size=20)
_names = st.sampled_from(
    [
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE"),
        *("EXDATE", "EXRULE", "RECURRENCE-ID", "SEQUENCE"),
    ]
)
_values = st.one_of(
    _digits,
    st.sampled_from(
        [
            "20260302T090000",
            "20260302T090000Z",
            "20260302",
            "00010101T000000",
            "99991231T235959Z",
            "FREQ=DAILY",
            "FREQ=WEEKLY;BYWEEKNO=53;BYSETPOS=-366",
            "FREQ=YEARLY;BYWEEKNO=-53;BYYEARDAY=366;BYMONTHDAY=31",
            "FREQ=SECONDLY;INTERVAL=86399;COUNT=99999",
            "FREQ=HOURLY;BYDAY=-5MO;BYSETPOS=1,-1;COUNT=3",
            "P100Y",
            "P36525D",
        ]
    ),
)
_heads = st.sampled_from(
    ["", ";VALUE=DATE", ";VALUE=PERIOD", ";TZID=Africa/Casablanca", ";TZID=Own"]
)


@settings(max_examples=150, deadline=None)
@given(
    events=st.lists(
        st.lists(st.tuples(_names, _heads, _values), min_size=1, max_size=7),
        min_size=1,
        max_size=3,
    ),
    offsets=st.tuples(*[st.sampled_from(["+2359", "-2359", "+0000", "-0330"])] * 2),
)
def test_any_times_and_rules_are_survived(
    events: list[list[tuple[str, str, str]]], offsets: tuple[str, str]
) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:{}\nTZOFFSETTO:{}\nRRULE:FREQ=YEARLY\nEND:STANDARD\n"
        "END:VTIMEZONE\n"
    ).format(*offsets)
    lines = [
        "\n".join(
            [
                "BEGIN:VEVENT",
                "UID:same",
                *(f"{name}{head}:{value}" for name, head, value in event),
            ]
        )
        for event in events
    ]

    _survives((zone + "\nEND:VEVENT\n".join((*lines, ""))).encode())
