"""Meetings that may move: never a worse plan, never where they may not."""

import json
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from tests.unit.planner.situations import at, busy, hours_of, problem, spans
from tightrope.core.planner import (
    Busy,
    Movable,
    Plan,
    Problem,
    Score,
    Shifted,
    broken_by,
    plan,
)
from tightrope.core.planner.meetings import TRIES
from tightrope.core.planner.rearranged import rearranged
from tightrope.core.planner.wire import plan_json
from tightrope.core.timeline import Span

DAY = timedelta(days=1)


def may_move(meeting: Busy, earliest: Span, latest: Span, cost: float = 15.0) -> Busy:
    """The same meeting, free to stand between two moments."""
    movable = Movable(earliest=earliest.start, latest=latest.start, cost=cost)
    return replace(meeting, movable=movable)


def a_day_cut_in_two(cost: float = 15.0) -> Problem:
    """A day on which a talk at noon leaves no stretch of three hours."""
    before, talk, after = busy(at("09:00", 60), at("12:00", 30), at("15:00", 180))
    talk = may_move(talk, at("09:00", 0), at("18:00", 0), cost)
    return problem(days=1, busy=(before, talk, after))


def without_moves(asked: Problem) -> Problem:
    """The same with every meeting where it is."""
    return replace(asked, busy=tuple(replace(one, movable=None) for one in asked.busy))


def test_a_meeting_moves_where_that_makes_room() -> None:
    asked = a_day_cut_in_two()

    stays, moves = plan(without_moves(asked)), plan(asked)

    assert spans(stays) == []
    assert [(one.id, one.before) for one in moves.shifted] == [
        ("meeting-1", at("12:00", 30))
    ]
    assert hours_of(spans(moves)) >= 3
    assert moves.score.points > stays.score.points
    assert moves.score.by_rule["moved meetings"] == -15
    assert sum(moves.score.by_rule.values()) == pytest.approx(moves.score.points)
    assert broken_by(moves, asked) == []


def test_a_meeting_stays_where_moving_it_costs_more_than_it_gains() -> None:
    found = plan(a_day_cut_in_two(cost=1000))

    assert (spans(found), found.shifted) == ([], ())


def test_without_a_gain_the_plan_is_the_one_without_moves() -> None:
    (meeting,) = busy(at("17:00", 60))
    asked = problem(busy=(may_move(meeting, at("09:00", 0), at("18:00", 0)),))

    found, stays = plan(asked), plan(without_moves(asked))

    assert replace(found, score=stays.score) == stays
    assert found.score.points == stays.score.points


def test_what_has_begun_is_not_moved() -> None:
    asked = replace(a_day_cut_in_two(), now=at("12:15", 0).start)

    assert plan(asked).shifted == ()


def some_days(seed: int) -> Problem:
    """Three days with meetings, one or two of which may move within a day or all."""
    dice = Random(seed)
    meetings = []
    for day in range(3):
        for hour in dice.sample(range(9, 17), k=3):
            minutes = dice.choice([30, 60, 90])
            meetings.append(at(f"{hour:02}:00", minutes, days=day))
    found = list(busy(*meetings))
    for number in dice.sample(range(len(found)), k=2):
        day = number // 3
        first, last = (day, day) if dice.random() < 0.5 else (0, 2)
        earliest, latest = at("09:00", 0, days=first), at("18:00", 0, days=last)
        found[number] = may_move(
            found[number], earliest, latest, dice.choice([0.0, 15.0, 40.0])
        )
    return problem(days=3, busy=tuple(found))


def places(asked: Problem, meeting: Busy) -> list[Span]:
    """Everywhere that a meeting may stand, by trying each quarter-hour."""
    assert meeting.movable
    others = [one.span for one in asked.busy if one is not meeting]
    found = []
    for step in range(3 * 96):
        start = at("00:00", 0).start + step * timedelta(minutes=15)
        span = Span.lasting(start, meeting.span.length)
        free = not any(span.overlaps(other) for other in others)
        works = any(span.within(one) for one in asked.working)
        inside = meeting.movable.earliest <= span.start
        if free and works and inside and span.end <= meeting.movable.latest:
            found.append(span)
    return found


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_is_worse_or_beyond_its_bound_or_against_the_rules(seed: int) -> None:
    asked = some_days(seed)

    found, stays = plan(asked), plan(without_moves(asked))

    assert broken_by(found, asked) == []
    assert stays.score.points <= found.score.points <= found.score.bound
    assert found == plan(asked)
    at_places = without_moves(rearranged(asked, found.shifted))
    paid = sum(one.cost for one in found.shifted)
    assert plan(at_places).score.points - paid == pytest.approx(found.score.points)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_of_one_meeting_the_best_place_is_nearly_found(seed: int) -> None:
    asked = some_days(seed)
    first = next(one for one in asked.busy if one.movable)
    alone = replace(
        asked,
        busy=tuple(
            one if one is first else replace(one, movable=None) for one in asked.busy
        ),
    )
    mover = next(one for one in alone.busy if one.movable)
    assert mover.movable

    def moved_to(span: Span) -> float:
        cost = mover.movable.cost if mover.movable else 0.0
        move = Shifted(id=mover.id, title="", before=mover.span, after=span, cost=cost)
        return plan(without_moves(rearranged(alone, [move]))).score.points - cost

    best = max(moved_to(span) for span in places(alone, mover))

    found, stays = plan(alone).score.points, plan(without_moves(alone)).score.points
    most = max(best, stays)
    assert found - stays >= 0.9 * (most - stays)


def test_a_move_against_the_rules_is_named() -> None:
    asked = a_day_cut_in_two()
    good = plan(asked)
    (move,) = good.shifted

    def said(after: Span, id_: str = move.id) -> list[str]:
        changed = replace(move, after=after, id=id_)
        bad = Plan(blocks=(), shifted=(changed,), score=good.score)
        return [one.partition("–")[2][6:] for one in broken_by(bad, asked)]

    assert said(at("09:30", 30)) == ["overlaps an event"]
    assert said(at("10:00", 60)) == ["changes its length"]
    assert said(at("12:00", 30, days=1)) == ["leaves its window", "leaves working time"]
    assert said(at("07:00", 30)) == [
        "moves from or into the past",
        "leaves its window",
        "leaves working time",
    ]
    assert said(at("13:00", 30), "nobody") == ["is none that may move"]


def test_moves_are_in_the_json() -> None:
    asked = a_day_cut_in_two()
    found = plan(asked)

    told = json.loads(json.dumps(plan_json(found, asked.zone)))

    (move,) = found.shifted
    assert told["moves"] == [
        {
            "id": "meeting-1",
            "title": "Meeting 1",
            "from": {
                "start": "2026-11-16T12:00:00+01:00",
                "end": "2026-11-16T12:30:00+01:00",
            },
            "to": {
                "start": move.after.start.astimezone(asked.zone).isoformat(),
                "end": move.after.end.astimezone(asked.zone).isoformat(),
            },
            "cost": 15.0,
        }
    ]


def test_a_calendar_full_of_movable_meetings_takes_bounded_tries() -> None:
    meetings = busy(
        *(
            at(f"{hour:02}:00", 30, days=day)
            for day in range(5)
            for hour in (9, 11, 13, 15, 17)
        )
    )
    anywhere = [
        may_move(one, at("09:00", 0), at("18:00", 0, days=4)) for one in meetings
    ]

    found = plan(problem(busy=tuple(anywhere)))

    assert 0 < len(found.shifted) <= TRIES
    assert found.score.points <= found.score.bound
    assert isinstance(found.score, Score)
