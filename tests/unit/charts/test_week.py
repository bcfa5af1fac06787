from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.unit.charts import seen, week_47
from tests.unit.charts.week_47 import at, grind
from tightrope.charts import Item, Kind, Size, Table, Week, week_grid, weeks_ahead
from tightrope.core.planner.answer import Placed
from tightrope.core.planner.block import Block, State
from tightrope.core.timeline import Span, whole_day


def week(*items: Item, now: datetime | None = None) -> Week:
    return Week(monday=week_47.MONDAY, zone=week_47.ZONE, items=items, now=now)


def cards(drawing_of: Week, size: Size = Size.LARGE) -> list[seen.Rect]:
    """The grounds of the cards, without their edges."""
    shapes = seen.shapes(week_grid(drawing_of, size=size))
    return [
        box for box in shapes if box.what.startswith("c-") and "stripe" not in box.what
    ]


def test_an_hour_is_four_quarters_high_and_starts_at_its_line() -> None:
    (card,) = cards(week(grind(0, "10:00", "11:00", "Demo")))

    eight = 48
    assert card.top == eight + 2 * 64 + 1
    assert card.bottom == eight + 3 * 64 - 2


def test_each_kind_has_a_look_besides_its_colour() -> None:
    looks = {
        kind: [
            box.what
            for box in seen.shapes(
                week_grid(week(Item(kind=kind, span=at(0, "10:00", "12:00"))))
            )
            if box.what.startswith(("c-", "e-"))
        ]
        for kind in Kind
    }

    assert looks == {
        Kind.GRIND: ["c-grind", "e-grind"],
        Kind.INCIDENT: ["c-incident", "e-incident"],
        Kind.AWAY: ["c-away", "e-away"],
        Kind.FOCUS: ["c-focus"],
        Kind.PENCILLED: ["c-pencilled"],
        Kind.PROPOSED: ["c-proposed"],
        Kind.OVERRIDDEN: ["c-over", "c-stripe"],
    }


def test_what_overlaps_stands_side_by_side() -> None:
    one, other = cards(
        week(grind(2, "14:00", "15:00", "Release"), grind(2, "14:30", "15:30", "1:1"))
    )

    assert one.right < other.left


def test_the_grid_grows_for_early_late_and_weekend_events() -> None:
    early = Item(kind=Kind.GRIND, span=at(0, "06:30", "07:00"), title="Release")
    late = Item(kind=Kind.INCIDENT, span=at(5, "20:00", "21:15"), title="Outage")

    said = [box.what for box in seen.words(week_grid(week(early, late)))]

    assert [word for word in said if word in {"07:00", "21:00", "06:00", "22:00"}] == [
        "07:00",
        "21:00",
    ]
    assert [day for day in ("Fri", "Sat", "Sun") if day in said] == ["Fri", "Sat"]


def test_leave_does_not_grow_the_grid() -> None:
    leave = Item(kind=Kind.AWAY, span=at(3, "00:00", "23:59"), title="Leave")
    evening = Item(kind=Kind.AWAY, span=at(4, "20:00", "22:00"), title="Concert")

    drawing = week_grid(week(leave, evening))

    (card,) = cards(week(leave, evening))
    assert drawing.height == week_grid(week()).height
    assert card.inside(drawing.width, drawing.height)


def test_a_day_without_an_hour_is_still_a_whole_day() -> None:
    # 2026-03-29 has 23 hours in Berlin.
    berlin = ZoneInfo("Europe/Berlin")
    leave = Item(kind=Kind.AWAY, span=whole_day(date(2026, 3, 29), berlin))

    (piece,) = Week(monday=date(2026, 3, 23), zone=berlin, items=(leave,)).pieces()

    assert (piece.start, piece.end) == (0, 1440)


def test_an_event_over_midnight_is_on_both_days() -> None:
    night = Item(
        kind=Kind.GRIND,
        span=Span(at(0, "23:00", "23:30").start, at(1, "00:30", "01:00").start),
    )

    table = week_grid(week(night)).table

    assert table == Table(
        head=("Day", "From", "To", "What", "Title"),
        rows=(
            ("Monday", "23:00", "24:00", "daily grind", ""),
            ("Tuesday", "00:00", "00:30", "daily grind", ""),
        ),
    )


