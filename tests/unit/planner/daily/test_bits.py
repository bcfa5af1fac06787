from hypothesis import given
from hypothesis import strategies as st

from tightrope.core.planner.daily.bits import each_of, mask_of, places, runs_of

MASKS = st.integers(0, (1 << 36) - 1)


@given(MASKS)
def test_runs_make_up_the_mask_and_do_not_touch(mask: int) -> None:
    runs = runs_of(mask)

    assert sum(mask_of(*run) for run in runs) == mask
    ends = [start + length for start, length in runs]
    assert all(end < start for end, (start, _) in zip(ends, runs[1:], strict=False))


@given(MASKS, st.integers(1, 20))
def test_a_place_is_where_so_many_slots_are_free(mask: int, length: int) -> None:
    found = each_of(places(mask, length))

    assert found == [start for start in range(36) if not mask_of(start, length) & ~mask]
