import pytest

from tests.unit.rolling.traces import (
    DAY,
    Says,
    a_trace,
    always,
    at,
    gives_way,
    insists,
)
from tightrope.rolling.play import play
from tightrope.rolling.rules import Rules
from tightrope.rolling.trace import Arrival

RULES = Rules()
MORNING = [1, 0, 12]


def test_a_block_that_nothing_hits_is_kept() -> None:
    tally = play(a_trace(), always(MORNING), RULES)

    assert tally.kept == [(1, 0, 12)]
    assert (tally.kept_hours, tally.worth) == (3.0, 3.0)
    assert tally.net(RULES, evening_anyway=0) == 3.0


def test_an_afternoon_is_worth_less() -> None:
    tally = play(a_trace(), always([1, 20, 12]), RULES)

    assert tally.worth == pytest.approx((4 * 0.9 + 8 * 0.8) / 4)


def test_a_meeting_that_insists_breaks_a_block() -> None:
    hit = insists(1, at(1, 10), 0.5, booked=at(0, 15))

    tally = play(a_trace([hit]), always(MORNING), RULES)

    assert (tally.kept, tally.broken) == ([], 1)


def test_a_block_keeps_its_longest_part_where_that_is_long_enough() -> None:
    hit = insists(1, at(1, 9), 0.5, booked=at(0, 15))
    policy = Says([{"blocks": [[1, 0, 14]]}, {"blocks": [[1, 2, 12]]}])

    tally = play(a_trace([hit]), policy, RULES)

    assert (tally.kept, tally.trimmed, tally.late) == ([(1, 2, 12)], 1, 0)


def test_a_meeting_that_gives_way_goes_to_the_nearest_free_place() -> None:
    asks = gives_way(1, at(1, 11), 1, booked=at(0, 15))
    policy = always(MORNING)

    tally = play(a_trace([asks]), policy, RULES)

    last_morning = policy.seen[-4]
    assert last_morning["busy"] == [[1, 16, 4]]
    assert last_morning["news"] == [[at(0, 15), at(1, 13), 4, 1, 0]]
    assert (tally.kept, tally.deflected, tally.broken) == ([(1, 0, 12)], 1, 0)


def test_where_no_place_is_free_it_lands_after_all() -> None:
    full = insists(1, at(1, 12), 6)
    asks = gives_way(2, at(1, 11), 1, booked=at(0, 15))
    policy = always([1, 0, 12])

    tally = play(a_trace([full, asks]), policy, Rules(reach=(4, 32, 0)))

    assert (tally.kept, tally.broken) == ([], 1)


def test_work_is_done_in_what_is_free_and_else_in_the_third_evening() -> None:
    meetings = [insists(day, at(day, 9), 9) for day in range(3)]
    work = [(at(0, 9), 2.0), (at(2, 9), 1.0)]

    tally = play(a_trace(meetings, work), always(), RULES)

    assert tally.evening == 8


def test_a_block_that_takes_the_time_of_work_causes_an_evening() -> None:
    meetings = [insists(day, at(day, 13), 5) for day in range(3)]
    work = [(at(0, 9), 10.0)]
    trace = a_trace(meetings, work)

    rules = Rules(reach=(4, 32, 0))
    without = play(trace, always(), rules)
    tally = play(trace, always([1, 0, 14]), rules)

    assert (without.evening, tally.evening) == (0, 12)
    assert tally.net(rules, without.evening) == pytest.approx(3.45 - 1.5 * 3)


def test_a_changed_block_has_its_price_by_how_far_it_is() -> None:
    near = Says([{"blocks": [[1, 0, 12]]}, {"blocks": [[1, 1, 12]]}])
    far = Says([{"blocks": [[9, 0, 12]]}, {"blocks": [[9, 1, 12]]}])

    changed_near = play(a_trace(), near, RULES)
    changed_far = play(a_trace(days=10), far, RULES)

    assert (changed_near.late, changed_near.early) == (1, 0)
    assert (changed_far.late, changed_far.early) == (0, 1)
    assert changed_near.net(RULES, 0) == pytest.approx(2.975 - 0.5)
    assert changed_far.net(RULES, 0) == pytest.approx(2.975 - 0.05)


@pytest.mark.parametrize(
    "block",
    [
        [1, 0, 11],
        [1, 0, 17],
        [1, 8, 12],
        [1, 30, 12],
        [1, -3, 12],
        [2, 0, 12],
        [99, 0, 12],
    ],
    ids=["short", "long", "lunch", "late", "early", "day off", "beyond the end"],
)
def test_a_block_against_the_rules_is_dropped(block: list[int]) -> None:
    tally = play(a_trace(days=3, off=[2]), always(block), RULES)

    assert tally.kept == []
    assert tally.dropped >= 1


def test_a_day_with_a_block_has_to_stay_reachable() -> None:
    tally = play(a_trace([insists(1, at(1, 13), 5)]), always([1, 0, 14]), RULES)

    assert tally.kept == []


def test_three_blocks_a_week_are_the_most() -> None:
    tally = play(a_trace(), always(*([day, 0, 12] for day in range(5))), RULES)

    assert [day for day, _, _ in tally.kept] == [0, 1, 2]


def test_a_flexible_meeting_can_be_moved_once_and_in_its_week() -> None:
    flexible = Arrival(7, -1, at(1, 10), 2, flex=True)
    to = at(2, 10)
    policy = always(MORNING, moves=[[7, to]])

    tally = play(a_trace([flexible]), policy, RULES)

    assert (tally.kept, tally.moves) == ([(1, 0, 12)], 1)
    assert policy.seen[1]["flex"] == [[7, at(1, 10), 2]]
    assert all(view["flex"] == [] for view in policy.seen[2:])
    assert tally.net(RULES, 0) == pytest.approx(3 - 0.25)


def test_a_meeting_is_not_moved_to_another_week_or_onto_others() -> None:
    flexible = Arrival(7, -1, at(1, 10), 2, flex=True)
    other = insists(8, at(2, 10), 1)

    for to in (at(6, 10), at(2, 10), at(1, 12.5)):
        policy = always(moves=[[7, to]])
        tally = play(a_trace([flexible, other], days=10), policy, RULES)
        assert (tally.moves, tally.dropped > 0) == (0, True)


def test_what_is_cancelled_is_told_and_gives_its_time_back() -> None:
    gone = insists(1, at(1, 10), 1, cancelled=at(0, 14))
    policy = always()

    play(a_trace([gone]), policy, RULES)

    asked = [(view["reason"], view["now"], view["busy"]) for view in policy.seen[1:]]
    assert asked[:3] == [
        ("morning", 0, [[1, 4, 4]]),
        ("cancel", at(0, 14), []),
        ("morning", DAY, []),
    ]


def test_what_stood_the_evening_before_is_held_against_what_was_kept() -> None:
    hit = insists(1, at(1, 15), 1, booked=at(1, 14))
    policy = Says(
        [{"blocks": [[1, 20, 16]]}, {"blocks": [[1, 20, 16]]}, {"blocks": []}]
    )

    tally = play(a_trace([hit]), policy, Rules(reach=(4, 32, 0)))

    assert tally.promised == [(1, 20, 16)]
    assert tally.promised_hours == 4
    assert tally.kept_of_promised_hours == 0


def test_a_drought_counts_working_days_without_a_block() -> None:
    tally = play(a_trace(days=8, off=[4]), always(MORNING), RULES)

    assert tally.drought(8, frozenset({4})) == 5
