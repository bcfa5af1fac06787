"""What stood on the calendar, day by day."""

from collections.abc import Sequence
from datetime import date, timedelta

from tests.unit.balance.one_week import BERLIN, MONDAY, at, event
from tightrope.core.balance import LEADS, Bookings, PastWeek, Snapshot, seen, snapshot
from tightrope.flows.snapshots import look

WEEK = timedelta(weeks=1)


def test_a_snapshot_holds_what_stands_for_this_week_and_the_coming_ones() -> None:
    events = [
        event("Demo", at("10:00", 60, 2)),
        event("Demo", at("10:00", 90, 9)),
        event("Demo", at("10:00", 60, 7 * 8 + 1)),
        event("Demo", at("10:00", 60, 7 * 30)),
        event("Demo", at("10:00", 60, -3)),
    ]

    taken = snapshot(events, at("09:00", 0, 1).start, BERLIN)

    assert taken.day == MONDAY + timedelta(days=1)
    assert list(taken.hours) == [MONDAY + number * WEEK for number in range(10)]
    assert [taken.hours[MONDAY + number * WEEK] for number in (0, 1, 2, 8)] == [
        1.0,
        1.5,
        0.0,
        1.0,
    ]


def test_it_never_asks_when_an_entry_was_made() -> None:
    late = event("Demo", at("10:00", 60, 9), created=at("10:00", 0, 9).start)

    taken = snapshot([late], at("09:00", 0, 1).start, BERLIN)

    assert taken.hours[MONDAY + WEEK] == 1.0


def past(*booked: float | None) -> Bookings:
    return Bookings(past=(PastWeek(week=MONDAY, hours=20.0, booked=booked),))


def told(known: Bookings, *log: Snapshot) -> tuple[float | None, ...]:
    return seen(known, log).past[0].booked


GUESSED = (19.0,) * len(LEADS)


def test_what_was_seen_takes_the_place_of_what_was_guessed() -> None:
    look_back = Snapshot(day=MONDAY - WEEK, hours={MONDAY: 12.0})

    assert told(past(*GUESSED), look_back) == (19.0, 12.0, *GUESSED[2:])


def test_a_look_that_was_missed_is_made_up_for_by_one_of_two_days_before() -> None:
    two, three = (
        Snapshot(day=MONDAY - WEEK - timedelta(days=late), hours={MONDAY: 12.0})
        for late in (2, 3)
    )

    assert told(past(*GUESSED), two)[1] == 12.0
    assert told(past(*GUESSED), three) == GUESSED


def test_of_a_day_the_first_look_counts() -> None:
    first, again = (
        Snapshot(day=MONDAY, hours={MONDAY: hours}) for hours in (12.0, 15.0)
    )

    assert told(past(*GUESSED), first, again)[0] == 12.0


def test_a_cancelled_meeting_was_there_all_the_same() -> None:
    now = at("09:00", 0, -7).start
    taken = snapshot([event("Demo", at("10:00", 180, 1))], now, BERLIN)

    nothing_left = past(*(0.0,) * len(LEADS))

    assert told(nothing_left, taken)[1] == 3.0


class Kept:
    """A log in memory."""

    def __init__(self) -> None:
        self._looks: list[Snapshot] = []

    def snapshots(self) -> Sequence[Snapshot]:
        return tuple(self._looks)

    def keep(self, taken: Snapshot) -> None:
        self._looks.append(taken)


def test_one_look_a_day_is_kept() -> None:
    log = Kept()
    days: list[date] = []

    for number, hour in ((0, "08:00"), (0, "17:00"), (1, "08:00")):
        events = [event("Demo", at("10:00", 60, 8))] * (number + 1)
        taken = look(log, events, at(hour, 0, number).start, BERLIN)
        days += [taken.day] if taken else []

    assert days == [MONDAY, MONDAY + timedelta(days=1)]
    assert [one.day for one in log.snapshots()] == days
