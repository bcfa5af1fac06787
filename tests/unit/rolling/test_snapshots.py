import json
from datetime import UTC, datetime, timedelta

import pytest

from tightrope.core.timeline import Event, Span
from tightrope.rolling.replay import Sighting
from tightrope.rolling.snapshots import NoLog, sighted, states, zones_in

MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def event(name: str, day: float, created: datetime | None = None) -> Event:
    """A meeting of an hour."""
    span = Span.lasting(MONDAY + day * DAY, timedelta(hours=1))
    return Event(uid=name, span=span, created=created)


def test_the_calendar_is_told_state_by_state() -> None:
    ops = [
        [["+", "a", "", "BEGIN:VEVENT\nUID:a\nEND:VEVENT"]],
        [
            ["+", "b", "", "BEGIN:VEVENT\nUID:b\nEND:VEVENT"],
            ["~", "a", "", "BEGIN:VEVENT\nUID:a\nSEQUENCE:1\nEND:VEVENT"],
        ],
        [["-", "a", ""]],
    ]
    lines = [json.dumps({"meta": {}})]
    lines += [
        json.dumps({"at": (MONDAY + number * DAY).isoformat(), "ops": one})
        for number, one in enumerate(ops)
    ]

    told = list(states(lines, "BEGIN:VTIMEZONE\nEND:VTIMEZONE"))

    assert [at for at, _ in told] == [MONDAY, MONDAY + DAY, MONDAY + 2 * DAY]
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTIMEZONE\nEND:VTIMEZONE\n"
    assert told[2][1].decode() == (
        f"{head}BEGIN:VEVENT\nUID:b\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert [data.count(b"BEGIN:VEVENT") for _, data in told] == [1, 2, 1]


@pytest.mark.parametrize(
    "line",
    [
        "no JSON",
        '{"ops": []}',
        '{"at": "soon", "ops": []}',
        '{"at": "2026-06-01", "ops": [["-", "a", ""]]}',
        '{"at": "2026-06-01", "ops": [["+", "a", ""]]}',
        '{"at": "2026-06-01", "ops": 3}',
        "[]",
    ],
)
def test_a_line_that_is_none_is_named(line: str) -> None:
    with pytest.raises(NoLog, match="line 1 "):
        list(states([line], ""))


def test_what_is_new_is_known_since_it_was_seen_and_what_went_since_it_was_not() -> (
    None
):
    first, moved, last = event("a", 5), event("a", 6), event("b", 9)
    seen = [
        (MONDAY, [first]),
        (MONDAY + DAY, [moved]),
        (MONDAY + 2 * DAY, [moved, last]),
    ]

    found = list(sighted(seen))

    assert found == [
        Sighting(event=first, known=None, gone=MONDAY + DAY),
        Sighting(event=moved, known=MONDAY + DAY),
        Sighting(event=last, known=MONDAY + 2 * DAY),
    ]


def test_a_booking_is_believed_where_it_fits_what_was_seen() -> None:
    between, before = MONDAY + DAY / 2, MONDAY - 30 * DAY
    believed, not_believed = event("a", 5, between), event("b", 6, before)

    found = list(sighted([(MONDAY, []), (MONDAY + DAY, [believed, not_believed])]))

    assert [one.known for one in found] == [between, MONDAY + DAY]


def test_what_took_place_before_the_first_look_is_left_out() -> None:
    assert list(sighted([(MONDAY, [event("a", -3), event("b", 3)])])) == [
        Sighting(event=event("b", 3))
    ]


def test_zones_are_taken_out_of_a_calendar() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Europe/Paris\nEND:VTIMEZONE"

    assert zones_in(f"BEGIN:VCALENDAR\n{zone}\nEND:VCALENDAR") == zone
    assert zones_in("BEGIN:VCALENDAR\nEND:VCALENDAR") == ""
