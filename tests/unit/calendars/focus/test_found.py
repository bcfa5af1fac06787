import pytest

from tests.unit.calendars.focus.blocks import at, block, monday
from tightrope.calendars.focus import blocks_of
from tightrope.core.planner.block import State
from tightrope.core.timeline import Event, Status

UID = "b-1@focus.tightrope"


def test_our_blocks_are_found_by_their_uid() -> None:
    events = [
        Event(uid="standup", span=at("09:00", 15), title="Focus: not ours"),
        Event(uid=UID, span=at("13:00", 180), title="Focus: hiring plan"),
    ]

    assert blocks_of(events) == (
        block(at("13:00", 180), state=State.FIRM, purpose="hiring plan"),
    )


@pytest.mark.parametrize(
    ("status", "state"),
    [(Status.TENTATIVE, State.PENCILLED), (Status.CONFIRMED, State.FIRM)],
)
def test_the_status_says_how_far_a_block_has_come(status: Status, state: State) -> None:
    event = Event(uid=UID, span=at("13:00", 180), title="Focus", status=status)

    assert blocks_of([event]) == (block(at("13:00", 180), state=state, purpose=None),)


def test_what_is_no_block_any_more_is_left_out() -> None:
    day = monday("00:00").date()
    events = [
        Event(
            uid=UID,
            span=at("13:00", 180),
            status=Status.CANCELLED,
            cancelled=True,
        ),
        Event(uid="b-2@focus.tightrope", span=at("00:00", 1440), days=(day, day)),
    ]

    assert blocks_of(events) == ()


def test_a_block_that_somebody_repeats_counts_once_the_earliest_time() -> None:
    events = [
        Event(uid=UID, span=at("13:00", 180, days=days), recurrence_id=str(days))
        for days in (7, 0, 14)
    ]

    assert blocks_of(events) == (
        block(at("13:00", 180), state=State.FIRM, purpose=None),
    )


def test_blocks_come_in_order_of_time() -> None:
    events = [
        Event(uid=f"b-{days}@focus.tightrope", span=at("13:00", 180, days=days))
        for days in (7, 0)
    ]

    assert [block.id for block in blocks_of(events)] == ["b-0", "b-7"]
