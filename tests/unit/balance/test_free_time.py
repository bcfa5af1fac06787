"""What the free time is worth."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.balance.one_week import BERLIN, MONDAY, WEEK, at, event, whole
from tightrope.core.balance import Margins, Usable, usable, usable_by_week
from tightrope.core.timeline import Event, Span, WorkingHours, total, union

NINE_TO_SIX = WorkingHours.parse("Mon 09:00-18:00")
NO_MARGINS = Margins(
    before=timedelta(), after=timedelta(), shortest=timedelta(), warm_up=timedelta()
)


def worth(*events: Event, margins: Margins | None = None) -> Usable:
    return usable(events, NINE_TO_SIX, WEEK, BERLIN, margins=margins or Margins())


def test_an_empty_day_holds_a_block_on_each_side_of_lunch() -> None:
    done = worth()

    assert done == Usable(
        free_hours=8.0,
        usable_hours=7.6,
        fragmented_hours=0.0,
        focus_gaps=(at("09:00", 210), at("13:30", 270)),
    )
    assert done.fragmentation == 0.0


def test_a_meeting_costs_time_before_and_after_it() -> None:
    # leaves 09:00-09:55, 10:45-12:30 and 13:30-18:00
    done = worth(event("Demo", at("10:00", 30)))

    assert done == Usable(
        free_hours=7.5,
        usable_hours=(55 + 105 + 270 - 3 * 12) / 60,
        fragmented_hours=3.0,
        focus_gaps=(at("13:30", 270),),
    )
    assert done.fragmentation == 0.4


def test_a_gap_of_two_hours_is_not_broken_up() -> None:
    # leaves 09:00-12:30 and 15:30-18:00, and a quarter of an hour is lost
    done = worth(event("Demo", at("13:30", 105)))

    assert (done.free_hours, done.fragmented_hours) == (6.25, 0.25)


def test_a_gap_under_half_an_hour_is_of_no_use() -> None:
    talks = [event("Demo", at("09:30", 60)), event("Talk", at("11:00", 90))]

    # 09:00-09:25 and 10:45-10:55 are left
    assert worth(*talks) == Usable(
        free_hours=5.5,
        usable_hours=4.3,
        fragmented_hours=1.0,
        focus_gaps=(at("13:30", 270),),
    )


@pytest.mark.parametrize(
    "entry",
    [
        event("Demo", at("10:00", 30), busy=False),
        event("Demo", at("10:00", 30), cancelled=True),
        event("Demo", at("10:00", 0)),
        event("Focus: roadmap", at("10:00", 90), uid="a@focus.tightrope"),
        event("Focus: the bet", at("10:00", 90)),
        event("Deep work", at("10:00", 90), attendees=1),
        event("Demo", at("19:00", 60)),
        whole("Code freeze", 0),
    ],
)
def test_what_takes_no_working_time_leaves_it_whole(entry: Event) -> None:
    assert worth(entry) == worth()


@pytest.mark.parametrize(
    "entry",
    [
        event("Focus group: nurses", at("10:00", 90)),
        event("Focus: roadmap", at("10:00", 90), attendees=4),
    ],
)
def test_focus_with_others_is_a_meeting(entry: Event) -> None:
    assert worth(entry) == worth(event("Demo", at("10:00", 90)))


def test_a_long_entry_blocks_without_margins() -> None:
    fair = event("Trade fair", at("13:30", 11 * 60))

    assert worth(fair).focus_gaps == (at("09:00", 210),)


@pytest.mark.parametrize("facts", [{}, {"off": [MONDAY]}])
def test_a_day_off_has_no_free_time(facts: dict[str, Any]) -> None:
    events = [] if facts else [whole("Vacation", 0)]

    done = usable(events, NINE_TO_SIX, WEEK, BERLIN, **facts)

    assert done == Usable(
        free_hours=0.0, usable_hours=0.0, fragmented_hours=0.0, focus_gaps=()
    )
    assert done.fragmentation == 0.0


def test_each_week_is_told_by_its_monday() -> None:
    window = Span(WEEK.start, WEEK.end + timedelta(days=7))
    demo = event("Demo", at("10:00", 30))

    weeks = usable_by_week([demo], NINE_TO_SIX, window, BERLIN)

    assert list(weeks) == [MONDAY, MONDAY + timedelta(days=7)]
    assert weeks[MONDAY] == worth(demo)
    assert weeks[date(2026, 11, 23)].free_hours == 8.0


MEETINGS = st.lists(
    st.tuples(st.integers(0, 600), st.integers(5, 180)).map(
        lambda pair: event("Demo", Span(*_bounds(*pair)))
    ),
    max_size=8,
)


def _bounds(start: int, length: int) -> tuple[Any, Any]:
    span = at("08:00", start + length)
    return span.start + timedelta(minutes=start), span.end


@given(MEETINGS)
def test_free_time_and_meetings_make_up_the_working_time(events: list[Event]) -> None:
    working = list(NINE_TO_SIX.spans(WEEK, BERLIN))
    met = [
        part
        for span in union(one.span for one in events)
        for hours in working
        if (part := span.clipped(hours))
    ]

    done = worth(*events, margins=NO_MARGINS)

    assert done.free_hours == pytest.approx(8 - total(met) / timedelta(hours=1))
    assert done.usable_hours == pytest.approx(done.free_hours)


@given(MEETINGS, MEETINGS)
def test_more_meetings_never_leave_more_time(
    events: list[Event], more: list[Event]
) -> None:
    fewer, all_of_them = worth(*events), worth(*events, *more)

    assert all_of_them.free_hours <= fewer.free_hours + 1e-9
    assert all_of_them.usable_hours <= fewer.usable_hours + 1e-9
    assert 0 <= all_of_them.fragmentation <= 1
