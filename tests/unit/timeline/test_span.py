"""Spans: half-open, in UTC, and adding up."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tightrope.core.errors import BackwardSpan, NoZone
from tightrope.core.timeline import Span, gaps, total, union

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)


def minutes(start: int, end: int) -> Span:
    return Span(MONDAY + timedelta(minutes=start), MONDAY + timedelta(minutes=end))


spans = st.builds(
    lambda start, length: minutes(start, start + length),
    st.integers(0, 600),
    st.integers(0, 120),
)


def test_a_span_keeps_utc() -> None:
    berlin = datetime(2026, 11, 16, 10, tzinfo=ZoneInfo("Europe/Berlin"))

    span = Span(berlin, berlin + timedelta(hours=1))

    assert span.start.tzinfo is UTC
    assert span.start == datetime(2026, 11, 16, 9, tzinfo=UTC)


def test_a_length_is_real_time_when_the_clocks_change() -> None:
    zone = ZoneInfo("Europe/Berlin")
    evening = datetime(2026, 3, 28, 12, tzinfo=zone)

    span = Span(evening, datetime(2026, 3, 29, 12, tzinfo=zone))

    assert span.length == timedelta(hours=23)


def test_a_moment_without_zone_is_refused() -> None:
    naive = MONDAY.replace(tzinfo=None)

    with pytest.raises(NoZone):
        Span(naive, naive)


def test_a_span_does_not_run_backward() -> None:
    with pytest.raises(BackwardSpan):
        minutes(60, 0)


def test_spans_that_touch_do_not_overlap() -> None:
    assert not minutes(0, 60).overlaps(minutes(60, 120))
    assert minutes(0, 61).overlaps(minutes(60, 120))


def test_a_clipped_span_is_the_common_part() -> None:
    assert minutes(0, 60).clipped(minutes(30, 90)) == minutes(30, 60)
    assert minutes(0, 60).clipped(minutes(60, 90)) is None


@given(st.lists(spans))
def test_gaps_and_busy_time_make_up_the_window(taken: list[Span]) -> None:
    window = minutes(0, 600)
    inside = [part for span in taken if (part := span.clipped(window))]

    free = gaps(window, taken)

    assert total(free) + total(inside) == window.length
    assert union([*free, *inside]) == [window]


@given(st.lists(spans))
def test_a_union_neither_overlaps_nor_touches(taken: list[Span]) -> None:
    merged = union(taken)

    assert all(a.end < b.start for a, b in pairwise(merged))
    assert union(merged) == merged
