"""The JSON of every command: the keys of the contract, and the same bytes each time."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.integration.cli.calling import Run
from tests.integration.cli.shapes import (
    Each,
    Maybe,
    count,
    day,
    either,
    flag,
    hours,
    misfits,
    number,
    one_of,
    share,
    text,
    time,
    week,
    words,
)
from tightrope.core.balance import Facet

NOW = "2026-11-17T09:00+01:00"
SCHEMA = one_of(1)
PHASE = one_of("intense", "normal", "quiet")
STATE = one_of(
    "proposed", "pencilled", "firm", "locked", "in_progress", "kept", "overridden"
)
PROBLEMS = [{"source": words, "where": text, "what": words}]
SPAN = {"start": time, "end": time}
WHOLE = {"start": either(time, day), "end": either(time, day)}
FACETS = Each(hours, {facet.value for facet in Facet})
SIDES = {"grind": hours, "vision": hours, "off": hours, "facets": FACETS}
TODAY = {"phase": PHASE, "since": day, "weeks": count, "enough_history": flag}

# Each table has the contract's keys first; those that we added stand after a `|`.
EVENTS = {
    "schema": SCHEMA,
    "events": [
        {
            **WHOLE,
            "uid": words,
            "recurrence_id": Maybe(words),
            "all_day": flag,
            "title": text,
            "busy": flag,
            "status": one_of("confirmed", "tentative", "cancelled"),
            "organizer_is_me": Maybe(flag),
            "attendees": count,
            "flexible": flag,
            "cancelled": flag,
        }
        | {"series": words, "created": Maybe(time), "ours": flag}
    ],
    "problems": PROBLEMS,
    "timing": {"seconds": number, "occurrences": count},
} | {"zone": words, "from": time, "to": time}
BALANCE_IN_SHORT = {
    "weeks": [{"week": week, **SIDES} | {"monday": day, "unsorted": hours}],
    "total": SIDES | {"unsorted": hours},
    "usable_hours": hours,
    "fragmented_hours": hours,
} | {"free_hours": hours}
WINNING = [{"uid": words, "title": words, "start": time, "focus_hours": hours}]
BALANCE = {"schema": SCHEMA, **BALANCE_IN_SHORT, "problems": PROBLEMS} | {
    "urgent_hours": hours,
    "held_for_vision_hours": hours,
    "taken_by_urgent_hours": hours,
    "worth_moving": WINNING,
}
FLOOR = {
    "week": week,
    "monday": day,
    "hours": hours,
    "kept": hours,
    "held": hours,
    "urgent": hours,
    "taken": hours,
    "likely": hours,
    "breaks": Maybe(day),
    "gaps": [SPAN],
    "worth_moving": WINNING,
    "text": words,
}
EVIDENCE = {
    "text": words,
    "temporary": text,
    "known_days": count,
    "days": count,
    "hours": hours,
    "usual_hours": hours,
    "usual_week": hours,
    "drivers": [{"facet": words, "hours": hours}],
}
RANGE = {"week": week, "p10": hours, "p50": hours, "p90": hours, "booked": Maybe(hours)}
CYCLE_IN_SHORT = {
    "today": {**TODAY, "evidence": EVIDENCE}
    | {"confidence": share, "unclear": flag, "new_normal": flag},
    "spells": [
        {"phase": PHASE, "start": day, "end": day}
        | {
            "open": flag,
            "hours_a_week": Maybe(hours),
            "other_hours_a_week": Maybe(hours),
            "drivers": [{"facet": words, "hours": number}],
        }
    ],
    "forecast": [RANGE | {"monday": day}],
    "next_quiet": Maybe({"p10": day, "p50": day, "p90": day}),
    "says": words,
}
CYCLE = {
    "schema": SCHEMA,
    **CYCLE_IN_SHORT,
    "days": [{"date": day, "phase": PHASE} | {"confidence": share}],
} | {
    "problems": PROBLEMS,
    "floor": Maybe(FLOOR),
    "notices": [{"date": day, "phase": PHASE, "before": PHASE, "confidence": share}],
}
MOVED = {"id": words, "from": SPAN, "to": Maybe(SPAN), "because": words}
SOLVED = {
    "blocks": [
        {
            "id": words,
            **SPAN,
            "state": STATE,
            "purpose": Maybe(words),
            "survival": share,
            "repays": hours,
            "why": [{"rule": words, "points": number, "text": words}],
            "runner_up": Maybe({**SPAN, "points": number}),
        }
    ],
    "unplaced": [
        {
            "hours": hours,
            "because": words,
            "would_free": [{"uid": text, "title": text, "start": time}],
        }
    ],
    "moved": [MOVED],
    "moves": [MOVED],
    "score": {
        "points": number,
        "bound": number,
        "proven": flag,
        "by_rule": Each(number),
    },
}
PLAN = {
    "schema": SCHEMA,
    "balance": BALANCE_IN_SHORT,
    "cycle": CYCLE_IN_SHORT,
    **SOLVED,
} | {"now": time, "zone": words, "from": time, "to": time, "problems": PROBLEMS}
VERDICT = {"side": words, "facet": words, "confidence": share, "because": words}
CLASSIFY = {
    "schema": SCHEMA,
    "rows": [{"text": text, "kind": text, **VERDICT}],
    "problems": PROBLEMS,
}
POLICY = {
    "schema": SCHEMA,
    "policy": [{"key": words, "value": text, "default": text, "asks": words}],
}
SHAPES = {
    "events": EVENTS,
    "balance": BALANCE,
    "cycle": CYCLE,
    "plan": PLAN,
    "demo": PLAN,
    "classify": CLASSIFY,
    "policy": POLICY,
}
"""What each command answers with --json."""

PROBLEM = {
    "now": "2026-11-16T08:00+01:00",
    "zone": "Europe/Berlin",
    "start": "2026-11-16T08:00+01:00",
    "end": "2026-11-21T00:00+01:00",
    "working": [
        {
            "start": f"2026-11-{number}T09:00+01:00",
            "end": f"2026-11-{number}T18:00+01:00",
        }
        for number in range(16, 21)
    ],
    "busy": [
        {
            "id": "standup",
            "start": "2026-11-16T09:30+01:00",
            "end": "2026-11-16T10:00+01:00",
            "movable": None,
        }
    ],
    "blocks": [
        {
            "id": "b1",
            "start": "2026-11-17T09:00+01:00",
            "end": "2026-11-17T12:00+01:00",
            "state": "firm",
        }
    ],
    "owed_hours": 3.5,
    "policy": {"per_week": 2},
    "survival": None,
    "history": None,
    "unknown": "is ignored",
}


@pytest.fixture
def calls(year: Path, tmp_path: Path) -> dict[str, Sequence[object]]:
    """A call of each command, with everything that its answer depends on."""
    table = tmp_path / "titles.csv"
    table.write_text("text,kind\nSprint planning,calendar\nxyzzy,\n", "utf-8")
    clock = ("--now", NOW, "--json")
    return {
        "events": ("events", year, *clock),
        "balance": ("balance", year, *clock),
        "cycle": ("cycle", year, *clock),
        "plan": ("plan", year, *clock),
        "demo": ("demo", *clock),
        "classify": ("classify", table, "--json"),
        "policy": ("policy", "explain", "--json"),
    }


@pytest.mark.parametrize("command", SHAPES)
def test_nothing_but_the_answer_is_told_with_every_key_and_each_of_its_type(
    command: str, calls: dict[str, Sequence[object]], run: Run
) -> None:
    ended = run(*calls[command])

    assert list(misfits(ended.json, SHAPES[command])) == []
    assert next(iter(ended.json)) == "schema"
    assert json.dumps(ended.json, ensure_ascii=False) + "\n" == ended.out
    assert ended.err == ""


@pytest.mark.parametrize("command", SHAPES)
def test_the_same_call_gives_the_same_bytes(
    command: str, calls: dict[str, Sequence[object]], run: Run
) -> None:
    def without_timing() -> str:
        answer = run(*calls[command]).json
        answer.pop("timing", None)
        return json.dumps(answer)

    assert without_timing() == without_timing()


@pytest.mark.slow
def test_no_answer_hangs_on_the_order_of_a_set(year: Path) -> None:
    def answered(seed: str) -> bytes:
        ended = subprocess.run(
            [sys.executable, "-m", "tightrope", "plan", year, "--now", NOW, "--json"],
            capture_output=True,
            check=True,
            env=os.environ
            | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        return ended.stdout

    assert answered("1") == answered("2")


def test_events_are_listed_by_start_then_uid(year: Path, run: Run) -> None:
    span = ("--from", "2026-07-06", "--to", "2026-08-17")

    answer = run("events", year, *span, "--json").json

    found = [
        (event["start"].ljust(len("2026-07-06T00:00:00"), "T"), event["uid"])
        for event in answer["events"]
    ]
    found = [(start.replace("TTTTTTTTT", "T00:00:00"), uid) for start, uid in found]
    assert len({len(event["start"]) for event in answer["events"]}) == 2
    assert len(found) == answer["timing"]["occurrences"] > 100
    assert found == sorted(found)


def test_solve_answers_a_problem_by_a_plan_and_a_wrong_one_by_what_is_wrong(
    run: Run,
) -> None:
    good = json.dumps(PROBLEM)
    wrong = json.dumps(PROBLEM | {"policy": {"per_week": "many"}})

    ended = run("solve", stdin=f"{good}\n{wrong}\nno JSON\n{good}\n".encode())

    first, second, third, last = map(json.loads, ended.out.splitlines())
    assert (ended.code, ended.err) == (0, "")
    assert list(misfits(first, SOLVED)) == []
    assert [block["id"] for block in first["blocks"]].count("b1") == 1
    assert list(misfits(second, {"error": {"where": words, "what": words}})) == []
    assert second["error"]["where"] == "$.policy.per_week"
    assert third["error"]["where"] == "$"
    assert last == first


def test_bytes_that_are_no_text_are_answered_too(run: Run) -> None:
    ended = run("solve", stdin=b"\xff\xfe\x00\n")

    assert ended.code == 0
    assert json.loads(ended.out)["error"]["where"] == "$"


@pytest.mark.parametrize("command", ["events", "balance", "cycle", "plan"])
def test_what_is_left_out_is_named_in_the_answer_and_counted_on_stderr(
    command: str, run: Run
) -> None:
    source = (Path(__file__).parent / "one-of-three-is-broken.ics").read_bytes()

    ended = run(command, "-", "--now", NOW, "--json", stdin=source)

    problems = ended.json["problems"]
    assert [problem["source"] for problem in problems] == ["standard input"]
    assert list(misfits(problems, PROBLEMS)) == []
    assert ended.err.splitlines()[0] == "1 problem did not stop the work:"
    assert "Secret" not in ended.err + problems[0]["what"]


def test_of_three_events_two_are_read(run: Run) -> None:
    source = (Path(__file__).parent / "one-of-three-is-broken.ics").read_bytes()

    ended = run("events", "-", "--now", NOW, "--json", stdin=source)

    titles = [event["title"] for event in ended.json["events"]]
    assert titles == ["Sprint planning", "Customer call"]
