from datetime import timedelta

from tests.unit.planner.situations import MONDAY, at, busy, problem
from tightrope.core.planner import Freeing, Load, Target, Unplaced, plan
from tightrope.core.timeline import Span

HOUR = timedelta(hours=1)


def test_no_free_stretch_is_said_in_plain_words() -> None:
    taken = busy(*(at("11:00", 300, days=day) for day in range(5)))

    found = plan(problem(busy=taken))

    assert found.blocks == ()
    assert found.unplaced == (
        Unplaced(
            hours=8.0,
            because="Mon 16 Nov to Fri 20 Nov have no free stretch of 3 h",
            would_free=tuple(
                Freeing(
                    uid=f"meeting-{day}",
                    title=f"Meeting {day}",
                    start=at("11:00", 0, days=day).start,
                )
                for day in range(3)
            ),
        ),
    )


def test_a_day_that_would_leave_nobody_time_is_named() -> None:
    taken = busy(
        *(
            span
            for day in range(5)
            for span in (at("09:00", 60, days=day), at("14:00", 240, days=day))
        )
    )

    found = plan(problem(busy=taken, policy={"shortest": 3.5 * HOUR}))

    assert found.unplaced[0].because == (
        "A block on Mon 16 Nov to Fri 20 Nov would leave others less than 1 h to reach "
        "you between 10:00 and 17:00"
    )


def test_evening_work_is_said_where_it_stands_in_the_way() -> None:
    week = Span(at("00:00", 0).start, at("00:00", 0, days=7).start)

    found = plan(problem(loads=(Load(span=week, hours=42.0),)))

    assert found.unplaced == (
        Unplaced(
            hours=2.0,
            because="A third block in the week of Mon 16 Nov would push about 3 h of "
            "other work into the evening",
            would_free=(),
        ),
    )


def test_a_pledge_without_a_working_day_left_is_not_silent() -> None:
    weekend = Target(
        first=MONDAY + timedelta(days=5),
        last=MONDAY + timedelta(days=7),
        hours=3.0,
        floor=1.0,
    )

    found = plan(problem(days=7, policy={"targets": (weekend,)}))

    assert found.unplaced == (
        Unplaced(hours=3.0, because="No working day of it is left"),
    )


def test_what_is_owed_and_finds_no_place_is_said() -> None:
    found = plan(problem(owed=20 * HOUR, policy={"targets": ()}))

    assert [one.hours for one in found.unplaced] == [8.0, 8.0]
    assert found.unplaced[1].because == "3 blocks a week are the most you allow"


def test_a_meeting_that_frees_the_most_comes_first() -> None:
    taken = busy(
        *(at("09:00", 540, days=day) for day in range(3)),
        at("11:00", 300, days=3),
        at("13:00", 30, days=4),
        at("10:30", 60, days=4),
        at("15:30", 30, days=4),
    )

    found = plan(problem(busy=taken))

    assert [one.uid for one in found.unplaced[0].would_free] == [
        "meeting-0",
        "meeting-1",
        "meeting-2",
    ]
