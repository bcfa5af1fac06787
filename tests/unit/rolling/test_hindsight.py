import pytest

from tests.unit.rolling.traces import a_trace, at, insists
from tightrope.rolling.bound import bound
from tightrope.rolling.generate import made
from tightrope.rolling.hindsight import hindsight
from tightrope.rolling.play import play
from tightrope.rolling.policies import POLICIES
from tightrope.rolling.policies.simple import Nothing
from tightrope.rolling.rules import Rules

RULES = Rules()


def test_an_empty_week_is_bound_by_three_mornings() -> None:
    found = bound(a_trace(), RULES, 0)

    assert found["net"] == pytest.approx(3 * 3.45, rel=0.003)
    assert [length for _, _, length in found["blocks"]] == [14, 14, 14]


def test_what_cannot_be_is_not_in_the_bound() -> None:
    meetings = [insists(day, at(day, 9), 9) for day in range(5)]

    assert bound(a_trace(meetings), RULES, 0)["net"] == pytest.approx(0)


def test_evenings_are_paid_in_the_bound_too() -> None:
    meetings = [insists(day, at(day, 13), 5) for day in range(5)]
    work = [(at(day, 9), 3.5) for day in range(5)]

    found = bound(a_trace(meetings, work), Rules(reach=(4, 32, 0)), 0)

    assert found["net"] == pytest.approx(0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [100, 108, 111, 114])
def test_no_policy_exceeds_the_bound_and_hindsight_lies_between(seed: int) -> None:
    trace = made(seed, weeks=8)
    anyway = play(trace, Nothing(), RULES).evening

    nets = {
        name: play(trace, player(), RULES).net(RULES, anyway)
        for name, player in POLICIES.items()
    }
    guides = [POLICIES[name]() for name in ("usual", "no-moves", "greedy-12h")]
    looking_back = hindsight(trace, RULES, anyway, guides, evaluations=60)

    most = bound(trace, RULES, anyway)["net"]
    assert max(nets.values()) <= most
    assert looking_back.net(RULES, anyway) <= most


def test_hindsight_finds_what_nobody_foresaw() -> None:
    surprise = insists(1, at(0, 9.5), 3, booked=at(0, 9))
    trace = a_trace([surprise], days=1)

    found = hindsight(trace, RULES, 0, [POLICIES["usual"]()], evaluations=60)

    assert found.kept == [(0, 16, 16)]