def test_an_hour_that_comes_twice_keeps_its_length() -> None:
    # 2026-10-25, 02:45 summer time to 02:15 winter time is half an hour.
    span = Span(
        datetime(2026, 10, 25, 0, 45, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 15, tzinfo=UTC),
    )
    held = Week(
        monday=date(2026, 10, 19),
        zone=ZoneInfo("Europe/Berlin"),
        items=(Item(kind=Kind.INCIDENT, span=span),),
    )

    (piece,) = held.pieces()

    assert (piece.start, piece.end) == (165, 195)
    assert piece.length == timedelta(minutes=30)


def test_titles_are_left_out_for_other_eyes() -> None:
    drawing = week_grid(week_47.WEEK, titles=False)

    said = {word for box in seen.words(drawing) for word in box.what.split()}
    known = {word for item in week_47.WEEK.items for word in item.title.split()}
    assert said & known == set()
    assert {row[4] for row in drawing.table.rows} == {None}
    assert "13:30\N{EN DASH}16:30" in said


def test_it_says_what_it_found_without_titles() -> None:
    drawing = week_grid(week_47.WEEK)

    assert drawing.title == "Week 47, 16 to 20 November"
    assert drawing.desc == (
        "3 focus blocks, 9 h 45 together: Tuesday 09:30\N{EN DASH}13:00, "
        "Thursday 09:15\N{EN DASH}12:30 and Friday 13:30\N{EN DASH}16:30. "
        "19 h 15 of meetings and other daily work."
    )


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (Item(kind=Kind.FOCUS, span=at(1, "09:30", "13:00")), "3 h 30 vision"),
        (Item(kind=Kind.PROPOSED, span=at(1, "09:15", "12:30")), "3 h 15 proposed"),
        (week_47.BLOCKS[0], "owed 3 h 10"),
    ],
)
def test_above_each_day_stands_what_is_set_aside(item: Item, told: str) -> None:
    drawing = week_grid(week(item))

    assert told in [box.what for box in seen.words(drawing)]


def test_the_now_line_is_in_todays_column_at_the_time_it_is() -> None:
    drawing = week_grid(week(now=week_47.NOW))

    (line,) = [box for box in seen.shapes(drawing) if box.what == "now"]
    (today,) = [box for box in seen.shapes(drawing) if box.what == "today"]
    assert (line.left, line.right) == (today.left, today.right)
    assert line.top == 48 + 2.75 * 64


@pytest.mark.parametrize("days", [-1, 7])
def test_another_week_has_no_now_line(days: int) -> None:
    drawing = week_grid(week(now=week_47.NOW + timedelta(days=days)))

    kinds = [box.what for box in seen.shapes(drawing)]

    assert ("now" in kinds) is (days == -1)


def test_a_planned_block_says_what_speaks_for_its_place() -> None:
    block = Block(id="b1", span=at(1, "09:00", "12:30"), state=State.FIRM)
    placed = Placed(block=block, survival=0.87)

    kept = Item.of(placed)
    owing = Item.of(replace(placed, repays=timedelta(hours=3, minutes=10)))

    assert kept == Item(
        kind=Kind.FOCUS, span=block.span, title="Focus", note="kept 9 times in 10"
    )
    assert owing.note == "repays 3 h 10"


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (State.PROPOSED, Kind.PROPOSED),
        (State.PENCILLED, Kind.PENCILLED),
        (State.LOCKED, Kind.FOCUS),
        (State.KEPT, Kind.FOCUS),
        (State.OVERRIDDEN, Kind.OVERRIDDEN),
    ],
)
def test_a_blocks_state_decides_its_look(state: State, kind: Kind) -> None:
    block = Block(id="b1", span=at(1, "09:00", "12:30"), state=state)

    assert Item.of(Placed(block=block, survival=1)).kind is kind


def test_the_next_weeks_say_how_much_is_set_aside() -> None:
    drawing = weeks_ahead(week_47.LATER[:2])

    said = [box.what for box in seen.words(drawing)]

    assert [word for word in said if "block" in word] == [
        "3 blocks, 10 h 15",
        "1 block, 3 h 15",
    ]
    assert drawing.desc == (
        "Week 48: Tuesday 09:15\N{EN DASH}12:30, Thursday 09:15\N{EN DASH}12:45 and "
        "Friday 13:00\N{EN DASH}16:30. Week 49: Tuesday 09:15\N{EN DASH}12:30."
    )
