"""Meetings whose move would win most."""

from tests.unit.balance.one_week import BERLIN, WEEK, at, event
from tightrope.core.balance import Winning, worth_moving
from tightrope.core.timeline import Event, WorkingHours

WORKING = WorkingHours.parse("Mon-Fri 09:00-18:00")


def named(*events: Event) -> list[str]:
    return [win.event.title for win in worth_moving(events, WORKING, WEEK, BERLIN)]


def test_the_meeting_that_breaks_a_morning_in_two_wins_it() -> None:
    middle = event("Sync", at("10:30", 30))
    end = event("Sprint planning", at("17:30", 30))

    won = worth_moving([middle, end], WORKING, WEEK, BERLIN)

    assert won[0] == Winning(
        event=middle, focus_hours=3.5, usable_hours=won[0].usable_hours
    )
    assert won[0].usable_hours > 0.5


def test_the_second_is_chosen_as_if_the_first_were_moved() -> None:
    # either one alone would leave the morning broken
    first, second = event("Sync", at("10:00", 15)), event("Daily", at("11:00", 15))
    elsewhere = event("Demo", at("15:00", 60, 1))

    assert named(first, second) == []
    assert named(first, second, elsewhere) == ["Demo"]


def test_what_wins_no_focus_time_is_not_named() -> None:
    assert named(event("Sync", at("09:00", 15))) == []


def test_vision_incidents_and_time_alone_are_not_asked_to_move() -> None:
    assert (
        named(
            event("Roadmap review", at("10:30", 30)),
            event("Incident: queue", at("10:30", 30, 1)),
            event("Lunch", at("10:30", 30, 2)),
            event("Demo", at("10:30", 30, 3), attendees=1),
        )
        == []
    )


def test_no_more_than_two_are_named() -> None:
    middles = [event(f"Sync {day}", at("10:30", 30, day)) for day in range(5)]

    assert named(*middles) == ["Sync 0", "Sync 1"]
