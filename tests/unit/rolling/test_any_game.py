"""Whatever the rules and the calendar, our policy answers, and keeps to the rules."""

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tightrope.core.planner.daily import USUAL, VARIANTS, DailyPolicy
from tightrope.rolling.generate import made
from tightrope.rolling.play import Message, play
from tightrope.rolling.process import answered
from tightrope.rolling.rules import Rules, start_message
from tightrope.rolling.trace import Trace

TRACES = [made(seed, weeks=3) for seed in (100, 108, 111, 114)]

GAMES = st.builds(
    Rules,
    min_len=st.integers(4, 14),
    max_len=st.integers(14, 18),
    per_week=st.integers(0, 5),
    horizon_days=st.integers(0, 25),
    reach=st.tuples(st.just(4), st.integers(4, 36), st.integers(0, 6)),
    overtime_price=st.sampled_from([0.0, 1.0, 4.0]),
    change_cost_h=st.sampled_from([0.0, 0.5]),
    firm_days=st.integers(0, 6),
    move_cost_h=st.sampled_from([0.0, 0.25, 3.0]),
)


@given(GAMES, st.sampled_from(TRACES), st.sampled_from(sorted(VARIANTS)))
def test_no_block_of_ours_is_ever_against_the_rules(
    rules: Rules, trace: Trace, variant: str
) -> None:
    dials = replace(VARIANTS[variant], moving=False)

    tally = play(trace, DailyPolicy(dials), rules)

    assert tally.dropped == 0


@given(st.sampled_from(TRACES))
def test_moves_have_to_be_worth_their_price(trace: Trace) -> None:
    dear = play(trace, DailyPolicy(), Rules(move_cost_h=50.0))

    assert dear.moves == 0


def odd(view: Message, dice: Random) -> Message:
    """The same view as another simulator might write it."""
    return {
        **view,
        "backlog": [[day, slots + 0.5] for day, slots in view["backlog"]],
        "flex": [[f"m{id_}", at, length] for id_, at, length in view["flex"]],
        "news": [[*row[:3], bool(row[3]), bool(row[4])] for row in view["news"]],
        "kept": [[*row, "more"] for row in view["kept"]],
        "weather": dice.random(),
    }


@pytest.mark.parametrize("seed", [100, 111])
def test_another_simulators_dialect_is_understood(seed: int) -> None:
    dice, lines = Random(seed), [json.dumps(start_message(Rules(), 15, []))]

    class Listening(DailyPolicy):
        def plan(self, message: Message) -> Message:  # type: ignore[override] # narrower
            lines.append(json.dumps(odd(message, dice)))
            return super().plan(message)

    play(made(seed, weeks=3), Listening(), Rules())

    answers = [json.loads(line) for line in answered(lines, USUAL)]
    assert len(answers) == len(lines) - 1
    assert [set(answer) for answer in answers] == [{"blocks", "moves"}] * len(answers)
    assert any(answer["blocks"] for answer in answers)
    assert all(str(id_)[0] == "m" for answer in answers for id_, _ in answer["moves"])
