from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.planner.situations import at, block, busy, problem
from tightrope.core.planner import (
    Block,
    Happened,
    Happening,
    Placed,
    Plan,
    Score,
    State,
    broken_by,
)
from tightrope.core.timeline import Span

GOOD = at("09:00", 180, days=2)
ASKED = problem(
    now="08:30",
    busy=busy(at("13:00", 60, days=2), at("10:00", 360, days=3)),
    history=(
        Happening(kind=Happened.KEPT, at=at("12:00", 0).start, span=at("06:00", 120)),
    ),
    policy={"per_week": 3},
)


def planned(*blocks: Block) -> Plan:
    score = Score(points=0.0, bound=0.0, proven=True, by_rule={})
    return Plan(
        blocks=tuple(Placed(block=one, survival=0.5) for one in blocks), score=score
    )


def named(*spans: Span) -> list[Block]:
    return [
        block(span, name=f"b-{number}", state=State.PROPOSED)
        for number, span in enumerate(spans)
    ]


def test_a_good_plan_breaks_nothing() -> None:
    assert broken_by(planned(*named(GOOD)), ASKED) == []


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        (
            [at("08:00", 180)],
            [
                "window: the block of Mon 16 Nov, 08:00–11:00 begins before now",
                (
                    "working hours: the block of Mon 16 Nov, 08:00–11:00 lies outside "
                    "working hours"
                ),
                "count: Mon 16 Nov has more than 1 blocks",
            ],
        ),
        (
            [at("09:00", 180, days=8)],
            [
                "window: the block of Tue 24 Nov, 09:00–12:00 lies outside the window",
                (
                    "working hours: the block of Tue 24 Nov, 09:00–12:00 lies outside "
                    "working hours"
                ),
                (
                    "reachable: Tue 24 Nov leaves others 0 min between 10:00 "
                    "and 17:00, less than 1 h"
                ),
            ],
        ),
        (
            [at("10:30", 180, days=2)],
            ["overlap: the block of Wed 18 Nov, 10:30–13:30 overlaps an event"],
        ),
        (
            [at("09:00", 120, days=2)],
            ["length: the block of Wed 18 Nov, 09:00–11:00 lasts 2 h, less than 3 h"],
        ),
        (
            [at("09:00", 255, days=1)],
            [
                (
                    "length: the block of Tue 17 Nov, 09:00–13:15 lasts 4 h 15, "
                    "more than 4 h"
                )
            ],
        ),
        (
            [GOOD, at("14:00", 180, days=2)],
            [
                "count: Wed 18 Nov has more than 1 blocks",
            ],
        ),
        (
            [at("09:00", 180, days=1), GOOD, at("09:00", 180, days=4)],
            ["count: the week of Mon 16 Nov has more than 3 blocks"],
        ),
    ],
)
def test_each_broken_rule_is_named(spans: list[Span], expected: list[str]) -> None:
    found = broken_by(planned(*named(*spans)), ASKED)

    assert found == expected


def test_a_day_without_an_open_hour_is_named() -> None:
    asked = problem(busy=busy(at("14:00", 180, days=2)))

    found = broken_by(planned(*named(at("10:00", 240, days=2))), asked)

    assert found == [
        (
            "reachable: Wed 18 Nov leaves others 0 min between 10:00 and 17:00, "
            "less than 1 h"
        )
    ]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (None, "was locked and is gone"),
        (at("13:00", 180, days=1), "was locked and is elsewhere"),
    ],
)
def test_a_locked_block_that_moved_is_named(after: Span | None, expected: str) -> None:
    standing = block(at("09:00", 180, days=1), state=State.FIRM)
    asked = problem(blocks=(standing,))
    moved = [replace(standing, span=after)] if after else []

    assert broken_by(planned(*moved), asked) == [
        f"lock: the block of Tue 17 Nov, 09:00–12:00 {expected}"
    ]
    assert broken_by(planned(standing), asked) == []


def test_a_locked_block_may_go_when_something_landed_on_it() -> None:
    standing = block(at("09:00", 180, days=1), state=State.FIRM)
    asked = problem(blocks=(standing,), busy=busy(at("10:00", 60, days=1)))

    assert broken_by(planned(), asked) == []


def test_an_id_stands_once() -> None:
    twice = replace(named(GOOD)[0], span=at("09:00", 180, days=4))

    assert broken_by(planned(named(GOOD)[0], twice), ASKED) == [
        "lock: two blocks share one id"
    ]


def test_what_cannot_move_may_be_more_than_the_policy_allows() -> None:
    standing = tuple(
        block(at(clock, 120, days=1), name=clock[:2], state=State.LOCKED)
        for clock in ("09:00", "12:00", "15:00")
    )
    asked = problem(blocks=standing, policy={"per_week": 1})

    assert broken_by(planned(*standing), asked) == []


def test_blocks_in_one_place_overlap() -> None:
    asked = problem(policy={"per_day": 2})
    shifted = GOOD.start + timedelta(hours=1)

    found = broken_by(
        planned(*named(GOOD, Span.lasting(shifted, timedelta(hours=3)))), asked
    )

    assert found == [
        (
            "overlap: the block of Wed 18 Nov, 09:00–12:00 overlaps "
            "the block of Wed 18 Nov, 10:00–13:00"
        )
    ]
