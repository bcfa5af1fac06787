"""Two weeks in which everything just fits, and then an incident of 90 minutes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.planner.oracle import Oracle
from tests.unit.planner.situations import MONDAY, at, busy, hours_of, problem, spans
from tightrope.core.planner import (
    Busy,
    Load,
    Plan,
    Problem,
    State,
    Target,
    broken_by,
    plan,
)
from tightrope.core.timeline import Span

STRETCHES = (
    at("09:00", 210, days=1),
    at("14:30", 180, days=3),
    at("09:00", 210, days=9),
)
"""The only free times of three hours and more; together they are ten hours."""

CUT = tuple(
    span
    for day in (0, 2, 4, 7, 8, 10, 11)
    for span in (
        at("09:00", 30, days=day),
        at("11:30", 90, days=day),
        at("15:00", 120, days=day),
    )
)
AROUND = (
    at("12:30", 120, days=1),
    at("16:30", 90, days=1),
    at("09:30", 60, days=3),
    at("12:30", 120, days=3),
    at("17:30", 30, days=3),
    at("12:30", 120, days=9),
    at("16:00", 120, days=9),
)
TWO_WEEKS = Target(
    first=MONDAY, last=MONDAY + timedelta(days=12), hours=10.0, floor=10.0
)


def tight() -> Problem:
    """Ten hours are pledged, and all other free time is needed for other work."""
    asked = problem(
        days=12,
        busy=busy(*CUT, *AROUND),
        policy={"targets": (TWO_WEEKS,)},
    )
    oracle = Oracle(asked)
    loads = tuple(
        Load(
            span=Span(
                at("00:00", 0, days=first).start, at("00:00", 0, days=last).start
            ),
            hours=sum(
                hours_of(oracle.free(MONDAY + timedelta(days=day)))
                for day in range(first, min(last, 12))
            )
            - placed,
        )
        for first, last, placed in ((0, 7, 6.5), (7, 14, 3.5))
    )
    return replace(asked, loads=loads)


def most_hours(asked: Problem) -> float:
    """The most hours of focus that any plan has, by trying every plan."""
    return max(hours_of(chosen) for chosen in Oracle(asked).plans())


def accepted(found: Plan) -> Plan:
    """The same plan, its blocks accepted."""
    return replace(
        found,
        blocks=tuple(
            replace(one, block=replace(one.block, state=State.PENCILLED))
            for one in found.blocks
        ),
    )


def test_all_ten_hours_are_placed() -> None:
    asked = tight()

    found = plan(asked)

    assert most_hours(asked) == 10.0
    assert spans(found) == list(STRETCHES)
    assert found.unplaced == ()
    assert found.score.by_rule["evening work"] == 0.0


@pytest.mark.parametrize(
    ("incident", "kept", "owed"),
    [
        (at("09:30", 90, days=1), 6.5, 3.5),  # it breaks the locked block of Tuesday
        (at("12:00", 90, days=1), 9.5, 0.5),  # it takes the end of it
        (at("11:00", 90, days=7), 10.0, 0.0),  # it lands where no block is
    ],
)
def test_an_incident_costs_no_more_than_it_must(
    incident: Span, kept: float, owed: float
) -> None:
    asked = tight()
    before = accepted(plan(asked))
    hit = replace(asked, busy=(*asked.busy, Busy(id="incident", span=incident)))

    after = plan(hit, before)

    untouched = [one for one in STRETCHES if not one.overlaps(incident)]
    due = sum((one.repays for one in after.blocks), timedelta())
    assert broken_by(after, hit, before) == []
    assert [one for one in spans(after) if one in STRETCHES] == untouched
    assert hours_of(spans(after)) == kept == most_hours(hit)
    assert due == timedelta(hours=owed)
