from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.unit.rolling.traces import at
from tightrope.core.timeline import Event, Span
from tightrope.rolling.replay import replayed
from tightrope.rolling.trace import OVERRIDE, Arrival

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 6, 1, tzinfo=BERLIN)
HOUR = timedelta(hours=1)


def event(day: int, hour: float, hours: float = 1, **facts: Any) -> Event:
    """A meeting so many days after Monday the first of June."""
    start = MONDAY + timedelta(days=day) + hour * HOUR
    span = Span.lasting(start, hours * HOUR)
    return Event(uid=f"{day}-{hour}", span=span, **facts)


def arrivals(*events: Event, weeks: int = 2) -> tuple[Arrival, ...]:
    """The meetings of the trace that the events make."""
    trace = replayed(events, BERLIN, seed=1, weeks=weeks)
    assert trace is not None
    return trace.events


def test_a_meeting_is_known_from_the_moment_it_was_booked() -> None:
    booked = MONDAY + timedelta(days=1) + 11 * HOUR

    found = arrivals(event(0, 9), event(3, 14, 1.5, created=booked))

    assert [(one.c, one.s, one.n) for one in found] == [
        (-1, at(0, 9), 4),
        (at(1, 11), at(3, 14), 6),
    ]


def test_what_was_booked_before_or_on_a_weekend_is_known_in_time() -> None:
    saturday = MONDAY + timedelta(days=5) + 12 * HOUR

    found = arrivals(
        event(7, 10, created=MONDAY - timedelta(days=30)),
        event(8, 10, created=saturday),
        event(0, 9),
    )

    assert [(one.c, one.s) for one in found] == [
        (-1, at(0, 9)),
        (-1, at(5, 10)),
        (at(5, 9), at(6, 10)),
    ]


def test_a_moved_instance_is_not_known_at_its_new_place_before_it_moved() -> None:
    series, moved = MONDAY - timedelta(days=90), MONDAY + timedelta(days=1) + 9 * HOUR
    original = (MONDAY + timedelta(days=2) + 10 * HOUR).astimezone(UTC)
    facts: dict[str, Any] = {"created": series, "changed": moved, "series": "weekly"}

    stayed = event(2, 10, recurrence_id=original.isoformat(), **facts)
    shifted = event(3, 15, recurrence_id=original.isoformat(), **facts)
    found = arrivals(event(0, 9), stayed, shifted)

    assert [(one.c, one.s) for one in found] == [
        (-1, at(0, 9)),
        (-1, at(2, 10)),
        (at(1, 9), at(3, 15)),
    ]
    assert {one.mode for one in found[1:]} == {OVERRIDE}


def test_what_is_not_working_time_is_left_out_or_cut() -> None:
    found = arrivals(
        event(0, 9),
        event(1, 7, 1),
        event(1, 17.5, 2),
        event(5, 10),
        event(2, 9, busy=False),
        event(3, 0, 24),
    )

    assert [(one.s, one.n) for one in found] == [(at(0, 9), 4), (at(1, 17.5), 2)]


def test_the_busiest_weeks_are_taken() -> None:
    found = arrivals(event(0, 9), event(28, 9), event(35, 9), event(36, 9))

    assert [one.s for one in found] == [at(0, 9), at(5, 9), at(6, 9)]


def test_an_empty_calendar_makes_no_trace() -> None:
    assert replayed([], BERLIN, seed=1) is None
    assert replayed([event(0, 9, busy=False)], BERLIN, seed=1) is None


def test_the_work_is_drawn_by_the_seed() -> None:
    made = [replayed([event(0, 9)], BERLIN, seed) for seed in (1, 1, 2)]

    assert made[0] == made[1] != made[2]
