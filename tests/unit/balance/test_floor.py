"""The floor of a week, and when it breaks."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.balance.one_week import BERLIN, MONDAY, at, event, whole
from tightrope.core.balance import Floor, floor_of, floor_words
from tightrope.core.timeline import Event

THURSDAY = MONDAY + timedelta(days=3)
FRIDAY = MONDAY + timedelta(days=4)


def floor(now: datetime, *events: Event, hours: float = 4.0) -> Floor:
    found = floor_of(events, now, BERLIN, hours)
    assert found is not None
    return found


def full(day: int) -> Event:
    """A day of meetings from morning to evening."""
    return event("Customer workshop", at("09:00", 540, day), attendees=8)


def test_a_floor_that_was_kept_is_kept() -> None:
    found = floor(at("18:00", 0, 1).start, event("Focus: idea", at("09:00", 240, 1)))

    assert (found.kept, found.breaks) == (4.0, None)
    assert floor_words(found, BERLIN) == (
        "The floor of this week, 4 h of vision, is kept."
    )


def test_time_that_is_held_lets_it_hold() -> None:
    found = floor(at("08:00", 0).start, event("Focus: idea", at("09:00", 300, 2)))

    assert (found.held, round(found.likely, 2), found.breaks) == (5.0, 4.5, None)


def test_with_nothing_held_it_breaks_when_the_rest_has_no_room_for_it() -> None:
    found = floor(at("08:00", 0).start, full(0), full(1), full(4))

    # Wednesday and Thursday have room: after Thursday it is too late
    assert found.breaks == THURSDAY
    assert [gap.start.astimezone(BERLIN).day for gap in found.gaps] == [18, 18, 19, 19]


def test_the_more_urgent_the_days_the_sooner_it_breaks() -> None:
    calm = floor(at("08:00", 0).start, hours=6.0)
    storms = [
        event(f"Incident {back}", at("13:30", 270, -back))
        for back in range(1, 28)
        if at("12:00", 0, -back).start.weekday() < 5
    ]
    stormy = floor(at("08:00", 0).start, *storms, hours=6.0)

    assert stormy.pace == 4.5
    assert calm.breaks is not None
    assert stormy.breaks is not None
    assert stormy.breaks < calm.breaks


def test_what_urgent_work_took_is_told_with_what_would_save_the_rest() -> None:
    found = floor(
        at("08:00", 0, 3).start,
        event("Focus: idea", at("09:00", 240, 1)),
        event("Outage: logins", at("09:00", 240, 1)),
        full(3),
    )

    assert (found.kept, found.taken, found.breaks) == (0.0, 4.0, FRIDAY)
    assert floor_words(found, BERLIN) == (
        "At this pace the floor of this week, 4 h of vision, breaks on Fri 20 Nov: "
        "0 min are likely. Urgent work took 4 h that were held for it. What would save "
        "it: Fri 20 Nov, 09:00–12:30 is free; or Fri 20 Nov, 13:30–18:00 is free."
    )


def test_where_nothing_is_free_a_meeting_to_move_is_named() -> None:
    morning, noon = (
        event("Sync", at("10:30", 30, 4), attendees=5),
        event("Demo", at("15:30", 30, 4), attendees=5),
    )

    found = floor(at("08:00", 0, 3).start, full(3), morning, noon)

    assert found.gaps == ()
    assert [move.event.title for move in found.moves] == ["Demo", "Sync"]
    assert "move 'Demo' of Fri 20 Nov, which would free 4 h 30 more" in (
        floor_words(found, BERLIN)
    )


def test_a_short_week_has_its_part_of_the_floor() -> None:
    found = floor(at("08:00", 0).start, whole("Urlaub", 1, 2))

    assert found.hours == 4.0 * 3 / 5


def test_a_week_away_has_none() -> None:
    away = whole("Urlaub", 0, 5)

    assert floor_of([away], at("08:00", 0).start, BERLIN, 4.0) is None


@given(
    days=st.lists(st.integers(0, 4), max_size=5),
    now=st.integers(0, 4),
    hours=st.floats(1, 12),
)
def test_it_breaks_only_where_it_is_not_likely_to_hold(
    days: list[int], now: int, hours: float
) -> None:
    blocks = [event("Focus time", at("09:00", 180, day)) for day in set(days)]
    moment = at("08:00", 0, now).start

    found = floor(moment, *blocks, hours=hours)

    assert (found.breaks is None) >= (found.likely >= found.hours)
    if found.breaks:
        assert moment.date() <= found.breaks <= FRIDAY
    assert replace(found, hours=found.likely).missing == 0
    assert all(gap.length >= timedelta(hours=3) for gap in found.gaps)
