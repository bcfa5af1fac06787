from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.charts.seen import path_points
from tightrope.charts.shapes import Box, band, smooth, spread, stripes

heights = st.lists(st.floats(0, 400), min_size=2, max_size=30)
boxes = st.builds(
    Box,
    st.floats(0, 500),
    st.floats(0, 500),
    st.floats(0, 200),
    st.floats(0, 300),
)


@given(heights)
def test_a_smooth_line_never_overshoots_its_points(ys: list[float]) -> None:
    points = [(x * 10.0, y) for x, y in enumerate(ys)]

    drawn = list(path_points(smooth(points)))

    # A Bezier curve lies in the hull of its ends and handles.
    for place, ((_, before), (_, after)) in enumerate(pairwise(points)):
        hull = drawn[3 * place : 3 * place + 4]
        assert min(y for _, y in hull) >= min(before, after) - 0.05
        assert max(y for _, y in hull) <= max(before, after) + 0.05
        assert [x for x, _ in hull] == sorted(x for x, _ in hull)


def test_a_smooth_line_goes_through_each_point_level() -> None:
    path = smooth([(0, 10), (20, 30), (40, 5)])

    assert path == "M0,10C10,10 10,30 20,30C30,30 30,5 40,5"


def test_a_band_goes_along_its_top_and_back_along_its_bottom() -> None:
    path = band([(0, 1), (2, 1)], [(0, 5), (2, 6)])

    assert path == "M0,1C1,1 1,1 2,1L2,6C1,6 1,5 0,5Z"


@given(st.lists(st.floats(-50, 500), min_size=1, max_size=12))
def test_spread_labels_keep_their_distance_and_their_order(places: list[float]) -> None:
    result = spread(places, 17, 20, 374)

    before = sorted(range(len(places)), key=lambda place: places[place])
    ordered = [result[place] for place in before]
    assert all(below - above >= 17 - 1e-9 for above, below in pairwise(ordered))
    assert ordered[0] >= 20 - 1e-9
    assert ordered[-1] <= 374 + 1e-9


@given(st.lists(st.floats(0, 100), min_size=2, max_size=40))
def test_labels_without_room_stay_inside_and_come_closer(places: list[float]) -> None:
    result = spread(places, 17, 0, 100)

    assert min(result) >= -1e-9
    assert max(result) <= 100 + 1e-9


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread([100, 20, 60], 17, 0, 200) == [100, 20, 60]


@given(boxes)
def test_stripes_stay_in_their_box(box: Box) -> None:
    points = list(path_points(stripes(box, every=12)))

    assert all(
        box.x - 0.06 <= x <= box.x + box.width + 0.06
        and box.y - 0.06 <= y <= box.y + box.height + 0.06
        for x, y in points
    )


def test_stripes_fill_half_of_a_large_box() -> None:
    corners = stripes(Box(0, 0, 120, 120), every=12)

    area = 0.0
    for piece in corners.removesuffix("Z").split("Z"):
        points = list(path_points(piece))
        area += abs(
            sum(
                a[0] * b[1] - a[1] * b[0]
                for a, b in zip(points, [*points[1:], points[0]], strict=True)
            )
            / 2
        )
    assert abs(area - 7200) < 200
