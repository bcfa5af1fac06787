"""No policy sees what is not known yet, and the same trace is played the same way."""

from dataclasses import dataclass, field, replace

import pytest

from tightrope.core.planner.daily import VARIANTS, DailyPolicy
from tightrope.rolling.clock import SLOTS
from tightrope.rolling.generate import made
from tightrope.rolling.play import Message, Player, play
from tightrope.rolling.policies import POLICIES
from tightrope.rolling.rules import Rules
from tightrope.rolling.trace import OVERRIDE, Arrival, Trace, Work

RULES = Rules()


@dataclass(slots=True)
class Recorded:
    """A policy whose questions and answers are kept."""

    player: Player
    said: list[tuple[int, Message, Message]] = field(default_factory=list)

    def start(self, message: Message) -> None:
        self.player.start(message)

    def plan(self, view: Message) -> Message:
        answer = self.player.plan(view)
        self.said.append((view["now"], view, answer))
        return answer

    def until(self, moment: int) -> list[tuple[int, Message, Message]]:
        return [one for one in self.said if one[0] <= moment]


def with_another_future(trace: Trace, moment: int) -> Trace:
    """The same trace up to a moment, and afterwards everything otherwise."""
    known = [event for event in trace.events if event.c <= moment]
    known = [
        event if event.x is None or event.x <= moment else replace(event, x=None)
        for event in known
    ]
    more = [
        Arrival(10_000 + day, day * SLOTS + 1, day * SLOTS + 5, 6, OVERRIDE)
        for day in range(moment // SLOTS + 1, trace.days)
        if day not in trace.off
    ]
    work = [one for one in trace.grind if one.c <= moment]
    work += [Work(event.c, 9) for event in more]
    return replace(trace, events=(*known, *more), grind=tuple(work))


@pytest.mark.parametrize("name", POLICIES)
def test_what_is_not_known_changes_no_answer(name: str) -> None:
    trace = made(100, weeks=4)
    moment = 9 * SLOTS + 17
    now, otherwise = Recorded(POLICIES[name]()), Recorded(POLICIES[name]())

    play(trace, now, RULES)
    play(with_another_future(trace, moment), otherwise, RULES)

    assert now.until(moment) == otherwise.until(moment)
    assert len(now.until(moment)) >= 9
    assert now.said != otherwise.said


@pytest.mark.parametrize("name", POLICIES)
def test_the_same_trace_is_played_the_same_way(name: str) -> None:
    first, second = (Recorded(POLICIES[name]()) for _ in range(2))

    for recorded in (first, second):
        play(made(101, weeks=4), recorded, RULES)

    assert first.said == second.said


@pytest.mark.parametrize("variant", VARIANTS)
def test_our_answers_keep_the_rules(variant: str) -> None:
    policy = DailyPolicy(VARIANTS[variant])

    tallies = [play(made(seed, weeks=6), policy, RULES) for seed in (102, 111)]

    dropped = sum(tally.dropped for tally in tallies)
    assert dropped <= sum(tally.moves for tally in tallies)
    if not VARIANTS[variant].moving:
        assert dropped == 0
