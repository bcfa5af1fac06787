from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tightrope.charts.axis import Row
from tightrope.charts.letters import width

ROW = Row(y=100, low=0, high=300, letters=12)


def placed(wanted: list[tuple[float, str]]) -> list[tuple[str, float]]:
    """Each label that is drawn, with its middle."""
    tree = ET.fromstring(f"<g>{ROW.labels(wanted)}</g>")  # noqa: S314 - written by us
    return [(text.text or "", float(text.get("x", 0))) for text in tree]


@given(st.lists(st.tuples(st.floats(-50, 350), st.just("30 Sep")), max_size=12))
def test_labels_stay_inside_and_apart(wanted: list[tuple[float, str]]) -> None:
    half = width("30 Sep", 12) / 2

    middles = sorted(middle for _, middle in placed(wanted))

    assert all(half - 0.1 <= middle <= 300 - half + 0.1 for middle in middles)
    apart = [b - a for a, b in pairwise(middles)]
    assert all(distance >= 2 * half for distance in apart)


def test_the_first_label_wins_where_two_would_touch() -> None:
    assert placed([(150, "week 3"), (160, "1 week"), (40, "4 weeks")]) == [
        ("week 3", 150),
        ("4 weeks", 40),
    ]


def test_a_label_at_the_edge_moves_inside() -> None:
    ((_, middle),) = placed([(0, "16 Feb")])

    assert width("16 Feb", 12) / 2 <= middle < width("16 Feb", 12)
