"""What a calendar weighs, up to now and ahead."""

from tests.unit.balance.one_week import BERLIN, WEEK, at, event
from tightrope.core.timeline import WorkingHours
from tightrope.flows.weigh import Weighed, weigh_events

EVENTS = (
    event("Focus time", at("09:00", 120)),
    event("Incident: queue", at("10:00", 60)),
    event("Focus time", at("14:00", 120, 3)),
    event("Sync", at("10:30", 30, 4), attendees=4),
)


def weighed(*, day: int | None) -> Weighed:
    now = None if day is None else at("08:00", 0, day).start
    return weigh_events(EVENTS, WEEK, BERLIN, working=WorkingHours(), now=now)


def test_what_lies_ahead_is_held_by_nobody_yet() -> None:
    done = weighed(day=2)

    assert (done.urgent_hours, done.held_hours, done.taken_hours) == (1.0, 2.0, 1.0)
    assert [one.weekday for one in done.fares] == [0, 0]


def test_of_a_week_that_is_over_all_is_told() -> None:
    for done in (weighed(day=9), weighed(day=None)):
        assert (done.held_hours, done.taken_hours) == (4.0, 1.0)
        assert {one.weekday for one in done.fares} == {0, 3}


def test_before_a_week_nothing_of_it_was_urgent() -> None:
    done = weighed(day=-3)

    assert (done.urgent, done.fares) == ((), ())
    assert [win.event.title for win in done.moves] == ["Sync"]
