import json
import subprocess
import sys
from typing import Any

import pytest

from tests.unit.planner.situations import BERLIN, at, block, busy, problem
from tightrope.core.planner import State, plan
from tightrope.core.planner.wire import plan_json, plan_of, problem_of, solve

WEEK: dict[str, Any] = {
    "now": "2026-11-16T08:00:00+01:00",
    "zone": "Europe/Berlin",
    "start": "2026-11-16T00:00:00+01:00",
    "end": "2026-11-21T00:00:00+01:00",
    "working": [
        {
            "start": f"2026-11-{day}T09:00:00+01:00",
            "end": f"2026-11-{day}T18:00:00+01:00",
        }
        for day in range(16, 21)
    ],
    "busy": [
        {
            "id": "meeting-0",
            "start": "2026-11-17T09:30:00+01:00",
            "end": "2026-11-17T14:00:00+01:00",
            "movable": None,
        }
    ],
    "blocks": [],
    "owed_hours": 0,
    "policy": {},
    "survival": None,
    "history": None,
}


def answered(*problems: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in solve(json.dumps(one) for one in problems)]


def test_the_same_problem_in_json_gets_the_same_plan() -> None:
    asked = problem(busy=busy(at("09:30", 270, days=1)))

    [found] = answered(WEEK)

    assert found == json.loads(json.dumps(plan_json(plan(asked), BERLIN)))


def test_a_plan_has_the_keys_of_the_contract() -> None:
    [found] = answered({**WEEK, "busy": WEEK["busy"] * 3})

    assert set(found) == {"blocks", "unplaced", "moved", "moves", "score"}
    assert set(found["blocks"][0]) == {
        *("id", "start", "end", "state", "purpose", "survival", "repays", "why"),
        "runner_up",
    }
    assert set(found["score"]) == {"points", "bound", "proven", "by_rule"}
    assert found["blocks"][0]["start"] == "2026-11-16T09:00:00+01:00"


def test_a_wrong_problem_does_not_end_the_process() -> None:
    found = list(solve(["{", "", json.dumps(WEEK), "[]"]))

    first, second, third = (json.loads(line) for line in found)
    assert first["error"]["where"] == "$"
    assert len(second["blocks"]) == 3
    assert third == {"error": {"where": "$", "what": "must be an object"}}


