import pytest

from tests.unit.charts import seen
from tightrope.charts import Hole, Size, Table, punch_card
from tightrope.charts.errors import NoHours, NothingToDraw

TUESDAY = Hole(weekday=1, hour=9, held=16.0, kept=15.0)
MONDAY = Hole(weekday=0, hour=15, held=4.0, kept=1.0)
FRIDAY = Hole(weekday=4, hour=11, held=4.0, kept=2.0)


def test_it_is_drawn_as_large_as_it_was_held_and_filled_as_it_was_kept() -> None:
    drawing = punch_card([MONDAY, TUESDAY, FRIDAY])

    at = {box.what: box for box in seen.shapes(drawing)}
    wide = {what: at[what].right - at[what].left for what in at if what[:2] == "pc"}
    assert set(wide) == {"pc-hi", "pc-mid", "pc-lo", "pc-no"}
    assert wide["pc-hi"] > wide["pc-lo"] > wide["pc-no"]


def test_it_says_what_it_found() -> None:
    drawing = punch_card([MONDAY, TUESDAY, FRIDAY])

    assert drawing.desc == (
        "75 % of the time that was held for the long view is kept: best on Tuesday at "
        "9, worst on Monday at 15."
    )
    assert drawing.table == Table(
        head=("Weekday", "Hour", "Held", "Kept"),
        rows=(
            ("Monday", 15, 4.0, 1.0),
            ("Tuesday", 9, 16.0, 15.0),
            ("Friday", 11, 4.0, 2.0),
        ),
    )


def test_the_weekend_and_the_night_are_drawn_where_they_held_something() -> None:
    usual = punch_card([TUESDAY])
    late = punch_card([TUESDAY, Hole(weekday=5, hour=21, held=1.0, kept=1.0)])

    assert [box.what for box in seen.words(usual) if box.what.isalpha()] == [
        *("Mon", "Tue", "Wed", "Thu", "Fri")
    ]
    assert late.height > usual.height
    assert "21" in [box.what for box in seen.words(late)]


@pytest.mark.parametrize("size", Size)
def test_a_card_without_time_is_not_drawn(size: Size) -> None:
    with pytest.raises(NothingToDraw):
        punch_card([], size=size)


@pytest.mark.parametrize(("held", "kept"), [(1.0, 2.0), (1.0, -1.0)])
def test_no_more_is_kept_than_was_held(held: float, kept: float) -> None:
    with pytest.raises(NoHours):
        Hole(weekday=0, hour=9, held=held, kept=kept)
