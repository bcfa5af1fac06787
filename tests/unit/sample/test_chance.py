from datetime import UTC, date, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from tightrope.sample.dice import Dice
from tightrope.sample.rhythm import CODES, Rhythm
from tightrope.sample.when import at

days = st.dates(date(2025, 9, 1), date(2026, 12, 31))


@given(st.text(max_size=5), st.integers(-3, 3), st.integers(0, 5))
def test_a_whole_number_lies_between_its_bounds(name: str, low: int, size: int) -> None:
    assert low <= Dice(name).whole(low, low + size) <= low + size


def test_the_same_name_draws_the_same_and_another_another() -> None:
    draws = [[Dice(name).whole(0, 10**9) for _ in range(3)] for name in "aab"]

    assert draws[0] == draws[1] != draws[2]


@pytest.mark.parametrize("mean", [0.1, 1.0, 3.0])
def test_poisson_draws_have_their_mean(mean: float) -> None:
    dice = Dice("poisson")

    found = sum(dice.poisson(mean) for _ in range(5000)) / 5000

    assert found == pytest.approx(mean, abs=4 * (mean / 5000) ** 0.5)


def test_weights_are_shares() -> None:
    dice = Dice("weights")

    found = [dice.weighed("abc", (3, 1, 0)) for _ in range(4000)]

    assert found.count("a") / 4000 == pytest.approx(0.75, abs=0.03)
    assert found.count("c") == 0


def test_swings_lie_around_one() -> None:
    dice = Dice("swing")

    found = [dice.swing() for _ in range(4000)]

    assert min(found) > 0
    assert sum(found) / 4000 == pytest.approx(1, abs=0.04)


@given(st.integers(0, 6), st.text(max_size=3))
def test_some_are_different_and_in_order(count: int, name: str) -> None:
    found = Dice(name).some("abcdef", count)

    assert len(found) == count
    assert found == sorted(set(found))


@given(
    first=days,
    others=st.sets(st.sampled_from(range(7))),
    every=st.sampled_from([1, 2]),
    last=st.none() | days,
    count=st.sampled_from([0, 1, 5]),
)
def test_a_weekly_rule_gives_the_days_it_says(
    first: date, others: set[int], every: int, last: date | None, count: int
) -> None:
    on = " ".join(CODES[day] for day in sorted({first.weekday(), *others}))
    end = None if count or (last and last < first) else last
    rhythm = Rhythm(on=on, first=first, every=every, last=end, count=count)

    assert list(rhythm.days()) == _by_dateutil(rhythm)


@given(first=days, nth=st.sampled_from([1, 2, 3, 4, -1]))
def test_a_monthly_rule_gives_the_days_it_says(first: date, nth: int) -> None:
    weekday = CODES[first.weekday()]
    start = next(Rhythm(on=weekday, first=first, nth=nth).days(), None)
    if start is None:
        return
    rhythm = Rhythm(on=weekday, first=start, nth=nth)

    assert list(rhythm.days()) == _by_dateutil(rhythm)


def _by_dateutil(rhythm: Rhythm) -> list[date]:
    noon = at(rhythm.first, time(12))
    rule = rrulestr(rhythm.rule(), dtstart=noon.astimezone(UTC))
    limit = at(date(2027, 1, 4), time()) - timedelta(seconds=1)
    return [moment.date() for moment in rule.between(noon, limit, inc=True)]
