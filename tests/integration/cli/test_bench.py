"""The rolling benchmark, called as a person calls it."""

import json
import sys
from pathlib import Path

import pytest

from tests.integration.cli.calling import Run

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "calendars"
WORKER = SHARED / "anon-worker-2022-2024.ics"
ECHO = (
    "import json, sys\n"
    "for line in sys.stdin:\n"
    "    message = json.loads(line)\n"
    "    if message['op'] == 'plan':\n"
    "        print(json.dumps({'blocks': message['blocks']}), flush=True)\n"
)


def test_a_quick_run_prints_a_row_for_each_policy_and_the_targets(run: Run) -> None:
    ended = run("bench", "rolling", "--quick", "--variant", "no-moves")

    rows = [line.split()[0] for line in ended.out.splitlines() if line]
    assert ended.code == 0
    assert [rows.count(name) for name in ("usual", "no-moves", "greedy-8h")] == [
        2,
        2,
        2,
    ]
    assert "net hours vs greedy-8h " in ended.out
    assert ended.err.splitlines()[0] == "1 of 4: base-0"


def test_json_is_the_same_twice_but_for_the_time_it_took(run: Run) -> None:
    words = ("bench", "rolling", "--quick", "--variant", "no-moves", "--json")

    first, second = run(*words).json, run(*words).json

    assert first.pop("timing").keys() == second.pop("timing").keys()
    assert first == second
    assert first["schema"] == 1
    assert set(first["policies"]) == {"greedy-8h", "greedy-12h", "usual", "no-moves"}
    assert first["policies"]["greedy-8h"]["vs"]["greedy-8h"] == 1.0
    assert first["policies"]["no-moves"]["answers_against_the_rules"] == 0


def test_another_program_is_in_the_table(run: Run, tmp_path: Path) -> None:
    program = tmp_path / "echo.py"
    program.write_text(ECHO, "utf-8")

    ended = run(
        "bench", "rolling", "--quick", "--json", "--cmd", f"{sys.executable} {program}"
    )

    other = ended.json["policies"]["cmd"]
    assert (other["net_hours_per_4_weeks"], other["wins"]) == (0.0, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--seeds", "few"), "--seeds 'few' is no range such as 0-19, nor a number"),
        (("--seeds", "17-19"), "--seeds '17-19' is no range"),
        (
            ("--cmd", "/nowhere/planner", "--quick"),
            "/nowhere/planner cannot be started",
        ),
        (("--cmd", " ", "--quick"), "nothing cannot be started"),
    ],
)
def test_a_wrong_call_is_one_line(words: tuple[str, ...], said: str, run: Run) -> None:
    ended = run("bench", "rolling", "--no-bound", *words)

    last = ended.err.splitlines()[-1]
    assert (ended.code, ended.out) == (2, "")
    assert last.startswith(f"tightrope: {said}")


def test_the_policy_answers_lines(run: Run) -> None:
    start = {
        "op": "start",
        "rules": {
            "min_len": 12,
            "max_len": 16,
            "per_week": 3,
            "horizon_days": 20,
            "reach": [4, 32, 4],
        },
        "energy": [1.0] * 36,
        "slots_per_day": 36,
        "days": 10,
        "lunch": [14, 16],
        "off": [0],
    }
    plan = {"op": "plan", "reason": "morning", "now": 36}
    lines = "\n".join(json.dumps(one) for one in (start, plan))

    ended = run("bench", "policy", "--variant", "early", stdin=f"{lines}\n".encode())

    answer = ended.json
    assert answer["moves"] == []
    assert [day for day, _, _ in answer["blocks"]][:1] == [1]


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not WORKER.exists(), reason="needs the founders' shared data")
def test_a_real_calendar_is_replayed(run: Run) -> None:
    ended = run(
        *("bench", "rolling", "--seeds", "17", "--no-bound", "--json"),
        *("--variant", "no-moves", "--calendar", WORKER),
    )

    traces = ended.json["traces"]
    assert [(trace["name"], trace["weeks"]) for trace in traces] == [("real-17", 30)]
    assert traces[0]["net_hours"]["usual"] > traces[0]["net_hours"]["greedy-8h"] > 0
