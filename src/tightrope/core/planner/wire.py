"""Problems and plans as JSON: what `solve` reads and answers, and `plan` prints."""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from tightrope.core.planner.answer import (
    Moved,
    Placed,
    Plan,
    RunnerUp,
    Score,
    Shifted,
    Unplaced,
)
from tightrope.core.planner.block import Block, State
from tightrope.core.planner.plan import plan
from tightrope.core.planner.policykeys import policy_of
from tightrope.core.planner.problem import (
    Busy,
    Happened,
    Happening,
    Load,
    Movable,
    Problem,
    Survival,
)
from tightrope.core.planner.reading import BadProblem, Value, zone_of
from tightrope.core.timeline import Span

Json = dict[str, object]

UTC_ZONE = "UTC"
LONGEST_WINDOW = timedelta(days=800)
HOUR = timedelta(hours=1)


def solve(lines: Iterable[str]) -> Iterator[str]:
    """Answer each line that holds a problem by a line that holds its plan.

    A wrong problem is answered by `{"error": {"where", "what"}}`, and the next one is
    read; empty lines are skipped.
    """
    for line in lines:
        if line.strip():
            yield json.dumps(_answer(line), ensure_ascii=False)


def problem_of(value: object, where: str = "$") -> Problem:
    """The problem that some JSON tells; unknown keys are ignored.

    Raises:
        BadProblem: something that is needed is missing, or a value is wrong.
    """
    root = Value(value, where)
    zone = root["zone"].or_else(zone_of, ZoneInfo(UTC_ZONE))
    return Problem(
        now=_needed(root["now"]).moment().astimezone(zone),
        zone=zone,
        window=_window(root),
        working=tuple(sorted(item.span() for item in _needed(root["working"]).items())),
        busy=tuple(_busy(item) for item in root["busy"].items()),
        blocks=tuple(block_of(item) for item in root["blocks"].items()),
        owed=root["owed_hours"].or_else(Value.hours, timedelta()),
        policy=policy_of(root["policy"], zone),
        loads=tuple(_load(item) for item in root["loads"].items()),
        survival=root["survival"].or_else(_survival, None),
        history=tuple(_happening(item) for item in root["history"].items()),
    )


def plan_of(value: object, where: str = "$") -> Plan:
    """The plan that `plan_json` wrote, as far as the next plan needs it: its blocks.

    Raises:
        BadProblem: a block cannot be read.
    """
    root = Value(value, where)
    return Plan(
        blocks=tuple(
            Placed(
                block=block_of(item),
                survival=item["survival"].or_else(_rate, 0.0),
                repays=item["repays"].or_else(Value.hours, timedelta()),
            )
            for item in _needed(root["blocks"]).items()
        ),
        score=Score(points=0.0, bound=0.0, proven=False, by_rule={}),
    )


def plan_json(answer: Plan, zone: ZoneInfo) -> Json:
    """A plan as JSON; times carry the offset that `zone` has then."""
    return {
        "blocks": [_placed_json(placed, zone) for placed in answer.blocks],
        "unplaced": [_unplaced_json(one, zone) for one in answer.unplaced],
        "moved": [_moved_json(one, zone) for one in answer.moved],
        "moves": [_shifted_json(one, zone) for one in answer.shifted],
        "score": {
            "points": _points(answer.score.points),
            "bound": _points(answer.score.bound),
            "proven": answer.score.proven,
            "by_rule": {
                name: _points(points) for name, points in answer.score.by_rule.items()
            },
        },
    }


def block_of(item: Value) -> Block:
    """The block of some JSON; without a state it is an accepted one."""
    return Block(
        id=_needed(item["id"]).text(),
        span=item.span(),
        state=item["state"].or_else(lambda one: one.one_of(State), State.PENCILLED),
        purpose=item["purpose"].or_else(Value.text, None),
    )


