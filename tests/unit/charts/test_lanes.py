from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tightrope.charts.lanes import lanes

stretches = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12)).map(
        lambda pair: (float(pair[0]), float(pair[0] + pair[1]))
    ),
    max_size=12,
)


@given(stretches)
def test_what_overlaps_never_shares_a_lane(
    held: list[tuple[float, float]],
) -> None:
    places = lanes(held)

    for (one, (lane, shared)), (two, (other, many)) in combinations(
        zip(held, places, strict=True), 2
    ):
        if one[0] < two[1] and two[0] < one[1]:
            assert lane != other
            assert shared == many
    assert all(0 <= lane < shared for lane, shared in places)


def test_what_only_touches_has_the_whole_width() -> None:
    assert lanes([(9, 10), (10, 11)]) == [(0, 1), (0, 1)]


def test_a_lane_is_used_again_when_it_is_free() -> None:
    assert lanes([(9, 12), (9, 10), (10, 11)]) == [(1, 2), (0, 2), (0, 2)]