@pytest.mark.parametrize(
    ("changed", "where", "what"),
    [
        ({"now": None}, "$.now", "is missing"),
        ({"now": "today"}, "$.now", "must be a time such as 2026-11-16T09:00:00+01:00"),
        ({"now": 3}, "$.now", "must be a text"),
        (
            {"now": "2026-11-16T08:00:00"},
            "$.now",
            "has no offset; add one, such as +00:00",
        ),
        (
            {"now": "0001-01-01T00:00:00+14:00"},
            "$.now",
            "lies outside the years that can be counted",
        ),
        ({"zone": "Mars"}, "$.zone", "must be a time zone such as Europe/Berlin"),
        ({"zone": "../etc"}, "$.zone", "must be a time zone such as Europe/Berlin"),
        ({"end": WEEK["now"][:-6] + "+03:00"}, "$.end", "must lie"),
        ({"end": "2030-01-01T00:00:00Z"}, "$.end", "must lie within 800 days of the"),
        ({"working": None}, "$.working", "is missing"),
        ({"working": {}}, "$.working", "must be a list"),
        ({"busy": [{"id": "a", "start": WEEK["now"]}]}, "$.busy[0].end", "must be a"),
        (
            {"busy": [{"id": "a", "start": WEEK["end"], "end": WEEK["start"]}]},
            "$.busy[0].end",
            "comes before the start",
        ),
        ({"owed_hours": -1}, "$.owed_hours", "must be from 0 to 10000"),
        ({"owed_hours": True}, "$.owed_hours", "must be a number"),
        ({"policy": []}, "$.policy", "must be an object"),
        ({"policy": {"per_week": 2.5}}, "$.policy.per_week", "must be a whole number"),
        (
            {"policy": {"longest_hours": 1}},
            "$.policy.longest_hours",
            "the longest block must not be below the shortest",
        ),
        (
            {"policy": {"energy": [{"from": "9", "to": "12:00", "worth": 1}]}},
            "$.policy.energy[0].from",
            "must be a time of day such as 09:30",
        ),
        (
            {"policy": {"reachable": {"from": 10}}},
            "$.policy.reachable.from",
            "must be a text",
        ),
        (
            {"policy": {"target_hours": [{"from": "2026-11-16", "to": "2026-11-16"}]}},
            "$.policy.target_hours[0].to",
            "must come after the first day",
        ),
        (
            {"history": [{"kind": "lost"}]},
            "$.history[0].kind",
            "must be one of booked, moved, cancelled, override, kept, broken",
        ),
        ({"survival": [{"from": "09:00"}]}, "$.survival[0].to", "must be a text"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    changed: dict[str, Any], where: str, what: str
) -> None:
    if changed.get("end", "").endswith("+03:00"):
        what = "comes before the start"
        changed = {"end": "2026-11-15T00:00:00Z"}

    [found] = answered({**WEEK, **changed})

    assert found["error"]["where"] == where
    assert found["error"]["what"].startswith(what)


@pytest.mark.parametrize("number", ["1e999", "NaN", "Infinity", "9" * 400])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    line = json.dumps({**WEEK, "owed_hours": "X"}).replace('"X"', number)

    [found] = solve([line])

    assert json.loads(found) == {
        "error": {"where": "$.owed_hours", "what": "must be from 0 to 10000"}
    }


def test_json_that_is_nested_too_deeply_is_refused() -> None:
    [found] = solve(["[" * 100_000])

    assert json.loads(found)["error"]["where"] == "$"


def test_unknown_keys_are_ignored() -> None:
    assert answered({**WEEK, "colour": 1, "policy": {"mood": "good"}}) == answered(WEEK)


def test_targets_are_days_or_times() -> None:
    def with_target(first: str, last: str) -> object:
        target = {"from": first, "to": last, "hours": 10}
        return problem_of({**WEEK, "policy": {"target_hours": [target]}}).policy.targets

    days = with_target("2026-11-16", "2026-11-21")

    assert days == with_target("2026-11-16T09:00:00+01:00", "2026-11-20T18:00:00+01:00")
    assert days == with_target("2026-11-15T23:00:00Z", "2026-11-20T23:00:00Z")


def test_every_key_is_read() -> None:
    found = problem_of(
        {
            **WEEK,
            "blocks": [
                {
                    "id": "b-1",
                    "start": "2026-11-19T09:00:00+01:00",
                    "end": "2026-11-19T12:00:00+01:00",
                    "state": "firm",
                    "purpose": "Roadmap",
                }
            ],
            "loads": [
                {
                    "start": WEEK["start"],
                    "end": WEEK["end"],
                    "hours": 5,
                    "spread_hours": 1,
                }
            ],
            "survival": [{"weekday": 0, "from": "09:00", "to": "24:00", "rate": 0.5}],
            "history": [
                {
                    "kind": "kept",
                    "at": "2026-11-13T12:00:00+01:00",
                    "start": "2026-11-13T09:00:00+01:00",
                    "end": "2026-11-13T12:00:00+01:00",
                }
            ],
        }
    )

    assert found.blocks == (
        block(at("09:00", 180, days=3), state=State.FIRM, purpose="Roadmap"),
    )
    assert [load.hours for load in found.loads] == [5.0]
    assert [one.rate for one in found.survival or ()] == [0.5]
    assert [one.span for one in found.history] == [at("09:00", 180, days=-3)]


def test_a_plan_can_be_read_back_as_the_one_before() -> None:
    asked = problem()
    before = plan(asked)

    read = plan_of(json.loads(json.dumps(plan_json(before, BERLIN))))

    assert [one.block for one in read.blocks] == [one.block for one in before.blocks]
    assert plan(asked, read) == plan(asked, before)


def test_the_records_come_without_numpy() -> None:
    code = "import sys, tightrope.core.planner; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