def _answer(line: str) -> Json:
    try:
        problem = problem_of(_parsed(line))
        return plan_json(plan(problem), problem.zone)
    except BadProblem as error:
        return {"error": {"where": error.where, "what": error.what}}


def _parsed(line: str) -> object:
    try:
        parsed: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        what = str(error) or "it is nested too deeply"
        raise BadProblem("$", f"is not JSON: {what}") from None
    return parsed


def _needed(value: Value) -> Value:
    if value.missing:
        raise value.wrong("is missing")
    return value


def _window(root: Value) -> Span:
    for key in ("start", "end"):
        _needed(root[key])
    window = root.span()
    if window.length > LONGEST_WINDOW:
        raise root["end"].wrong(
            f"must lie within {LONGEST_WINDOW.days} days of the start"
        )
    return window


def _busy(item: Value) -> Busy:
    return Busy(
        id=item["id"].or_else(Value.text, ""),
        span=item.span(),
        title=item["title"].or_else(Value.text, ""),
        movable=item["movable"].or_else(_movable, None),
    )


def _movable(item: Value) -> Movable:
    return Movable(
        earliest=item["earliest"].moment(),
        latest=item["latest"].moment(),
        cost=item["cost"].or_else(Value.number, 15.0),
    )


def _load(item: Value) -> Load:
    return Load(
        span=item.span(),
        hours=item["hours"].number(0.0, 10_000.0),
        spread=item["spread_hours"].or_else(Value.number, 0.0),
    )


def _survival(value: Value) -> tuple[Survival, ...]:
    return tuple(
        Survival(
            weekday=item["weekday"].or_else(lambda one: one.whole(0, 6), None),
            start=item["from"].clock(),
            end=item["to"].clock(),
            rate=_rate(item["rate"]),
        )
        for item in value.items()
    )


def _rate(value: Value) -> float:
    return value.number(0.0, 1.0)


def _happening(item: Value) -> Happening:
    return Happening(
        kind=item["kind"].one_of(Happened), at=item["at"].moment(), span=item.span()
    )


def _placed_json(placed: Placed, zone: ZoneInfo) -> Json:
    block = placed.block
    return {
        "id": block.id,
        **_span_json(block.span, zone),
        "state": block.state.value,
        "purpose": block.purpose,
        "survival": round(placed.survival, 2),
        "repays": hours_json(placed.repays),
        "why": [
            {"rule": one.rule, "points": _points(one.points), "text": one.text}
            for one in placed.why
        ],
        "runner_up": _runner_up_json(placed.runner_up, zone),
    }


def _runner_up_json(runner_up: RunnerUp | None, zone: ZoneInfo) -> Json | None:
    if runner_up is None:
        return None
    return {**_span_json(runner_up.span, zone), "points": _points(runner_up.points)}


def _unplaced_json(one: Unplaced, zone: ZoneInfo) -> Json:
    return {
        "hours": round(one.hours, 2),
        "because": one.because,
        "would_free": [
            {
                "uid": freeing.uid,
                "title": freeing.title,
                "start": freeing.start.astimezone(zone).isoformat(),
            }
            for freeing in one.would_free
        ],
    }


def _moved_json(one: Moved, zone: ZoneInfo) -> Json:
    return {
        "id": one.id,
        "from": _span_json(one.before, zone),
        "to": _span_json(one.after, zone) if one.after else None,
        "because": one.because,
    }


def _shifted_json(one: Shifted, zone: ZoneInfo) -> Json:
    return {
        "id": one.id,
        "title": one.title,
        "from": _span_json(one.before, zone),
        "to": _span_json(one.after, zone),
        "cost": _points(one.cost),
    }


def _span_json(span: Span, zone: ZoneInfo) -> Json:
    return {
        "start": span.start.astimezone(zone).isoformat(),
        "end": span.end.astimezone(zone).isoformat(),
    }


def hours_json(length: timedelta) -> float:
    """A length in hours, with two decimals."""
    return round(length / HOUR, 2)


def _points(points: float) -> float:
    return round(points, 3)
