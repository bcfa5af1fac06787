"""Hours by week: each hour once, wherever the entries lie."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.balance.one_week import BERLIN, MONDAY, WEEK, at, event, whole
from tightrope.core.balance import (
    Absence,
    Facet,
    Hours,
    Side,
    Verdict,
    Week,
    shares,
    weigh,
)
from tightrope.core.timeline import Event, Span, Status, total, whole_week

HOUR = timedelta(hours=1)


def entry(title: str, minutes: float, **facts: Any) -> Event:
    return event(title, at("09:00", minutes), **facts)


def by_facet(*events: Event, window: Span = WEEK) -> dict[str, float]:
    done = weigh(events, window, BERLIN).total
    found = {facet.value: hours for facet, hours in done.by_facet().items()}
    return found | ({"off": done.off} if done.off else {})


def test_a_week_says_its_hours_by_side_and_facet() -> None:
    events = [
        event("Standup", at("09:00", 30)),
        event("Roadmap", at("10:00", 90)),
        event("Lunch", at("12:00", 45)),
        event("Standup", at("09:00", 30, day=1)),
    ]

    done = weigh(events, WEEK, BERLIN)

    expected = Hours(
        sides={
            Side.GRIND: timedelta(hours=1),
            Side.VISION: timedelta(minutes=90),
            Side.OFF: timedelta(minutes=45),
        },
        facets={Facet.SPRINT: timedelta(hours=1), Facet.ROADMAP: timedelta(minutes=90)},
    )
    assert done.weeks == (Week(monday=MONDAY, hours=expected),)
    assert done.total == expected
    assert (done.total.grind, done.total.vision, done.total.off) == (1.0, 1.5, 0.75)
    assert done.weeks[0].name == "2026-W47"


@pytest.mark.parametrize(
    "left_out",
    [
        event("Standup", at("09:00", 60), busy=False),
        event("Standup", at("09:00", 60), cancelled=True),
        event("Standup", at("09:00", 60), busy=False, status=Status.CANCELLED),
        event("Standup", at("09:00", 0)),
        event("Trade fair", at("08:00", 601)),
        whole("Code freeze", 0),
        event("Standup", at("09:00", 60, day=7)),
    ],
)
def test_what_takes_no_time_in_the_week_counts_nowhere(left_out: Event) -> None:
    assert by_facet(left_out) == {}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        # an incident was attended, whatever else was planned
        (entry("Sev2 outage", 60), entry("Demo", 60), {"incident": 1}),
        # a meeting over time that one holds for oneself takes place
        (
            entry("Focus time", 60),
            entry("Demo", 90),
            {"product_meeting": 1.5},
        ),
        (
            entry("Lunch", 60, recurrence_id="x"),
            entry("Demo", 60),
            {"product_meeting": 1},
        ),
        (
            entry("Focus: roadmap", 60),
            entry("Demo", 90),
            {"product_meeting": 1.5},
        ),
        # but a block that others were invited to is a meeting as well
        (
            entry("Pairing", 60, attendees=2),
            entry("Demo", 90),
            {"code": 1, "product_meeting": 0.5},
        ),
        # an appointment that is no habit was kept
        (entry("Dentist", 60), entry("Demo", 120), {"product_meeting": 1, "off": 1}),
        # leave wins over what was left standing
        (entry("OOO", 240), entry("Demo", 60), {"off": 4}),
        # among equals the shorter one
        (
            entry("Sprint planning", 120),
            event("Demo", at("10:00", 30)),
            {"planning": 1.5, "product_meeting": 0.5},
        ),
        # twice the same is once
        (entry("Demo", 60), entry("Demo", 60, uid="copy"), {"product_meeting": 1}),
    ],
)
def test_overlapping_time_goes_to_what_took_place(
    one: Event, other: Event, found: dict[str, float]
) -> None:
    assert by_facet(one, other) == found
    assert by_facet(other, one) == found


def test_our_own_block_gives_way_to_a_meeting() -> None:
    block = event("Focus: roadmap", at("09:00", 180), uid="a@focus.tightrope")

    assert by_facet(block, event("Demo", at("10:00", 30))) == {
        "roadmap": 2.5,
        "product_meeting": 0.5,
    }


def test_a_guess_counts_as_unsorted() -> None:
    def guess(_: Event) -> Verdict:
        return Verdict(Side.GRIND, Facet.SPRINT, 0.5, "a guess", 0.5)

    def half(_: Event) -> Verdict:
        return Verdict(Side.GRIND, Facet.SPRINT, 0.5, "half a guess", 0.8)

    one = event("x", at("09:00", 60))
    done = [weigh([one], WEEK, BERLIN, verdict=said).total for said in (guess, half)]

    assert done == [
        Hours(sides={Side.UNSORTED: HOUR}, facets={Facet.UNSORTED: HOUR}),
        Hours(sides={Side.GRIND: HOUR}, facets={Facet.UNSORTED: HOUR}),
    ]


def test_on_a_day_off_what_was_left_standing_is_off() -> None:
    events = [whole("Vacation", 1), event("Standup", at("09:00", 30, day=1))]

    assert by_facet(*events) == {"off": 0.5}


def test_days_off_can_be_given() -> None:
    standup = event("Standup", at("09:00", 30))

    done = weigh([standup], WEEK, BERLIN, off={MONDAY: Absence.HOLIDAY})

    assert done.total.off == 0.5


def test_an_entry_over_the_end_of_a_week_is_split_at_midnight() -> None:
    night = event("Outage", at("22:00", 180, day=6))
    window = Span(WEEK.start, WEEK.end + timedelta(days=7))

    done = weigh([night], window, BERLIN)

    assert [week.hours.grind for week in done.weeks] == [2.0, 1.0]


def test_the_hour_that_comes_twice_counts_twice() -> None:
    autumn = whole_week(date(2026, 10, 25), BERLIN)
    night = Span(
        datetime(2026, 10, 25, 1, tzinfo=BERLIN),
        datetime(2026, 10, 25, 4, tzinfo=BERLIN),
    )

    done = weigh([event("Outage", night)], autumn, BERLIN)

    assert done.total.grind == 4.0


def test_every_week_of_the_window_is_there() -> None:
    window = Span(WEEK.start - timedelta(days=1), WEEK.end)

    done = weigh([], window, BERLIN)

    assert [week.name for week in done.weeks] == ["2026-W46", "2026-W47"]


TITLES = ["Standup", "Focus time", "Outage", "Lunch", "Dentist", "OOO", "Demo", "XXX"]
WINDOW = Span(
    datetime(2026, 3, 25, 7, 20, tzinfo=UTC), datetime(2026, 4, 8, tzinfo=UTC)
)


@st.composite
def entries(draw: st.DrawFn) -> Event:
    start = WINDOW.start + timedelta(minutes=5 * draw(st.integers(-300, 4200)))
    length = timedelta(minutes=draw(st.sampled_from([0, 5, 25, 60, 190, 600, 605])))
    return Event(
        uid=f"{draw(st.integers(0, 3))}",
        title=draw(st.sampled_from(TITLES)),
        span=Span.lasting(start, length),
        busy=draw(st.sampled_from([True, True, True, False])),
        attendees=draw(st.integers(0, 3)),
        cancelled=draw(st.sampled_from([False, False, False, True])),
    )


CALENDARS = st.lists(entries(), max_size=12)


def counted(events: list[Event]) -> timedelta:
    """The union of what counts, worked out without `shares`."""
    spans = [
        clipped
        for one in events
        if one.busy and not one.cancelled and one.span.length <= timedelta(hours=10)
        if (clipped := one.span.clipped(WINDOW))
    ]
    return total(spans)


@given(CALENDARS)
def test_the_parts_make_up_the_union(events: list[Event]) -> None:
    done = weigh(events, WINDOW, BERLIN).total

    assert done.total == counted(events)
    assert (
        sum(done.facets.values(), done.sides.get(Side.OFF, timedelta())) == done.total
    )


@given(CALENDARS, st.integers(0, 3944))
def test_two_halves_of_a_window_add_up(events: list[Event], cut: int) -> None:
    middle = WINDOW.start + timedelta(minutes=5 * cut)
    halves = (Span(WINDOW.start, middle), Span(middle, WINDOW.end))

    parts = [weigh(events, half, BERLIN).total for half in halves]

    assert parts[0] + parts[1] == weigh(events, WINDOW, BERLIN).total


@given(
    CALENDARS.flatmap(
        lambda events: st.tuples(st.just(events), st.permutations(events))
    )
)
def test_the_order_of_entries_changes_nothing(
    both: tuple[list[Event], list[Event]],
) -> None:
    first, second = (weigh(events, WINDOW, BERLIN) for events in both)

    assert first == second


@given(CALENDARS, entries())
def test_a_cancelled_entry_changes_nothing(events: list[Event], more: Event) -> None:
    cancelled = event(more.title, more.span, cancelled=True)

    assert weigh([*events, cancelled], WINDOW, BERLIN) == weigh(events, WINDOW, BERLIN)


@given(CALENDARS)
def test_shares_are_in_order_and_lie_in_one_day_each(events: list[Event]) -> None:
    parts = list(shares(events, WINDOW, BERLIN))

    assert all(before.span.end <= after.span.start for before, after in pairwise(parts))
    assert all(part.span.within(part.event.span) for part in parts)
    assert all(
        part.span.start.astimezone(BERLIN).date() == part.day
        and (part.span.end - timedelta(seconds=1)).astimezone(BERLIN).date() == part.day
        for part in parts
    )
