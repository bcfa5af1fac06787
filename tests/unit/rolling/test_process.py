import json
import sys
from pathlib import Path

import pytest

from tests.unit.rolling.traces import a_trace, always
from tightrope.core.planner.daily import USUAL, DailyPolicy
from tightrope.rolling.generate import made
from tightrope.rolling.play import Message, play
from tightrope.rolling.process import NoAnswer, NoProgram, Program, answered
from tightrope.rolling.rules import Rules, start_message
from tightrope.rolling.tally import Tally

RULES = Rules()
OURS = [sys.executable, "-P", "-m", "tightrope", "bench", "policy"]


def counted(tally: Tally) -> tuple[object, ...]:
    """All that is counted, but for the time it took."""
    return tally.kept, tally.evening, tally.late, tally.moves, tally.dropped


def test_our_policy_plays_the_same_as_a_process() -> None:
    trace = made(101, weeks=3)
    program = Program(OURS)

    try:
        through_pipes = play(trace, program, RULES)
    finally:
        program.close()

    here = play(trace, DailyPolicy(), RULES)
    assert counted(through_pipes) == counted(here)
    assert here.kept


def test_a_start_forgets_what_was_before() -> None:
    trace, policy = made(102, weeks=3), DailyPolicy()

    first, second = (play(trace, policy, RULES) for _ in range(2))

    assert counted(first) == counted(second)


def view(**more: object) -> Message:
    """A morning on which nothing is booked."""
    keys = ("busy", "blocks", "backlog", "flex", "news", "grind", "kept")
    return {
        "op": "plan",
        "reason": "morning",
        "now": 0,
        **dict.fromkeys(keys, ()),
    } | more


def test_wrong_lines_are_answered_and_the_next_one_is_read() -> None:
    start = start_message(RULES, 10, [])
    messages: list[object] = [
        view(),
        {"op": "dance"},
        ["start"],
        {**start, "energy": [1.0]},
        start,
        view(busy=[[0, 1]]),
        view(now="soon"),
        view(busy=[[0, -4, 3]]),
        view(),
    ]
    lines = [json.dumps(message) for message in messages]

    answers = [json.loads(line) for line in answered(["no JSON", "", *lines], USUAL)]

    where = [answer["error"]["where"] for answer in answers if "error" in answer]
    assert where == ["line", "op", "op", "line", "energy", "busy", "now", "busy"]
    assert answers[-1] == {"blocks": [[0, 0, 14], [1, 0, 14]], "moves": []}


def program(folder: Path, code: str) -> Program:
    """A program with that code."""
    path = folder / "other.py"
    path.write_text(code, "utf-8")
    return Program([sys.executable, str(path)])


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("raise SystemExit", "has ended instead of"),
        ("import sys\nfor _ in sys.stdin: print('hello', flush=True)", "is no plan"),
        ("import sys\nfor _ in sys.stdin: print('[]', flush=True)", "is no plan"),
        (
            "import sys\nfor _ in sys.stdin: print('{\"blocks\": [[1]]}', flush=True)",
            "is no plan",
        ),
    ],
)
def test_a_program_that_does_not_play_is_named(
    code: str, what: str, tmp_path: Path
) -> None:
    other = program(tmp_path, code)

    try:
        with pytest.raises(NoAnswer, match=what):
            play(a_trace(), other, RULES)
    finally:
        other.close()


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoProgram):
        Program([str(tmp_path / "nowhere")])
    with pytest.raises(NoProgram):
        Program([])


def test_another_program_is_played_by_the_same_rules(tmp_path: Path) -> None:
    code = (
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    if json.loads(line)['op'] == 'plan':\n"
        "        print(json.dumps({'blocks': [[1, 0, 12]]}), flush=True)\n"
    )
    other = program(tmp_path, code)

    try:
        tally = play(a_trace(), other, RULES)
    finally:
        other.close()

    assert counted(tally) == counted(play(a_trace(), always([1, 0, 12]), RULES))
